import type { Embedder } from '../embedding/embedder.ts';
import { assertSameModel, type ModelSpec } from '../embedding/model-spec.ts';
import { ExplorerError, isExplorerError } from '../errors.ts';
import type { KeywordIndex } from '../keyword-index/keyword-index.ts';
import type { NamedTerm } from '../labels/names.ts';
import type { Paper } from '../papers/paper.ts';
import type { PaperCard } from '../papers/paper-card.ts';
import { cleanText } from '../papers/text.ts';
import { acceptRowsInSlices } from '../search/accept-rows.ts';
import type { Calibration } from '../search/calibration.ts';
import type { QueryExplanation } from '../search/explain.ts';
import { describeHits, type Hit, type Ranking } from '../search/hit.ts';
import { measureNovelty, type Novelty } from '../search/novelty.ts';
import { createCardTable, type PaperTable } from '../search/paper-table.ts';
import { type ParsedQuery, parseQuery } from '../search/query-language.ts';
import type { AtlasFiles } from '../store/files.ts';
import { type LongTask, yieldToEventLoop } from '../task.ts';
import { createExactIndex } from '../vector-index/exact.ts';
import { isScanned } from '../vector-index/scan-or-walk.ts';
import type { VectorIndex } from '../vector-index/vector-index.ts';
import { type AtlasReader, createAtlasReader } from './atlas-reader.ts';
import type { Cover, CoverOptions } from './cover-papers.ts';
import {
  type ComparePapersOptions,
  createExplainer,
  type ExplainQueryOptions,
  type PaperComparison,
} from './explain-papers.ts';
import { findPaperRow } from './find-paper.ts';
import { createLazy } from './lazy.ts';
import type { OpenAtlasOptions } from './open-options.ts';
import type { PaperSource } from './paper-source.ts';
import { type RankingParts, rankPapers } from './rank-papers.ts';
import { readPaperSource } from './read-paper-source.ts';
import { findReadingPath, type ReadingPath, type ReadingPathOptions } from './reading-path.ts';
import {
  assertText,
  listIds,
  resolveRankOptions,
  type SearchOptions,
  type SimilarOptions,
} from './search-options.ts';
import { openCalibration, openKeywords } from './search-parts.ts';

/**
 * An open atlas without its abstracts: those are read from its files when they are needed. Other parts are read, checked and
 * kept when they are first needed; what they give is shared: do not change it.
 */
