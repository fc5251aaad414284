import { ExplorerError } from 'paper-atlas';
import { createBrowserDatabase, type Database, type DatabaseSchema } from '../browser-database.ts';
import type { KeptAtlas } from './own-state.ts';

interface Kept extends DatabaseSchema {
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
  const { attempt } = createBrowserDatabase<Kept>({
    name: 'paper-atlas',
    upgrade(database) {
      database.createObjectStore('atlases', { keyPath: 'id' });
      database.createObjectStore('zips');
    },
    whenFull: 'remove an atlas that you no longer need, or save the atlas as a file',
    whenRefused: 'use another window, or save the atlas as a file',
  });

  /** Both stores or neither. */
  async function change(
    database: Database<Kept>,
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

function begin(database: Database<Kept>) {
  return database.transaction(STORES, 'readwrite');
}
