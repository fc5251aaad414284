import { rm, writeFile } from 'node:fs/promises';
import { ExplorerError } from '../errors.ts';
import type { Metric } from '../math/distance.ts';
import { rowOf, type VectorMatrix } from '../math/matrix.ts';
import { TopK } from '../math/top-k.ts';
import { type LongTask, Pace } from '../task.ts';
import { disposedError, scanSlots } from './exact.ts';
import { fileError, readCheckedFile, writeCheckedFile, writeError } from './hnsw-disk.ts';
import { checkHnswFile, findLeaders } from './hnsw-file.ts';
import { HnswGraph, type NativeGraph } from './hnsw-graph.ts';
import { assertEf, type HnswParameters, type OrUndefined, resolveHnswParameters } from './hnsw-parameters.ts';
import { rewireHnswFile } from './hnsw-rewire.ts';
import { assertVectors, createNeighborTable } from './neighbor-table.ts';
import { hasRow } from './row-set.ts';
import { Twins } from './twins.ts';
import type { MutableVectorIndex, NeighborTable, VectorSearchOptions } from './vector-index.ts';
import { VectorTable } from './vector-table.ts';

export interface HnswOptions extends Partial<OrUndefined<HnswParameters>> {
  /** Default `cosine`. `ip` of vectors of different lengths has no promise of recall. */
  readonly metric?: Metric | undefined;
}

export interface CreateHnswOptions extends HnswOptions {
  readonly dimension: number;
  /** Vectors to make room for at once, default 1,024, at most 2^20 of them; the index grows beyond it by doubling. */
  readonly capacity?: number | undefined;
}

export interface OpenHnswOptions extends HnswOptions {
  /** The embeddings that the file was built from. They are shared, not copied, and must not change. */
  readonly vectors: VectorMatrix;
}

export interface UpdateHnswOptions extends HnswOptions {
  /** The embeddings that the file was built from. */
  readonly before: VectorMatrix;
  /** The embeddings that the index is to have. They are shared, not copied, and must not change. */
  readonly vectors: VectorMatrix;
  /** A file that may be written to meanwhile; it is gone afterwards. */
  readonly scratch: string;
}

/** An HNSW index over hnswlib. Its parameters are those that it was built with. */
export interface HnswIndex extends MutableVectorIndex {
  readonly parameters: HnswParameters;
}

/**
 * An empty index, to which rows are added.
 *
 * @throws ExplorerError INDEX_UNAVAILABLE when hnswlib-node is not installed; INVALID_ARGUMENT, INDEX_FULL
 */
export async function createHnswIndex(options: CreateHnswOptions): Promise<HnswIndex> {
  const parameters = resolveHnswParameters(options);
  const table = new VectorTable(options.metric ?? 'cosine', options.dimension);
  const { capacity = DEFAULT_CAPACITY } = options;
  if (!Number.isInteger(capacity) || capacity < 0 || capacity > 0x7fff_ffff) {
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `got a capacity of ${capacity}; expected 0 to 2,147,483,647`,
      {
        details: { capacity },
      },
    );
  }
  return new NativeHnswIndex(
    await createGraph(table, parameters, Math.min(capacity, MAX_FIRST_CAPACITY)),
    parameters,
  );
}

/**
 * The index of all of `vectors`, row r under number r. Same vectors, parameters and machine: the same graph. The vectors
 * are shared, not copied, and must not change. Progress is reported as stage `index`.
 *
 * @throws ExplorerError INDEX_UNAVAILABLE, INVALID_ARGUMENT, INDEX_FULL, ABORTED
 */
export async function buildHnswIndex(
  vectors: VectorMatrix,
  options: HnswOptions = {},
  task: LongTask = {},
): Promise<HnswIndex> {
  const parameters = resolveHnswParameters(options);
  const table = VectorTable.over(vectors, options.metric ?? 'cosine');
  const pace = new Pace(task.signal, 'building the index');
  const graph = await createGraph(table, parameters, table.size);
  const total = table.size;
  await graph.insertAll(pace, (done) => {
    if (pace.isDue || done === total) task.onProgress?.({ stage: 'index', done, total });
  });
  return new NativeHnswIndex(graph, parameters);
}

/**
 * Writes the graph to `path` in hnswlib's own format, reads it back, checks it, and only then gives it its name: hnswlib
 * does not notice a full disk. `ef` and the vectors' lengths are not in the file. The rows must be 0, 1, 2… in the order
 * they were added, with none removed; else build the index anew.
 *
 * @throws ExplorerError INVALID_ARGUMENT, WRITE_FAILED, INDEX_UNAVAILABLE after disposal
 */
export async function saveHnswIndex(index: HnswIndex, path: string): Promise<void> {
  if (!(index instanceof NativeHnswIndex)) {
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      'got another kind of index; expected one that createHnswIndex, buildHnswIndex or openHnswIndex made',
    );
  }
  await index.save(path);
}

/**
 * Opens a saved graph with the embeddings and parameters that it was built with. The file is checked against them in
 * full before native code sees it (`checkHnswFile`); it must not be written to meanwhile. `ef` and `seed` may differ.
 *
 * @throws ExplorerError ATLAS_DAMAGED when the file is missing, torn, or another index's; INDEX_UNAVAILABLE
 */