export interface CardAtlas extends Omit<AtlasReader, 'papers' | 'keywords'>, AsyncDisposable {
  /** Row order: the card of paper r stands at position r, and row r of every other part is its. */
  readonly cards: readonly PaperCard[];
  /** The cards prepared for filters: for {@link acceptRows}, after `table.texts.prepare` where filters ask for texts. */
  readonly table: PaperTable;
  /**
   * Papers with their abstracts, in the order of the rows.
   *
   * @throws ExplorerError ATLAS_DAMAGED that names the file, ABORTED
   */
  readPapers(rows: readonly number[], signal?: AbortSignal): Promise<readonly Paper[]>;
  /** The same when nothing has to be read for it; else null. */
  heldPapers(rows: readonly number[]): readonly Paper[] | null;
  /** Names of the papers' own columns, which filters and the query language know. */
  columnNames(): readonly string[];
  /** The words of titles and abstracts; made in memory where the atlas has none. */
  keywords(): Promise<KeywordIndex>;
  /** What a similarity means here; measured between papers alone where the atlas has none; null for a single paper. */
  calibration(): Promise<Calibration | null>;
  /**
   * Papers for a text: a few words, a question, the query language of {@link parseQuery}. Best first. A query that is
   * filters alone gives the papers that they accept, newest first. In mode `keyword` only papers with one of the words
   * are listed, and a missing model merely leaves the similarities out.
   *
   * @throws ExplorerError INVALID_ARGUMENT (an empty query, an option), MODEL_NOT_FOUND, MODEL_MISMATCH, ATLAS_DAMAGED, ABORTED
   */
  search(query: string, options?: SearchOptions): Promise<Hit[]>;
  /**
   * Papers like one or several papers of the atlas, those left out, less like others and nearer to some words where these
   * are given. Best first. Needs no model unless there are words.
   *
   * @throws ExplorerError PAPER_NOT_FOUND, INVALID_ARGUMENT, ATLAS_DAMAGED, ABORTED; with words also what search throws
   */
  similar(ids: string | readonly string[], options?: SimilarOptions): Promise<Hit[]>;
  /**
   * What `search` (for a text) and `similar` (for a list of ids) rank, as typed arrays, with what a view needs besides:
   * where hits become weak, how the words were understood, what of the query was not. Without a limit: all papers.
   */
  rank(asked: string | readonly string[], options?: SearchOptions & SimilarOptions): Promise<Ranking>;
  /**
   * Why papers are where they are in the list of a query: the sentence that earned it, by words and by meaning, and what
   * to mark. Ask for those in view: each has its sentences embedded once.
   *
   * @throws ExplorerError PAPER_NOT_FOUND, INVALID_ARGUMENT, ABORTED; by meaning also what search throws
   */
  explain(query: string, ids: readonly string[], options?: ExplainQueryOptions): Promise<QueryExplanation[]>;
  /**
   * What two papers have in common: how close they are, sentences that say nearly the same, words that tell. Of several
   * ids for `a` the paper nearest to b is compared: what earned b its place in the list of `similar`. Throws as explain does.
   */
  explainPair(
    a: string | readonly string[],
    b: string,
    options?: ComparePapersOptions,
  ): Promise<PaperComparison>;
  /**
   * How to read from paper a to paper b, each step close to the one before: the best path through the kNN graph. Where there is
   * none the answer says so, and leads to what can be reached nearest to b.
   *
   * @throws ExplorerError PAPER_NOT_FOUND, ATLAS_DAMAGED, ABORTED
   */
  path(a: string, b: string, options?: ReadingPathOptions): Promise<ReadingPath>;
  /**
   * How new each paper was when it came: the distance to the nearest paper of an earlier year. Rank it by `rankByNovelty`.
   * Neighbours in the graph answer for most papers; each of the others takes some milliseconds in a large atlas.
   *
   * @throws ExplorerError ATLAS_DAMAGED, ABORTED
   */
  novelty(task?: LongTask): Promise<Novelty>;
  /**
   * Which papers of a bibliography are here, how much of each region they are, and the nearest unread paper in each; of
   * regions nothing in an atlas without a map, unless the options bring one.
   *
   * @throws ExplorerError INVALID_ARGUMENT (an entry that is no paper), ATLAS_DAMAGED, ABORTED
   */
  cover(bibliography: readonly Paper[], options?: CoverOptions): Promise<Cover>;
  /**
   * The words and pairs of words that tell these papers from all others of the atlas, best first, up to eight: what their region
   * would be called, were they one. Of many papers a part is read, which takes about a second.
   *
   * @throws ExplorerError PAPER_NOT_FOUND, INVALID_ARGUMENT (an id that is no text), ABORTED
   */
  tellingWords(ids: readonly string[], task?: LongTask): Promise<readonly NamedTerm[]>;
  /** The approximate index, or the exact one when the atlas has no other. Belongs to the atlas: do not dispose it. */
  index(): Promise<VectorIndex>;
  /** Frees model and index. Safe to call twice; a question afterwards is an INVALID_ARGUMENT. */
  dispose(): Promise<void>;
}

const NO_QUERY: ParsedQuery = { words: '', filter: {}, notes: [], parts: [] };

/**
 * Opens an atlas by its cards, for a corpus that is too large to be held: its abstracts stay where they are until someone
 * asks for a paper. Portable: the files may come from a folder, the web or memory.
 *
 * @param from its files; or their reader, when parts of it are wanted before the papers: what it has read is not read again
 *
 * @throws ExplorerError ATLAS_NOT_FOUND, ATLAS_UNSUPPORTED (a newer format), ATLAS_DAMAGED (the message names the file)
 */
export async function openCardAtlas(
  from: AtlasFiles | AtlasReader,
  options: OpenAtlasOptions = {},
): Promise<CardAtlas> {
  const reader = 'manifest' in from ? from : await createAtlasReader(from, options.signal);
  return assembleAtlas(reader, () => readPaperSource(reader, options), options);
}

