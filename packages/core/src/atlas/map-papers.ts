import { describeRegionChanges } from '../labels/follow-regions.ts';
import type { Region } from '../labels/region.ts';
import { buildRegions } from '../labels/regions.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import type { Paper } from '../papers/paper.ts';
import { extendProjection } from '../projection/extend-projection.ts';
import { measureProjection, type ProjectionQuality } from '../projection/quality.ts';
import { buildProjection, defaultEpochs } from '../projection/umap.ts';
import type { AtlasSteps } from '../store/manifest.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import type { AtlasChange } from './atlas-change.ts';
import type { AtlasMap } from './atlas-map.ts';
import type { ContentsBefore } from './contents-before.ts';
import { findKeptPlaces } from './kept-places.ts';
import type { PaperChanges } from './paper-changes.ts';
import type { StageClock } from './stage-clock.ts';

/** What a map is made from. */
export interface MapSource {
  readonly papers: readonly Paper[];
  readonly embeddings: VectorMatrix;
  /** The exact kNN graph. */
  readonly neighbors: NeighborTable;
  /** The atlas before and what became of its papers; both null when there is none that can be gone on from. */
  readonly before: ContentsBefore | null;
  readonly changes: PaperChanges | null;
}

export interface MapOptions {
  readonly nNeighbors: number;
  readonly minDist: number;
  readonly seed: number;
  readonly isRefit: boolean;
  /** Neighbours from which the quality is measured. */
  readonly qualityK: number;
}

export interface MappedPapers {
  readonly map: AtlasMap;
  readonly quality: Pick<ProjectionQuality, 'trustworthiness' | 'continuity' | 'keptNeighbors'>;
  readonly step: AtlasSteps['projection'];
  readonly change: Pick<AtlasChange, 'moved' | 'refit' | 'regions'>;
}

/**
 * Lays the papers out, or places new ones among those that stay, measures how good the map is and names its regions: the
 * stages `map`, `quality`, `regions`.
 *
 * @throws ExplorerError ABORTED
 */
export async function mapPapers(
  { papers, embeddings, neighbors, before, changes }: MapSource,
  { nNeighbors, minDist, seed, isRefit, qualityK }: MapOptions,
  clock: StageClock,
): Promise<MappedPapers> {
  const mapping = { nNeighbors, minDist, seed, vectors: embeddings };
  const kept =
    before && changes && !isRefit ? findKeptPlaces(before, changes, neighbors, mapping) : 'it was asked for';
  const isNew = typeof kept === 'string';
  const nEpochs = defaultEpochs(papers.length);
  const { scale, ...projection } = await clock.run('map', (task) =>
    isNew
      ? buildProjection(neighbors, { ...mapping, nEpochs }, task)
      : extendProjection(neighbors, { ...mapping, ...kept }, task),
  );
  const { keptByPaper, trustworthiness, continuity, keptNeighbors } = await clock.run('quality', (task) =>
    measureProjection(embeddings, neighbors, projection, { k: qualityK, seed }, task),
  );
  const regionsBefore =
    before?.map && changes && !isNew ? followMembership(before.map, changes.rowBefore) : undefined;
  const regionMap = await clock.run('regions', (task) =>
    buildRegions(projection.xy, papers, { before: regionsBefore }, task),
  );
  const { regions, membership } = regionMap;
  return {
    map: { projection, placement: keptByPaper, regions, membership },
    quality: { trustworthiness, continuity, keptNeighbors },
    step: {
      nNeighbors,
      minDist,
      // Of the layout as a whole, which later builds add to.
      nEpochs: isNew ? nEpochs : before!.steps.projection.nEpochs,
      seed,
      scale,
      placed: isNew ? 0 : kept.placed,
    },
    change: {
      moved: isNew ? [] : kept.displaced.map((row) => papers[row]!.id),
      refit: isNew ? kept : null,
      regions: regionsBefore ? describeRegionChanges(regions, regionMap, regionsBefore) : [],
    },
  };
}

/** The regions before, and which of them each paper was in. */
function followMembership(
  { regions, membership }: Omit<AtlasMap, 'placement'>,
  rowBefore: Int32Array,
): { regions: readonly Region[]; membership: Int32Array } {
  const followed = new Int32Array(2 * rowBefore.length).fill(-1);
  for (const [row, old] of rowBefore.entries()) {
    if (old >= 0) followed.set(membership.subarray(2 * old, 2 * old + 2), 2 * row);
  }
  return { regions, membership: followed };
}