export async function openHnswIndex(path: string, options: OpenHnswOptions): Promise<HnswIndex> {
  const parameters = resolveHnswParameters(options);
  const table = VectorTable.over(options.vectors, options.metric ?? 'cosine');
  const { metric } = table;
  const labels = findLeaders(options.vectors);
  await readCheckedFile(path, { vectors: options.vectors, metric, labels, ...parameters });
  if (table.size === 0) return new NativeHnswIndex(await createGraph(table, parameters, 1), parameters);
  // Read into a native graph that was never made ready: a failed read frees the one that is there twice.
  const graph = new HnswGraph(table, await createNative(table));
  try {
    await graph.native.readIndex(path);
  } catch (cause) {
    throw fileError(path, 'hnswlib cannot read it', cause);
  }
  graph.adopt(labels);
  await graph.insertAll(new Pace(undefined, 'opening the index'));
  return new NativeHnswIndex(graph, parameters);
}

/**
 * The index of all of `vectors`, made from the saved graph of other vectors: what both have stays as it is linked, what
 * is gone is taken out of the links ({@link rewireHnswFile}), what is new is put in. It costs what changed, but for reading
 * and writing. Same file, vectors and parameters: the same graph. Progress is reported as stage `index`.
 *
 * @returns null when less than half of the vectors stand in the file: an index made anew is better then
 * @throws ExplorerError as {@link openHnswIndex} and {@link buildHnswIndex}; WRITE_FAILED when `scratch` cannot be written
 */
export async function updateHnswIndex(
  path: string,
  { before, vectors, scratch, ...options }: UpdateHnswOptions,
  task: LongTask = {},
): Promise<HnswIndex | null> {
  const parameters = resolveHnswParameters(options);
  const table = VectorTable.over(vectors, options.metric ?? 'cosine');
  const { metric, dimension } = table;
  const leadersBefore = findLeaders(before);
  const bytes = await readCheckedFile(path, {
    vectors: before,
    metric,
    labels: leadersBefore,
    ...parameters,
  });
  const leaders = findLeaders(vectors);
  const matched = matchVectors(before, leadersBefore, vectors);
  if (2 * matched.labels.length < leaders.length || matched.labels.length === 0) return null;
  const { M } = parameters;
  const rewired = rewireHnswFile(bytes, { dimension, metric, M, count: leadersBefore.length, ...matched });
  const { labels } = rewired;
  if (labels.length === 0) return null;
  checkHnswFile(rewired.bytes, { vectors, metric, labels, ...parameters }, scratch);
  const graph = new HnswGraph(table, await createNative(table));
  try {
    await writeFile(scratch, rewired.bytes);
    await graph.native.readIndex(scratch);
  } catch (cause) {
    throw writeError(scratch, cause);
  } finally {
    await rm(scratch, { force: true });
  }
  graph.adopt(labels);
  graph.resize(leaders.length);
  const pace = new Pace(task.signal, 'updating the index');
  const total = table.size;
  await graph.insertAll(pace, (done) => {
    if (pace.isDue || done === total) task.onProgress?.({ stage: 'index', done, total });
  });
  return new NativeHnswIndex(graph, parameters);
}

/** The elements of a graph over `before` whose vectors stand in `vectors` too, by the row of their first there. */
function matchVectors(
  before: VectorMatrix,
  leadersBefore: Int32Array,
  vectors: VectorMatrix,
): { elements: Int32Array; labels: Int32Array } {
  const { count } = vectors;
  const vectorAt = (slot: number) =>
    slot < count ? rowOf(vectors, slot) : rowOf(before, leadersBefore[slot - count]!);
  const twins = new Twins(vectorAt, count);
  const elementOf = new Int32Array(count).fill(-1);
  for (let slot = 0; slot < count + leadersBefore.length; slot++) {
    twins.add();
    const leader = twins.leaderAt(slot);
    if (slot >= count && leader < count) elementOf[leader] = slot - count;
  }
  const labels = Int32Array.from(elementOf.keys()).filter((row) => elementOf[row]! >= 0);
  return { labels, elements: labels.map((row) => elementOf[row]!) };
}

const DEFAULT_CAPACITY = 1024;
/** Room for more is made when the vectors come: hnswlib touches some of it at once. */
const MAX_FIRST_CAPACITY = 2 ** 20;

/**
 * When so few rows may be found that comparing them all is as quick as walking the graph, they are all compared. A walk
 * costs about ef × count / accepted visits, a scan `accepted` comparisons; measured at 20,000 × 384, they are even at
 * accepted² = 3 × ef × count. Without a filter that is a corpus of at most 4 × ef rows.
 */
const SCAN_FACTOR = 4;

class NativeHnswIndex implements HnswIndex {
  readonly metric: Metric;
  readonly dimension: number;
  readonly parameters: HnswParameters;
  private graph: HnswGraph | undefined;
  /** Ends when the last change that was asked for is done: changes wait for one another, searches for none. */
  private changes: Promise<void> = Promise.resolve();

