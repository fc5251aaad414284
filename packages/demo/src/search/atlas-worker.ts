import { type Atlas, type Embedder, ExplorerError, httpFiles, openAtlas, parseQuery } from 'paper-atlas';
import type { Question } from '../state/question.ts';
import { createAnswer } from './answers.ts';
import { serveCalls } from './border.ts';
import type { AtlasCalls } from './calls.ts';
import { readOpenedAtlas } from './read-atlas.ts';
import { createWorkerEmbedder } from './worker-embedder.ts';

/** The worker that holds the atlas: reads and checks its files and searches it, so that the page only draws. */
let opened: Atlas | null = null;
let embedder: Embedder | null = null;

serveCalls<AtlasCalls>(self, {
  async open({ url }, { signal }) {
    opened = await openAtlas(httpFiles(url), { embedder: async () => theEmbedder(), signal });
    return readOpenedAtlas(opened);
  },
  async readVectors() {
    await theAtlas().embeddings();
    return null;
  },
  readCalibration: async () => theAtlas().calibration(),
  async loadModel(place, { report }) {
    embedder = await createWorkerEmbedder(theAtlas().manifest.model, place, report);
    return null;
  },
  async rank(question, { signal }) {
    const started = performance.now();
    const atlas = theAtlas();
    const ranking = await rankQuestion(atlas, question, signal);
    const milliseconds = performance.now() - started;
    return createAnswer(question, question.mode, ranking, { count: atlas.papers.length, milliseconds });
  },
});

function rankQuestion(atlas: Atlas, question: Question, signal: AbortSignal): ReturnType<Atlas['rank']> {
  const { query, liked, disliked, mode, filter, isPrefix } = question;
  const options = { mode, filter, isPrefix, signal };
  // Less like this, of nothing: there are filters alone, and the list is theirs.
  const hasWords = () => parseQuery(query, atlas.columnNames()).words !== '';
  const isOfPapers = liked.length > 0 || (disliked.length > 0 && hasWords());
  return isOfPapers
    ? atlas.rank(liked, { ...options, dislike: disliked, words: query })
    : atlas.rank(query, options);
}

function theAtlas(): Atlas {
  if (opened === null) throw new ExplorerError('ATLAS_NOT_FOUND', 'no atlas is open yet; open one first');
  return opened;
}

function theEmbedder(): Embedder {
  if (embedder === null)
    throw new ExplorerError('MODEL_NOT_FOUND', 'the model is not loaded yet; wait for it');
  return embedder;
}
