import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { ExplorerError } from 'paper-atlas';
import type { KeptAtlas } from './own-state.ts';

interface Kept extends DBSchema {
  atlases: { key: string; value: KeptAtlas };
  /** The zip of each, so that the list is read without them. */
  zips: { key: string; value: Blob };
}

/** The atlases that this browser keeps, in IndexedDB; they never leave it. Every call throws ExplorerError when the browser refuses. */
export interface KeptAtlases {
  /** Newest first. */
  list(): Promise<readonly KeptAtlas[]>;
  /** In place of one with the same id. @throws ExplorerError WRITE_FAILED, with what to do when there is no room */
  keep(atlas: KeptAtlas, zip: Blob): Promise<void>;
  /** @throws ExplorerError ATLAS_NOT_FOUND */
  read(id: string): Promise<{ readonly atlas: KeptAtlas; readonly zip: Blob }>;
  remove(id: string): Promise<void>;
}

export function createKeptAtlases(): KeptAtlases {
  let opening: Promise<IDBPDatabase<Kept>> | null = null;
  const open = () => {
    opening ??= openDB<Kept>('paper-atlas', 1, {
      upgrade(database) {
        database.createObjectStore('atlases', { keyPath: 'id' });
        database.createObjectStore('zips');
      },
      // Another page brings a later version: this one lets go.
      blocking: (_now, _next, event) => (event.target as IDBDatabase).close(),
    });
    return opening;
  };
  const attempt = async <T>(work: (database: IDBPDatabase<Kept>) => Promise<T>): Promise<T> => {
    try {
      return await work(await open());
    } catch (cause) {
      opening = null;
      throw cause instanceof ExplorerError ? cause : refused(cause);
    }
  };
  return {
    list: () =>
      attempt(async (database) => (await database.getAll('atlases')).sort((a, b) => b.made - a.made)),
    keep: (atlas, zip) =>
      attempt(async (database) => {
        const writing = database.transaction(['atlases', 'zips'], 'readwrite');
        await Promise.all([
          writing.objectStore('atlases').put(atlas),
          writing.objectStore('zips').put(zip, atlas.id),
          writing.done,
        ]);
      }),
    read: (id) =>
      attempt(async (database) => {
        const [atlas, zip] = await Promise.all([database.get('atlases', id), database.get('zips', id)]);
        if (atlas !== undefined && zip !== undefined) return { atlas, zip };
        throw new ExplorerError(
          'ATLAS_NOT_FOUND',
          'the address names an atlas that this browser does not keep; open its file, or drop the papers again',
          { details: { id } },
        );
      }),
    remove: (id) =>
      attempt(async (database) => {
        const writing = database.transaction(['atlases', 'zips'], 'readwrite');
        await Promise.all([
          writing.objectStore('atlases').delete(id),
          writing.objectStore('zips').delete(id),
          writing.done,
        ]);
      }),
  };
}

function refused(cause: unknown): ExplorerError {
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
  const why =
    name === 'QuotaExceededError'
      ? 'there is no room left for this site; remove an atlas that you no longer need'
      : `the browser refuses to store anything for this site (${message || name}), as it does in private windows`;
  return new ExplorerError('WRITE_FAILED', `${why}, or save the atlas as a file`, { cause });
}
