import type { SavedWhat } from './state/saving.ts';

/** What a file holds. */
export interface FileContents {
  /** Name of the atlas; null where it has none. */
  readonly atlas: string | null;
  readonly what: SavedWhat | 'map';
  readonly on: Date;
}

const LONGEST = 60;

/** What a file that leaves the page is called, in signs that every file system and command line takes: `my-field-selection-2026-11-30.bib`. */
export function fileNameOf({ atlas, what, on }: FileContents, ending: string): string {
  const name = plain(atlas ?? '') || 'paper-atlas';
  const day = [on.getFullYear(), on.getMonth() + 1, on.getDate()].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${[name, what, ...day].join('-')}.${ending}`;
}

/** Letters, digits and what joins them, without a dot at the beginning, which would hide the file. */
function plain(name: string): string {
  const joined = name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}._]+/gu, '-');
  return [...joined]
    .slice(0, LONGEST)
    .join('')
    .replace(/^[-.]+|[-.]+$/g, '');
}
