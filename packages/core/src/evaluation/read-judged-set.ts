import { decodeText, iterateStream } from '../papers/decode.ts';
import type { PaperSource } from '../papers/ingest.ts';
import { openSource } from '../papers/read-papers.ts';
import {
  type JudgedSet,
  joinJudgements,
  type NamedText,
  parseJudgements,
  parseQueries,
} from './judged-set.ts';

/**
 * Reads a retrieval test from two files as BEIR has them, each may be gzipped (Node only): queries as JSONL with `_id`
 * and `text`; judgements as TSV of query, paper and grade, with headings or without, or as TREC's four columns.
 *
 * @throws ExplorerError INPUT_NOT_FOUND; INPUT_UNREADABLE naming file and line
 */
export async function readJudgedSet(files: {
  readonly queries: string;
  readonly judgements: string;
}): Promise<JudgedSet> {
  const [queries, judgements] = await Promise.all([openSource(files.queries), openSource(files.judgements)]);
  return joinJudgements(await parseQueries(toText(queries)), await parseJudgements(toText(judgements)));
}

function toText({ name, bytes }: PaperSource): NamedText {
  const stream = Symbol.asyncIterator in bytes ? bytes : iterateStream(bytes);
  return { name, chunks: decodeText(stream, name) };
}
