import { fetchToKeep } from './fetch-file.ts';
import type { KeptFiles } from './kept-files.ts';

/** Atlases that are to be had without their servers. */
export interface KeptAtlases {
  /**
   * Fetches what is not kept yet. The manifest is the commit point here too: it takes the place of the one before when
   * all of its files are there, and only then are files dropped that no kept atlas names.
   *
   * @param url the atlas folder, with a slash at its end
   */
  keep(url: string): Promise<void>;
  /** The last manifest whose files are all kept; null when there is none. */
  manifest(url: string): Promise<Response | null>;
}

/** Of an index that the explorer does not read. */
const NOT_READ: ReadonlySet<string> = new Set(['hnsw']);
/** `<kind>-<first 16 digits of the hash>.<extension>` */
const DATA_FILE = /^([a-z0-9-]+)-([0-9a-f]{16})\.[a-z0-9]+$/;
/** An atlas is kept when it takes no more of the room that the browser has left than this. */
const SHARE_OF_ROOM = 0.25;

/** The hash in the address of an atlas' data file; null for any other address. */
export function dataHashOf({ pathname }: URL): string | null {
  const [folder, name] = pathname.split('/').slice(-2);
  return folder === 'data' ? (DATA_FILE.exec(name ?? '')?.[2] ?? null) : null;
}

/** @param name of the cache for the manifests, under their own addresses */
export function createKeptAtlases(name: string, files: KeptFiles): KeptAtlases {
  const open = () => caches.open(name);

  async function dropUnnamed(): Promise<void> {
    const cache = await open();
    const manifests = await Promise.all((await cache.keys()).map((key) => cache.match(key)));
    const lists = await Promise.all(manifests.map((found) => found?.json()));
    const named = lists.flatMap((manifest) => listFiles(manifest));
    await files.retain(new Set(named.map(({ hash }) => hash)));
  }

  return {
    async keep(url) {
      const response = await fetch(new URL('manifest.json', url), { cache: 'no-cache' });
      if (!response.ok) return;
      const manifest = response.clone();
      const listed = listFiles(await response.json());
      const { quota = 0, usage = 0 } = await navigator.storage.estimate();
      const bytes = listed.reduce((sum, file) => sum + file.bytes, 0);
      if (bytes > SHARE_OF_ROOM * (quota - usage)) return;
      // One after the other: nobody waits for it, and the page may be asking for something.
      for (const { name: file, hash } of listed)
        if (!(await fetchToKeep(new URL(`data/${file}`, url), hash, files))) return;
      await (await open()).put(new URL('manifest.json', url).href, manifest);
      await dropUnnamed();
    },
    async manifest(url) {
      const found = await (await open()).match(url);
      // A body that is passed on from the cache keeps Chromium's worker busy for ever, and the next version waiting.
      return found === undefined ? null : new Response(await found.arrayBuffer(), found);
    },
  };
}

interface ListedFile {
  readonly name: string;
  readonly hash: string;
  readonly bytes: number;
}

/** The files of a manifest, as far as they can be made out; the explorer itself checks it. */
function listFiles(manifest: unknown): ListedFile[] {
  const { kinds = {} } = manifest as {
    kinds?: Record<string, { shards?: readonly { name: string; bytes: number }[] }>;
  };
  return Object.entries(kinds)
    .filter(([kind]) => !NOT_READ.has(kind))
    .flatMap(([, { shards = [] }]) =>
      shards.flatMap(({ name, bytes }) => {
        const hash = DATA_FILE.exec(name)?.[2];
        return hash === undefined ? [] : [{ name, hash, bytes }];
      }),
    );
}
