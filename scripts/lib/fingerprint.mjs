import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * One hash of the names and bytes of files, and of anything else that decides a result. A file that is
 * missing counts as missing, so that making or deleting it changes the hash.
 *
 * @param {string} base folder the names are taken relative to, so that a moved checkout keeps its hash
 * @param {readonly string[]} files absolute paths, in any order
 * @param {readonly string[]} [extra] versions, options…
 * @returns {string} SHA-256, hexadecimal
 */
export function fingerprint(base, files, extra = []) {
  const hash = createHash('sha256');
  hash.update(JSON.stringify(extra));
  for (const file of [...files].sort()) {
    const bytes = existsSync(file) ? readFileSync(file) : null;
    const name = relative(base, file).split(sep).join('/');
    hash.update(`\n${name} ${bytes === null ? 'missing' : bytes.byteLength}\n`);
    if (bytes !== null) hash.update(bytes);
  }
  return hash.digest('hex');
}

/**
 * All files under a folder, at any depth.
 *
 * @param {string} folder a missing one has no files
 * @param {(name: string) => boolean} [keep] by file name; default all
 * @param {(name: string) => boolean} [enter] by folder name; default all
 * @returns {string[]} absolute paths, sorted
 */
export function listFiles(folder, keep = () => true, enter = () => true) {
  if (!existsSync(folder)) return [];
  /** @type {string[]} */
  const files = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (enter(entry.name)) files.push(...listFiles(path, keep, enter));
    } else if (keep(entry.name)) files.push(path);
  }
  return files.sort();
}
