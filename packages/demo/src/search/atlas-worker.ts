import { type Atlas, type Embedder, ExplorerError, httpFiles, openAtlas } from 'paper-atlas';
import { answerOfMeaning, answerOfWords } from './answers.ts';
import { serveCalls } from './border.ts';
import type { AtlasCalls } from './calls.ts';
import { readOpenedAtlas } from './read-atlas.ts';
import { measureSimilarityRange } from './similarity-range.ts';
import { matchWords, type PaperWords, readPaperWords } from './word-match.ts';
import { createWorkerEmbedder } from './worker-embedder.ts';

/** The worker that holds the atlas: reads and checks its files and searches it, so that the page only draws. */
let opened: Atlas | null = null;
let embedder: Embedder | null = null;
let words: readonly PaperWords[] | null = null;

serveCalls<AtlasCalls>(self, {
  async open({ url }, { signal }) {
    opened = await openAtlas(httpFiles(url), { embedder: async () => theEmbedder(), signal });
    return readOpenedAtlas(opened);
  },
  readVectors: async () => measureSimilarityRange(await theAtlas().embeddings()),
  async loadModel(place, { report }) {
    embedder = await createWorkerEmbedder(theAtlas().manifest.model, place, report);
    return null;
  },
  async searchWords(query) {
    const started = performance.now();
    const { papers } = theAtlas();
    words ??= papers.map(readPaperWords);
    return answerOfWords(query, papers.length, matchWords(words, query), performance.now() - started);
  },
  async searchMeaning(query, { signal }) {
    const started = performance.now();
    const { papers, search } = theAtlas();
    const hits = await search(query, { limit: Number.POSITIVE_INFINITY, signal });
    const rowOf = new Map(papers.map((paper, row) => [paper, row]));
    const rows = Int32Array.from(hits, ({ paper }) => rowOf.get(paper)!);
    const similarities = Float32Array.from(hits, ({ similarity }) => similarity);
    return answerOfMeaning(query, { rows, similarities }, performance.now() - started);
  },
});

function theAtlas(): Atlas {
  if (opened === null) throw new ExplorerError('ATLAS_NOT_FOUND', 'no atlas is open yet; open one first');
  return opened;
}

function theEmbedder(): Embedder {
  if (embedder === null)
    throw new ExplorerError('MODEL_NOT_FOUND', 'the model is not loaded yet; wait for it');
  return embedder;
}