  constructor(graph: HnswGraph, parameters: HnswParameters) {
    this.metric = graph.table.metric;
    this.dimension = graph.table.dimension;
    this.parameters = parameters;
    this.graph = graph;
  }

  get count(): number {
    return this.graph?.table.live ?? 0;
  }

  async search(queries: VectorMatrix, k: number, options: VectorSearchOptions = {}): Promise<NeighborTable> {
    const graph = this.openGraph();
    const { table } = graph;
    const { accept } = options;
    assertVectors(queries, this.dimension, 'queries');
    const found = createNeighborTable(queries.count, k);
    const ef = Math.max(
      k,
      options.ef === undefined ? Math.max(this.parameters.ef, 2 * k) : assertEf(options.ef),
    );
    const pace = new Pace(options.signal, 'the search');
    // The list of what can be found costs a look at every row: it is made only when it says something, or to scan.
    let slots = accept === undefined && table.live === table.size ? undefined : table.liveSlots(accept);
    const findable = slots?.length ?? table.live;
    const wanted = Math.min(k, findable);
    const isScan = findable ** 2 <= SCAN_FACTOR * ef * table.size;
    const filter = isScan || slots === undefined ? undefined : graph.filterOf(slots);
    const isFound = (slot: number): boolean =>
      table.isLive(slot) && (accept === undefined || hasRow(accept, table.rowAt(slot)));
    const nearest = new TopK(wanted);
    for (let query = 0; query < queries.count; query++) {
      if (this.graph === undefined) throw disposedError();
      if (!isScan) graph.searchNearest(queries, query, ef, nearest, filter, isFound);
      // A walk can end short where the graph falls apart; every row that can be found is owed all the same.
      if (nearest.count < wanted) {
        nearest.clear();
        slots ??= table.liveSlots();
        await scanSlots(table, slots, queries, query, nearest, pace);
      }
      nearest.drain(found.indices, found.distances, query * k);
      if (pace.isDue) await pace.rest();
    }
    return found;
  }

  add(rows: Int32Array, vectors: VectorMatrix): Promise<void> {
    return this.change(async () => {
      let graph = this.openGraph();
      graph.table.assertAddable(rows, vectors);
      const pace = new Pace(undefined, 'adding to the index');
      if (graph.table.isWasteful) {
        graph = await createGraph(graph.table.compacted(), this.parameters, graph.table.live + rows.length);
        await graph.insertAll(pace);
        this.graph = graph;
      }
      graph.reserve(graph.elementCount + rows.length);
      graph.table.append(rows, vectors);
      await graph.insertAll(pace).catch((cause: unknown) => {
        graph.table.remove(rows);
        throw cause;
      });
    });
  }

  remove(rows: Int32Array): Promise<void> {
    return this.change(async () => this.openGraph().table.remove(rows));
  }

  save(path: string): Promise<void> {
    return this.change(async () => {
      const graph = this.openGraph();
      const { table, native, elementCount } = graph;
      const slots = table.liveSlots();
      if (slots.length < table.size || slots.some((slot) => table.rowAt(slot) !== slot)) {
        throw new ExplorerError(
          'INVALID_ARGUMENT',
          'got an index whose rows are not 0, 1, 2… in the order they were added, with none removed; build it anew before it is saved',
          { details: { count: table.live } },
        );
      }
      // The file names the room there is: taken to the least, it does not tell how the index grew.
      native.resizeIndex(Math.max(1, elementCount));
      const labels = graph.listElements();
      const vectors = table.toMatrix();
      await writeCheckedFile(native, path, { vectors, metric: this.metric, labels, ...this.parameters });
    });
  }

  dispose(): Promise<void> {
    return this.change(async () => {
      // Frees the native memory now; the garbage collector does not know how much it is.
      this.graph?.native.initIndex(1, this.parameters.M, 1, 0);
      this.graph = undefined;
    });
  }

  private change(step: () => Promise<void>): Promise<void> {
    const done = this.changes.then(step);
    this.changes = done.catch(() => undefined);
    return done;
  }

  private openGraph(): HnswGraph {
    if (this.graph === undefined) throw disposedError();
    return this.graph;
  }
}

async function createGraph(
  table: VectorTable,
  parameters: HnswParameters,
  capacity: number,
): Promise<HnswGraph> {
  const graph = new HnswGraph(table, await createNative(table));
  graph.init(capacity, parameters);
  return graph;
}

/** Loads hnswlib-node on first use: it is compiled when it is installed, and that cannot work everywhere. */
async function createNative({ metric, dimension }: VectorTable): Promise<NativeGraph> {
  try {
    const addon = await import('hnswlib-node');
    // Vectors come scaled, so that cosine is hnswlib's inner product: its own scaling overflows on large values.
    return new addon.default.HierarchicalNSW(metric === 'l2' ? 'l2' : 'ip', dimension);
  } catch (cause) {
    throw new ExplorerError(
      'INDEX_UNAVAILABLE',
      'the package hnswlib-node could not be loaded; use the exact index (slower, never worse), or install a C++ compiler and Python and install the packages again',
      { cause },
    );
  }
}
