import { ExplorerError } from '../../errors.ts';
import { bibtexFormat } from './bibtex.ts';
import { csvFormat, tsvFormat } from './csv.ts';
import type { FormatName, PaperFormat } from './format.ts';
import { jsonFormat } from './json.ts';
import { jsonlFormat } from './jsonl.ts';
import { pageFormat } from './page.ts';
import { risFormat } from './ris.ts';

/** All formats, in the order in which content is tried: the page, which is plain text, last. */
const FORMATS: readonly PaperFormat[] = [
  jsonlFormat,
  jsonFormat,
  risFormat,
  bibtexFormat,
  tsvFormat,
  csvFormat,
  pageFormat,
];

export const FORMAT_NAMES: readonly FormatName[] = FORMATS.map(({ name }) => name);

/** @throws ExplorerError INVALID_ARGUMENT for a name that is no format */
export function formatByName(name: string): PaperFormat {
  const found = FORMATS.find(
    (format) => format.name === name.toLowerCase() || format.extensions.includes(name.toLowerCase()),
  );
  if (found !== undefined) return found;
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `${JSON.stringify(name)} is no format; use ${FORMAT_NAMES.join(', ')}`,
    {
      details: { format: name },
    },
  );
}

/**
 * The format of a file by the ending of its name (`.gz` dropped), where that says enough, else by its first characters;
 * null when neither tells. `.txt` says nothing; among `.json` and `.jsonl` the content decides, since people mix them up.
 */
export function detectFormat(fileName: string, head: string): PaperFormat | null {
  const extension = /\.([a-z0-9]+)$/i.exec(fileName.replace(/\.gz$/i, ''))?.[1]?.toLowerCase();
  const named = FORMATS.find((format) => extension !== undefined && format.extensions.includes(extension));
  if (named === jsonFormat || named === jsonlFormat) {
    return [jsonlFormat, jsonFormat].find((format) => format.sniff(head)) ?? named;
  }
  if (named !== undefined && named !== pageFormat) return named;
  return FORMATS.find((format) => format.sniff(head)) ?? null;
}
