import { ExplorerError } from '../../errors.ts';
import type { Paper } from '../paper.ts';
import { encodePapersAsBibtex } from './bibtex.ts';
import { encodePapersAsCsv } from './csv.ts';
import { encodePapersAsJson } from './json.ts';
import { encodePapersAsJsonl } from './jsonl.ts';
import { encodePapersAsRis } from './ris.ts';

const ENCODERS = {
  jsonl: encodePapersAsJsonl,
  json: encodePapersAsJson,
  csv: encodePapersAsCsv,
  bibtex: encodePapersAsBibtex,
  ris: encodePapersAsRis,
} as const;

/** The formats that papers can be written in. */
export type PaperExportFormat = keyof typeof ENCODERS;

export const PAPER_EXPORT_FORMATS = Object.keys(ENCODERS) as readonly PaperExportFormat[];

/**
 * Papers as text, piece by piece (a line or a record each), so that a large corpus is never one string. Read back with
 * {@link ingestPapers} they are the same papers, as far as the format can hold them: see each encoder.
 *
 * @throws ExplorerError INVALID_ARGUMENT for an unknown format, before anything is written
 */
export function encodePapers(papers: readonly Paper[], format: PaperExportFormat): Generator<string> {
  const encode = Object.hasOwn(ENCODERS, format) ? ENCODERS[format] : undefined;
  if (encode !== undefined) return encode(papers);
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `papers cannot be written as ${JSON.stringify(format)}; use ${PAPER_EXPORT_FORMATS.join(', ')}`,
    { details: { format } },
  );
}
