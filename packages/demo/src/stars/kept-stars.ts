import { createBrowserDatabase, type DatabaseSchema } from '../browser-database.ts';
import type { StarredPaper } from '../state/stars-state.ts';

interface Kept extends DatabaseSchema {
  /** By atlas and paper: pages that change different papers at once do not undo each other. */
  stars: { key: [atlasId: string, id: string]; value: StarredPaper & { readonly atlasId: string } };
}

/** What a change of a reading list leaves to be done in the browser. */
export interface StarChanges {
  readonly put: readonly StarredPaper[];
  /** Ids. */
  readonly removed: readonly string[];
}

/** The reading lists that this browser keeps, one an atlas. Every call throws WRITE_FAILED when the browser refuses. */
export interface KeptStars {
  /** In no order. */
  read(atlasId: string): Promise<readonly StarredPaper[]>;
  /** All of it or nothing. */
  change(atlasId: string, changes: StarChanges): Promise<void>;
}

export function createKeptStars(): KeptStars {
  const { attempt } = createBrowserDatabase<Kept>({
    name: 'paper-atlas-stars',
    upgrade(database) {
      database.createObjectStore('stars', { keyPath: ['atlasId', 'id'] });
    },
    whenFull: 'remove what you no longer need of it, or export the list',
    whenRefused: 'export the list before you leave, or use another window',
  });
  return {
    read: (atlasId) =>
      attempt(async (database) => {
        // Among keys an empty list comes after every text.
        const kept = await database.getAll('stars', IDBKeyRange.bound([atlasId], [atlasId, []]));
        return kept.map(({ id, title, at, paper }) => ({ id, title, at, paper }));
      }),
    change: (atlasId, { put, removed }) =>
      attempt(async (database) => {
        const writing = database.transaction('stars', 'readwrite');
        try {
          await Promise.all([
            ...put.map((starred) => writing.store.put({ ...starred, atlasId })),
            ...removed.map((id) => writing.store.delete([atlasId, id])),
            writing.done,
          ]);
        } catch (cause) {
          // Why all of it was given up, rather than that a part of it was.
          throw writing.error ?? cause;
        }
      }),
  };
}
