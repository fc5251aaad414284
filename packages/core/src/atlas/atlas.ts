import type { Embedder } from '../embedding/embedder.ts';
import { assertSameModel, type ModelSpec } from '../embedding/model-spec.ts';
import { ExplorerError } from '../errors.ts';
import { rowOf, type VectorMatrix } from '../math/matrix.ts';
import type { Paper } from '../papers/paper.ts';
import { type Hit, type RankedRows, SEARCH_MODES, type SearchMode } from '../search/hit.ts';
import { rankBySimilarity } from '../search/semantic.ts';
import type { AtlasFiles } from '../store/files.ts';
import type { AtlasManifest } from '../store/manifest.ts';
import { createExactIndex } from '../vector-index/exact.ts';
import type { VectorIndex } from '../vector-index/vector-index.ts';
import { type AtlasReader, createAtlasReader } from './atlas-reader.ts';
import { findPaperRow } from './find-paper.ts';
import { createLazy } from './lazy.ts';

export interface SearchOptions {
  /** Hits at most, a whole number ≥ 1, or Infinity for all papers; default 10. */
  readonly limit?: number | undefined;
  /** Default `semantic`. */
  readonly mode?: SearchMode | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface OpenAtlasOptions {
  /**
   * Gives the model for queries, on the first search. Without it everything but `search` works.
   * Its spec must be the atlas's own.
   */
  readonly embedder?: ((model: ModelSpec) => Promise<Embedder>) | undefined;
  /** Gives an approximate index over the embeddings, on the first use; without it, or when it gives null, search is exact. */
  readonly openIndex?:
    | ((manifest: AtlasManifest, embeddings: VectorMatrix) => Promise<VectorIndex | null>)
    | undefined;
  /** Ask for the embedder while the papers are being read, because a text search follows; default false. */
  readonly preloadModel?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An open atlas. Parts are read, checked and kept when they are first needed; what they give is shared: do not change it. */
export interface Atlas extends Omit<AtlasReader, 'papers'>, AsyncDisposable {
  /** Row order: paper r stands at position r, and row r of every other part is its. */
  readonly papers: readonly Paper[];
  /**
   * Papers by closeness of meaning to a text: a few words, a question, a whole abstract. Best first.
   *
   * @throws ExplorerError INVALID_ARGUMENT (an empty query, limit, mode), MODEL_NOT_FOUND, MODEL_MISMATCH, ATLAS_DAMAGED, ABORTED
   */
  search(query: string, options?: SearchOptions): Promise<Hit[]>;
  /**
   * Papers nearest to a paper of the atlas, itself left out. Best first. Needs no model.
   *
   * @throws ExplorerError PAPER_NOT_FOUND, INVALID_ARGUMENT, ATLAS_DAMAGED, ABORTED
   */
  similar(id: string, options?: SearchOptions): Promise<Hit[]>;
  /**
   * A paper by its id, else by its exact title (case and white space do not count).
   *
   * @throws ExplorerError PAPER_NOT_FOUND with the nearest titles; also when several papers have that title.
   */
  findPaper(idOrTitle: string): Paper;
  /** The approximate index, or the exact one when the atlas has no other. Belongs to the atlas: do not dispose it. */
  index(): Promise<VectorIndex>;
  /** Frees model and index. Safe to call twice; a question afterwards is an INVALID_ARGUMENT. */
  dispose(): Promise<void>;
}

/**
 * Opens an atlas: reads its manifest and its papers. Portable: the files may come from a folder, the web or memory.
 *
 * @throws ExplorerError ATLAS_NOT_FOUND, ATLAS_UNSUPPORTED (a newer format), ATLAS_DAMAGED (the message names the file)
 */
export async function openAtlas(files: AtlasFiles, options: OpenAtlasOptions = {}): Promise<Atlas> {
  const reader = await createAtlasReader(files, options.signal);
  const { manifest } = reader;
  const exact = createLazy(async () => createExactIndex(await reader.embeddings()));
  const approximate = createLazy(
    async () => (await options.openIndex?.(manifest, await reader.embeddings())) ?? null,
  );
  const embedder = createLazy(async () => {
    if (options.embedder === undefined) {
      throw new ExplorerError(
        'MODEL_NOT_FOUND',
        `this atlas was opened without its model ${manifest.model.id}; open it with an embedder to search by text (similar works without)`,
        { details: { model: manifest.model.id } },
      );
    }
    const opened = await options.embedder(manifest.model);
    try {
      assertSameModel(manifest.model, opened.model, 'this atlas');
    } catch (error) {
      await opened.dispose();
      throw error;
    }
    return opened;
  });
  let disposed = false;

  async function dispose(): Promise<void> {
    disposed = true;
    await Promise.all([embedder, approximate, exact].map(async (held) => (await held.ifMade())?.dispose()));
  }

  function assertOpen(): void {
    if (!disposed) return;
    throw new ExplorerError('INVALID_ARGUMENT', 'this atlas was disposed; open it again before it is asked');
  }

  // Whether the model can be had matters only to a search, which asks again.
  if (options.preloadModel === true) embedder.get().catch(() => {});
  const papers = await reader.papers().catch(async (error: unknown) => {
    await dispose();
    throw error;
  });

  async function rank(
    query: Float32Array,
    how: { limit: number; leaveOut?: number; signal: AbortSignal | undefined },
  ): Promise<Hit[]> {
    const indexes = { approximate: await approximate.get(), exact: await exact.get() };
    return toHits(papers, await rankBySimilarity(indexes, await reader.embeddings(), query, how));
  }

  return {
    ...reader,
    papers,

    async search(query, searchOptions = {}) {
      assertOpen();
      const limit = checkSearchOptions(searchOptions);
      assertText('the query', query);
      const text = query.trim();
      if (text === '') throw new ExplorerError('INVALID_ARGUMENT', 'the query is empty; give a few words');
      const { signal } = searchOptions;
      const vector = await (await embedder.get()).embed([text], 'query', { signal });
      return rank(vector.data, { limit, signal });
    },

    async similar(id, searchOptions = {}) {
      assertOpen();
      const limit = checkSearchOptions(searchOptions);
      assertText('the id', id);
      const row = findPaperRow(papers, id, 'id');
      const vector = rowOf(await reader.embeddings(), row);
      return rank(vector, { limit, leaveOut: row, signal: searchOptions.signal });
    },

    findPaper: (idOrTitle) => papers[findPaperRow(papers, idOrTitle, 'id or title')]!,

    async index() {
      assertOpen();
      return (await approximate.get()) ?? (await exact.get());
    },

    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}

function assertText(what: string, value: unknown): void {
  if (typeof value === 'string') return;
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `${what} is ${value === null ? 'null' : typeof value}; expected text`,
  );
}

function checkSearchOptions({ limit = 10, mode = SEARCH_MODES[0]! }: SearchOptions): number {
  if (!(limit === Number.POSITIVE_INFINITY || (Number.isSafeInteger(limit) && limit >= 1))) {
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `limit is ${limit}; expected a whole number from 1, or Infinity for all`,
      {
        details: { limit },
      },
    );
  }
  if (!SEARCH_MODES.includes(mode)) {
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `mode is "${mode}"; expected one of ${SEARCH_MODES.join(', ')}`,
      {
        details: { mode },
      },
    );
  }
  return limit;
}

function toHits(papers: readonly Paper[], { rows, similarities, scores }: RankedRows): Hit[] {
  return Array.from(rows, (row, at) => ({
    paper: papers[row]!,
    rank: at + 1,
    similarity: similarities[at]!,
    score: scores[at]!,
  }));
}
