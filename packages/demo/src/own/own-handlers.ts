import { type AtlasFiles, type CardAtlas, DEFAULT_MODEL_ID, type Embedder, type Paper } from 'paper-atlas';
import type { Handlers } from '../search/border.ts';
import { createEmbedderPool } from '../search/embedder-pool.ts';
import { readOpenedAtlas } from '../search/read-atlas.ts';
import { startEmbedders } from '../search/start-embedders.ts';
import type { OwnAtlas, OwnCalls } from './own-calls.ts';
import { differenceOf } from './paper-difference.ts';

/** What the worker does with an atlas of one's own: as with any other. */
export interface OwnHost {
  open(files: AtlasFiles, signal: AbortSignal): Promise<CardAtlas>;
  /** The model has been started already: it answers questions too. */
  useEmbedder(embedder: Embedder): void;
}

/** The weights that pages run. */
const DTYPE = 'q8';

/** Answers what is asked of the worker for papers of one's own. What makes an atlas is fetched when someone brings papers. */
export function createOwnHandlers(host: OwnHost): Handlers<OwnCalls> {
  let papers: readonly Paper[] = [];

  async function open(bytes: Uint8Array, name: string, signal: AbortSignal): Promise<OwnAtlas> {
    const { openOwnZip } = await import('./own-building.ts');
    const atlas = await host.open(openOwnZip(bytes, name), signal);
    return { atlas: await readOpenedAtlas(atlas), id: atlas.manifest.atlasId };
  }

  return {
    async readFiles({ files }, { signal, report }) {
      const { readOwnFiles } = await import('./own-building.ts');
      const found = await readOwnFiles(files, { signal, onProgress: report });
      papers = found.papers;
      return { count: papers.length, report: found.report };
    },
    giveRead: async () => papers,
    async compareRead({ zip, name }, { signal }) {
      const { readOwnPapers } = await import('./own-building.ts');
      return differenceOf(await readOwnPapers(await bytesOf(zip), name, signal), papers);
    },
    async make({ model, name, before, ...place }, { signal, report }) {
      const { buildOwnAtlas } = await import('./own-building.ts');
      const wanted = model ?? { id: DEFAULT_MODEL_ID, dtype: DTYPE };
      const [first, ...more] = await startEmbedders(wanted, place, report);
      host.useEmbedder(first);
      const pool = createEmbedderPool([first, ...more]);
      const from = { name, before: before && (await bytesOf(before)) };
      const bytes = await buildOwnAtlas(papers, pool, from, { signal, onProgress: report });
      await Promise.all(more.map((each) => each.dispose()));
      const zip = new Blob([bytes], { type: 'application/zip' });
      return { ...(await open(bytes, 'the new atlas', signal)), zip };
    },
    openZip: async ({ zip, name }, { signal }) => open(await bytesOf(zip), name, signal),
  };
}

async function bytesOf(zip: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await zip.arrayBuffer());
}