/** An atlas over papers that come from `openSource`. */
export async function assembleAtlas(
  reader: AtlasReader,
  openSource: () => Promise<PaperSource>,
  options: OpenAtlasOptions,
): Promise<CardAtlas> {
  const { manifest } = reader;
  const { onWarning = () => {} } = options;
  const exact = createLazy(async () => {
    const vectors = await reader.embeddings();
    // To measure the lengths of many vectors takes as long as a turn of the event loop may.
    await yieldToEventLoop();
    const index = createExactIndex(vectors);
    await yieldToEventLoop();
    return index;
  });
  const approximate = createLazy(
    async () => (await options.openIndex?.(manifest, await reader.embeddings())) ?? null,
  );
  const embedder = createLazy(() => openEmbedder(manifest.model, options.embedder));
  const keywords = createLazy(() => openKeywords(reader, source, onWarning));
  const calibration = createLazy(() => openCalibration(reader, onWarning));
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
  const source = await openSource().catch(async (error: unknown) => {
    await dispose();
    throw error;
  });
  const { cards } = source;
  const table = createCardTable(cards, source.texts);
  const parts: RankingParts = {
    table,
    readPapers: source.read,
    embeddings: reader.embeddings,
    keywords: keywords.get,
    calibration: calibration.get,
    index: async () => (isScanned(cards.length) ? exact.get() : ((await approximate.get()) ?? exact.get())),
    async embedQuery(text, { isNeeded, signal }) {
      try {
        return (await (await embedder.get()).embed([text], 'query', { signal })).data;
      } catch (error) {
        if (isNeeded || !isExplorerError(error, 'MODEL_NOT_FOUND')) throw error;
        return null;
      }
    },
  };

  const explainer = createExplainer(parts, embedder.get);
  let rowOfId: ReadonlyMap<string, number> | null = null;
  const rowsOf = (what: string, given: unknown): number[] => {
    rowOfId ??= mapIds(cards);
    const rows = rowOfId;
    return listIds(what, given).map((id) => rows.get(id) ?? findPaperRow(cards, id, 'id'));
  };

  function understand(text: string, { isPlain = false }: SearchOptions): ParsedQuery {
    if (isPlain) return { ...NO_QUERY, words: cleanText(text) };
    return parseQuery(text, table.columnNames());
  }

  async function rankText(
    text: unknown,
    searchOptions: SearchOptions & SimilarOptions,
    limit?: number,
  ): Promise<Ranking> {
    assertOpen();
    const resolved = resolveRankOptions(searchOptions, limit);
    assertText('the query', text);
    const { isPrefix = false } = searchOptions;
    const query = understand(text, searchOptions);
    const isEmpty = cleanText(text) === '';
    if (isEmpty && (await acceptRowsInSlices(table, resolved.filter, resolved.signal)) === null)
      throw new ExplorerError(
        'INVALID_ARGUMENT',
        'the query is empty and there is no filter; give a few words, or a filter',
      );
    return rankPapers(parts, { query, isPrefix, liked: [], disliked: [], options: resolved });
  }

  async function rankLike(
    ids: unknown,
    similarOptions: SearchOptions & SimilarOptions,
    limit?: number,
  ): Promise<Ranking> {
    assertOpen();
    const resolved = resolveRankOptions(similarOptions, limit);
    const { dislike = [], words = '', isPrefix = false } = similarOptions;
    assertText('words', words);
    const liked = rowsOf('the id', ids);
    const disliked = rowsOf('the disliked id', dislike);
    const both = liked.find((row) => disliked.includes(row));
    if (both !== undefined)
      throw new ExplorerError(
        'INVALID_ARGUMENT',
        `the paper ${JSON.stringify(cards[both]!.id)} is both asked for and disliked; leave it in one of the lists`,
        { details: { id: cards[both]!.id } },
      );
    const query = words.trim() === '' ? NO_QUERY : understand(words, similarOptions);
    if (liked.length === 0 && query.words === '')
      throw new ExplorerError('INVALID_ARGUMENT', 'neither a paper nor a word is asked for; give one');
    return rankPapers(parts, { query, isPrefix, liked, disliked, options: resolved });
  }

  async function hitsOf(ranking: Ranking, { signal }: SearchOptions): Promise<Hit[]> {
    const papers = await source.read([...ranking.rows], signal);
    return describeHits(ranking, (_row, at) => papers[at]!);
  }

  return {
    ...reader,
    cards,
    table,
    readPapers: source.read,
    heldPapers: source.held,
    columnNames: table.columnNames,
    keywords: keywords.get,
    calibration: calibration.get,

    search: async (query, searchOptions = {}) => hitsOf(await rankText(query, searchOptions), searchOptions),
    similar: async (ids, similarOptions = {}) => hitsOf(await rankLike(ids, similarOptions), similarOptions),
    rank: async (asked, rankOptions = {}) =>
      Array.isArray(asked)
        ? rankLike(asked, rankOptions, Number.POSITIVE_INFINITY)
        : rankText(asked, rankOptions, Number.POSITIVE_INFINITY),

    async explain(query, ids, explainOptions = {}) {
      assertOpen();
      assertText('the query', query);
      const asked = await source.read(rowsOf('the id', ids), explainOptions.signal);
      return explainer.explain(understand(query, explainOptions), asked, explainOptions);
    },

    async explainPair(a, b, explainOptions = {}) {
      assertOpen();
      assertText('the id', b);
      const rows = rowsOf('the id', a);
      if (rows.length === 0)
        throw new ExplorerError('INVALID_ARGUMENT', 'no paper is given to compare with; give an id');
      return explainer.explainPair(rows, findPaperRow(cards, b, 'id'), explainOptions);
    },

    async path(a, b, pathOptions = {}) {
      assertOpen();
      assertText('the id', a);
      assertText('the id', b);
      const [from, to] = [findPaperRow(cards, a, 'id'), findPaperRow(cards, b, 'id')];
      return findReadingPath({ ...parts, neighbors: reader.neighbors }, from, to, pathOptions);
    },

    async novelty(task = {}) {
      assertOpen();
      const years = cards.map(({ year }) => year);
      const [neighbors, embeddings] = [await reader.neighbors(), await reader.embeddings()];
      return measureNovelty({ years, embeddings, neighbors, index: await exact.get() }, task);
    },

    async cover(bibliography, { map, ...task } = {}) {
      assertOpen();
      const own = reader.hasMap ? reader : withoutRegions(cards.length);
      const { regions, membership } = map
        ? { regions: async () => map.regions, membership: async () => map.membership }
        : own;
      // What is seldom asked for comes when it is: a page is open sooner.
      const { coverPapers } = await import('./cover-papers.ts');
      return coverPapers({ ...parts, regions, membership }, bibliography, task);
    },

    async tellingWords(ids, task = {}) {
      assertOpen();
      const known = table.rowsById();
      // By the table: many ids at once are looked up here. A paper that is not there is told by who looks for one.
      const rows = listIds('the id', ids).map((id) => known.get(id)?.[0] ?? findPaperRow(cards, id, 'id'));
      const texts = { count: cards.length, read: source.read };
      const { findTellingWords } = await import('../labels/telling-words.ts');
      return findTellingWords(texts, Int32Array.from(new Set(rows)).sort(), task);
    },

    async index() {
      assertOpen();
      return (await approximate.get()) ?? (await exact.get());
    },

    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}

function withoutRegions(count: number): Pick<AtlasReader, 'regions' | 'membership'> {
  return { regions: async () => [], membership: async () => new Int32Array(2 * count).fill(-1) };
}

async function openEmbedder(model: ModelSpec, open: OpenAtlasOptions['embedder']): Promise<Embedder> {
  if (open === undefined) {
    throw new ExplorerError(
      'MODEL_NOT_FOUND',
      `this atlas was opened without its model ${model.id}; open it with an embedder to search a text by meaning (similar, and search in mode keyword, work without)`,
      { details: { model: model.id } },
    );
  }
  const opened = await open(model);
  try {
    assertSameModel(model, opened.model, 'this atlas');
  } catch (error) {
    await opened.dispose();
    throw error;
  }
  return opened;
}

/** Row of each id; the first one, should several papers have it, as `findPaperRow`. */
function mapIds(cards: readonly PaperCard[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (let row = cards.length - 1; row >= 0; row--) rows.set(cards[row]!.id, row);
  return rows;
}
