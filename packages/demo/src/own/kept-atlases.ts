import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { ExplorerError, isExplorerError } from 'paper-atlas';
import type { KeptAtlas } from './own-state.ts';

interface Kept extends DBSchema {
  atlases: { key: string; value: KeptAtlas };
  /** The zip of each, so that the list is read without them. */
  zips: { key: string; value: Blob };
}
const STORES = ['atlases', 'zips'] as const;

/** The atlases that this browser keeps, in IndexedDB; they never leave it. Every call throws WRITE_FAILED when the browser refuses. */
export interface KeptAtlases {
  /** Newest first. */
  list(): Promise<readonly KeptAtlas[]>;
  /** In place of one with the same id. */
  keep(atlas: KeptAtlas, zip: Blob): Promise<void>;
  /** @throws ExplorerError ATLAS_NOT_FOUND */
  read(id: string): Promise<{ readonly atlas: KeptAtlas; readonly zip: Blob }>;
  remove(id: string): Promise<void>;
}

export function createKeptAtlases(): KeptAtlases {
  let opening: Promise<IDBPDatabase<Kept>> | null = null;
  const forget = () => {
    opening = null;
  };
  const open = () => {
    opening ??= openDB<Kept>('paper-atlas', 1, {
      upgrade(database) {
        database.createObjectStore('atlases', { keyPath: 'id' });
        database.createObjectStore('zips');
      },
      // Another page brings a later version: this one lets go.
      blocking(_now, _next, event) {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    });
    return opening;
  };

  async function attempt<T>(work: (database: IDBPDatabase<Kept>) => Promise<T>): Promise<T> {
    try {
      return await work(await open());
    } catch (cause) {
      forget();
      throw isExplorerError(cause) ? cause : refused(cause);
    }
  }

  /** Both stores or neither. */
  async function change(
    database: IDBPDatabase<Kept>,
    work: (writing: ReturnType<typeof begin>) => readonly Promise<unknown>[],
  ): Promise<void> {
    const writing = begin(database);
    try {
      await Promise.all([...work(writing), writing.done]);
    } catch (cause) {
      // Why all of it was given up, rather than that a part of it was.
      throw writing.error ?? cause;
    }
  }

  return {
    list: () =>
      attempt(async (database) => (await database.getAll('atlases')).sort((a, b) => b.made - a.made)),
    keep: (atlas, zip) =>
      attempt((database) =>
        change(database, (writing) => [
          writing.objectStore('atlases').put(atlas),
          writing.objectStore('zips').put(zip, atlas.id),
        ]),
      ),
    read: (id) =>
      attempt(async (database) => {
        const [atlas, zip] = await Promise.all([database.get('atlases', id), database.get('zips', id)]);
        if (atlas !== undefined && zip !== undefined) return { atlas, zip };
        throw new ExplorerError(
          'ATLAS_NOT_FOUND',
          'this browser keeps no such atlas (any more); open its file, or drop the papers again',
          { details: { id } },
        );
      }),
    remove: (id) =>
      attempt((database) =>
        change(database, (writing) => STORES.map((name) => writing.objectStore(name).delete(id))),
      ),
  };
}

function begin(database: IDBPDatabase<Kept>) {
  return database.transaction(STORES, 'readwrite');
}

function refused(cause: unknown): ExplorerError {
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
  const why =
    name === 'QuotaExceededError'
      ? 'there is no room left for this site; remove an atlas that you no longer need'
      : `the browser refuses to store anything for this site (${message || name}), as it does in private windows; use another window`;
  return new ExplorerError('WRITE_FAILED', `${why}, or save the atlas as a file`, { cause });
}
