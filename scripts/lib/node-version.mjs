// Imported first by every command, for its effect: an old Node gets a sentence instead of a stack trace.
// Everything reached from here must therefore load on an old Node too: names newer than Node 16 are read
// from a module's default import, because a missing named import fails before a line has run.

/** The range in the package.json files' `engines`. */
const SUPPORTED = '^20.19 or >=22.12';

/**
 * @param {string} version such as `20.19.0`
 * @returns {string | null} what is wrong and what to do; null for a Node that will do
 */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fine = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (fine) return null;
  return `got Node ${version}, expected ${SUPPORTED}; install a current one from https://nodejs.org and run the command again`;
}

const problem = nodeVersionProblem(process.versions.node);
if (problem !== null) {
  console.error(problem);
  process.exit(1);
}
