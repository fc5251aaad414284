import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseSync } from 'vite';

export interface PublicName {
  readonly name: string;
  readonly isType: boolean;
}

/**
 * The names that an entry exports, types too, sorted. A star is refused but for `./index.ts`, whose names are then
 * read the same way (and hidden by the entry's own, as the language has it): what is public is written down.
 */
export function readPublicNames(file: string): PublicName[] {
  const { module } = parseSync(file, readFileSync(file, 'utf8'));
  const names = new Map<string, PublicName>();
  for (const { exportName, moduleRequest, isType } of module.staticExports.flatMap(
    ({ entries }) => entries,
  )) {
    if (exportName.kind === 'Name' && exportName.name !== null) {
      names.set(exportName.name, { name: exportName.name, isType });
    } else if (exportName.kind === 'None' && moduleRequest?.value === './index.ts') {
      const shared = readPublicNames(resolve(dirname(file), moduleRequest.value));
      for (const each of shared) if (!names.has(each.name)) names.set(each.name, each);
    } else throw new Error(`${file} has an export without a name of its own`);
  }
  return [...names.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
