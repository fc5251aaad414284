import type { Embedder } from '../embedding/embedder.ts';
import { ExplorerError } from '../errors.ts';
import { dot } from '../math/distance.ts';
import { rowOf, selectRows, type VectorMatrix } from '../math/matrix.ts';
import type { Paper } from '../papers/paper.ts';
import { throwIfAborted } from '../task.ts';
import { type EarningSentence, type SentencePlace, sentencesOf } from './explain-words.ts';

/** A paper's sentences and their vectors: row i of `vectors` is sentence i, embedded as a document. */
export interface EmbeddedSentences {
  readonly sentences: readonly SentencePlace[];
  readonly vectors: VectorMatrix;
}

/** Embeds papers' sentences when they are asked for, and keeps the last. */
export interface SentenceVectors {
  /**
   * One answer a paper, in order. All that is not kept is embedded in one call; when that is stopped nothing of it is
   * kept. Papers are told apart by their ids, so that one of these serves one atlas.
   *
   * @throws ExplorerError ABORTED and whatever the embedder throws
   */
  get(papers: readonly Paper[], signal?: AbortSignal): Promise<EmbeddedSentences[]>;
}

export interface SentenceVectorsOptions {
  /** Sentences kept at most, ≥ 0; default 4,096 (6 MB at 384 values). The papers longest unasked go first. */
  readonly capacity?: number | undefined;
}

/**
 * @param embedder the atlas's own, given on the first use
 * @throws ExplorerError INVALID_ARGUMENT for a capacity that is none
 */
export function createSentenceVectors(
  embedder: () => Promise<Embedder>,
  { capacity = 4096 }: SentenceVectorsOptions = {},
): SentenceVectors {
  if (!(capacity >= 0))
    throw new ExplorerError('INVALID_ARGUMENT', `capacity is ${capacity}; expected a number from 0`, {
      details: { capacity },
    });
  const kept = new Map<string, EmbeddedSentences>();
  let size = 0;

  /** A map gives its keys in the order in which they came: the first is the one longest unasked. */
  function keep(id: string, embedded: EmbeddedSentences): void {
    size -= kept.get(id)?.sentences.length ?? 0;
    kept.delete(id);
    kept.set(id, embedded);
    size += embedded.sentences.length;
    for (const [oldest, { sentences }] of kept) {
      if (size <= capacity) break;
      kept.delete(oldest);
      size -= sentences.length;
    }
  }

  return {
    async get(papers, signal) {
      throwIfAborted(signal, 'the explanation');
      const answers = new Map<string, EmbeddedSentences>();
      const asked: { id: string; sentences: readonly SentencePlace[] }[] = [];
      for (const paper of papers) {
        const { id } = paper;
        const known = kept.get(id);
        if (known !== undefined) {
          keep(id, known);
          answers.set(id, known);
        } else if (!asked.some((one) => one.id === id)) asked.push({ id, sentences: sentencesOf(paper) });
      }
      if (asked.length > 0) {
        const texts = asked.flatMap(({ sentences }) => sentences.map(({ text }) => text));
        const all = await (await embedder()).embed(texts, 'document', { signal });
        throwIfAborted(signal, 'the explanation');
        let row = 0;
        for (const { id, sentences } of asked) {
          // Copied, so that what is kept holds no more memory than its own.
          const vectors = selectRows(
            all,
            sentences.map((_, at) => row + at),
          );
          row += sentences.length;
          answers.set(id, { sentences, vectors });
          keep(id, { sentences, vectors });
        }
      }
      return papers.map(({ id }) => answers.get(id)!);
    },
  };
}

/** The sentence whose vector is nearest to the query's, both of unit length; the earliest of equals. Null without sentences. */
export function findNearestSentence(
  query: Float32Array,
  { sentences, vectors }: EmbeddedSentences,
): EarningSentence | null {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < vectors.count; row++) {
    const similarity = dot(query, 0, rowOf(vectors, row), 0, vectors.dimension);
    if (similarity > most) {
      most = similarity;
      best = row;
    }
  }
  if (best < 0) return null;
  return { ...sentences[best]!, score: Math.min(1, Math.max(-1, most)) };
}
