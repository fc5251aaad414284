// Imports nothing, so that any Node can load it.

/**
 * What is wrong with a version of Node such as `18.20.8`, and what to do; null for one that will do. The range is that of
 * package.json's `engines`.
 */
export function nodeVersionProblem(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isFine = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (isFine) return null;
  return `got Node ${version}, expected ^20.19 or >=22.12; install a current one from https://nodejs.org and run the command again`;
}
