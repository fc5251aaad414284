import {
  buildKnnGraph,
  buildProjection,
  buildRegions,
  type CardAtlas,
  type LongTask,
  measureKeptNeighbors,
  measureProjection,
  type NeighborTable,
  type Progress,
  type VectorMatrix,
} from 'paper-atlas';
import { layoutTerrain } from '../map/terrain-layout.ts';
import type { FormedMap } from '../state/formed-map.ts';
import { MOST_NEIGHBORS } from '../state/map-shape.ts';
import type { AtlasMap } from '../state/opened-atlas.ts';
import type { FormingMap } from '../state/shape-state.ts';
import { alignMap } from './align-map.ts';
import type { FormingQuestion } from './calls.ts';

export interface FormingTask {
  readonly signal: AbortSignal;
  /** The buffers may be handed over. */
  readonly report: (forming: FormingMap, buffers: readonly ArrayBuffer[]) => void;
}

/** What a map is made from. */
type MappedAtlas = Pick<CardAtlas, 'cards' | 'readPapers' | 'neighbors' | 'embeddings'>;

/** At most one report in so many milliseconds. */
const REPORT_EVERY = 50;
/** A map to look at takes at most so large a part of the work. */
const SHOWN_SHARE = 0.25;
/** Earlier a map shows where its papers begin, and nothing of its shape. */
const FIRST_SHOWN = 0.04;

/** The larger graph that was made last, of which a smaller one is a part. */
let largest: { readonly atlas: MappedAtlas; readonly graph: NeighborTable } | null = null;

/**
 * Lays the papers of an atlas out anew, measures how good that map is and names its regions. The same shape and atlas give
 * the same map, whatever was shown before. Progress: stages `graph` (where more neighbours are asked for than the
 * atlas has), `map`, `quality`, `regions`.
 *
 * @throws ExplorerError INVALID_ARGUMENT, ABORTED, and what says that a part of the atlas cannot be read
 */
export async function formMap(
  atlas: MappedAtlas,
  { shape, like, isStill }: FormingQuestion,
  { signal, report }: FormingTask,
): Promise<FormedMap> {
  const onProgress = pacedReports((progress) => report({ ...progress, map: null }, []));
  const task = { signal, onProgress };
  const own = await atlas.neighbors();
  // What needs no vectors works without them too.
  const vectors = await atlas.embeddings().catch(() => null);
  const graph = await graphOf(atlas, own, vectors, shape.nNeighbors - 1, task);
  const options = { ...shape, vectors: vectors ?? undefined };
  const show = createShower(like, (progress, map) =>
    report({ ...progress, map }, [map.xy.buffer as ArrayBuffer]),
  );
  const { xy } = await buildProjection(graph, { ...options, ...(isStill ? {} : { onEpoch: show }) }, task);
  alignMap(xy, like.xy);
  const projection = { xy, count: own.count };
  const quality =
    vectors === null
      ? {
          ...(await measureKeptNeighbors(own, projection, {}, task)),
          trustworthiness: null,
          continuity: null,
        }
      : await measureProjection(vectors, own, projection, {}, task);
  const papers = await atlas.readPapers([...atlas.cards.keys()], signal);
  const { regions, membership } = await buildRegions(xy, papers, {}, task);
  const { keptByPaper: placement, keptNeighbors, trustworthiness, continuity } = quality;
  const map = { xy, regions, membership, terrain: layoutTerrain(xy), isComputed: true };
  return { shape, map, placement, keptNeighbors, trustworthiness, continuity };
}

/** Gives maps to look at, as many as the work bears. */
function createShower(
  like: FormingQuestion['like'],
  show: (progress: Progress, map: AtlasMap & { readonly xy: Float32Array }) => void,
): (epoch: { readonly done: number; readonly total: number; positions(): Float32Array }) => void {
  let next = 0;
  return ({ done, total, positions }) => {
    const start = performance.now();
    if (done < total && (start < next || done < FIRST_SHOWN * total)) return;
    const xy = alignMap(positions(), like.xy);
    const map = {
      xy,
      regions: [],
      membership: like.membership,
      terrain: layoutTerrain(xy),
      isComputed: true,
    };
    show({ stage: 'map', done, total }, map);
    const end = performance.now();
    next = end + Math.max(REPORT_EVERY, (end - start) / SHOWN_SHARE);
  };
}

async function graphOf(
  atlas: MappedAtlas,
  own: NeighborTable,
  vectors: VectorMatrix | null,
  wanted: number,
  task: LongTask,
): Promise<NeighborTable> {
  if (wanted <= own.k || vectors === null) return own;
  if (largest?.atlas === atlas && wanted <= largest.graph.k) return largest.graph;
  // Twice as many at least: the next move of the knob asks for a few more.
  const k = Math.min(Math.max(wanted, 2 * own.k), MOST_NEIGHBORS - 1);
  const graph = await buildKnnGraph(vectors, { k }, task);
  largest = { atlas, graph };
  return graph;
}

function pacedReports(report: (progress: Progress) => void): (progress: Progress) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now();
    if (now - last < REPORT_EVERY) return;
    last = now;
    report(progress);
  };
}
