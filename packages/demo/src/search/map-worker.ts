import { buildProjection, buildRegions } from 'paper-atlas';
import { layoutTerrain } from '../map/terrain-layout.ts';
import { serveCalls } from './border.ts';
import type { MapCalls } from './calls.ts';

/** The worker that makes a map where the atlas has none, by the code that builds atlases. */
serveCalls<MapCalls>(self, {
  async build({ graph, papers, options }, { signal, report }) {
    const task = { signal, onProgress: report };
    const { xy } = await buildProjection(graph, options, task);
    const { regions, membership } = await buildRegions(xy, papers, {}, task);
    return { xy, regions, membership, terrain: layoutTerrain(xy), isComputed: true };
  },
});
