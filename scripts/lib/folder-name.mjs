/**
 * Vite takes these for the beginning of a query or fragment of an address, or for a pattern, and then looks for files that
 * are not there; the library does not mind them.
 *
 * @param {string} folder
 * @returns {string | null} what is wrong and what to do; null for a folder in which the explorer can be built
 */
export function folderNameProblem(folder) {
  const found = /[#?*]/.exec(folder);
  if (found === null) return null;
  return `the explorer cannot be built in ${folder}, because there is a ${found[0]} in its name; move the checkout to a folder without one`;
}
