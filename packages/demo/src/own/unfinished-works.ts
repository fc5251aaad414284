import { diffModelSpecs, ExplorerError, type ModelSpec, type VectorSource } from 'paper-atlas';
import { createBrowserDatabase, type DatabaseSchema } from '../browser-database.ts';
import type { UnfinishedWork } from './own-state.ts';

/** What is needed to go on with a work. */
export interface BegunWork extends Omit<UnfinishedWork, 'read'> {
  /** They are read again. */
  readonly files: readonly File[];
  /** It goes on from the kept atlas of its name. */
  readonly isNext: boolean;
}

interface KeptWork extends BegunWork {
  /** Whose vectors are kept; null before the first. */
  readonly model: ModelSpec | null;
}

interface Kept extends DatabaseSchema {
  works: { key: string; value: KeptWork };
  /** By work and text. */
  vectors: { key: [name: string, text: string]; value: Float32Array };
}
const STORES = ['works', 'vectors'] as const;

/** The vectors of the papers of one work, as far as they were made. */
interface VectorJournal extends VectorSource {
  /** Keeps a vector from now on, whatever becomes of the page. What the browser refuses is done without. */
  add(text: string, vector: Float32Array): void;
}

/**
 * Papers of which an atlas was begun and is not done, in IndexedDB, one work a name; they never leave the browser. Page and worker have
 * this open at once. Every call throws WRITE_FAILED when the browser refuses.
 */
export interface UnfinishedWorks {
  /** Newest first. */
  list(): Promise<readonly UnfinishedWork[]>;
  /** In place of one of the same name, whose vectors stay. */
  begin(work: BegunWork): Promise<void>;
  /** @throws ExplorerError ATLAS_NOT_FOUND */
  read(name: string): Promise<BegunWork>;
  /** The vectors of a work by this model; those of another are dropped. Null where no such work was begun. */
  openJournal(name: string, model: ModelSpec): Promise<VectorJournal | null>;
  remove(name: string): Promise<void>;
}

export function createUnfinishedWorks(): UnfinishedWorks {
  const { attempt } = createBrowserDatabase<Kept>({
    name: 'paper-atlas-unfinished',
    upgrade(database) {
      database.createObjectStore('works', { keyPath: 'name' });
      database.createObjectStore('vectors');
    },
    whenFull: 'stay on this page until the atlas is made',
    whenRefused: 'stay on this page until the atlas is made',
  });

  function createJournal(name: string): VectorJournal {
    let isRefused = false;
    return {
      keyOf: null,
      read: async (as, give) => {
        if (as !== 'document') return;
        const [keys, vectors] = await attempt((database) => {
          const { store } = database.transaction('vectors');
          return Promise.all([store.getAllKeys(vectorsOf(name)), store.getAll(vectorsOf(name))]);
        });
        for (const [at, [, text]] of keys.entries()) give(text, vectors[at]!);
      },
      add(text, vector) {
        if (isRefused) return;
        const copy = vector.slice();
        attempt((database) => database.put('vectors', copy, [name, text])).catch(() => {
          isRefused = true;
        });
      },
    };
  }

  return {
    list: () =>
      attempt(async (database) => {
        const works = await database.getAll('works');
        const listed = works.map(async ({ name, papers, begun }) => {
          const read = await database.count('vectors', vectorsOf(name));
          return { name, papers, begun, read };
        });
        return (await Promise.all(listed)).sort((a, b) => b.begun - a.begun);
      }),
    begin: (work) =>
      attempt(async (database) => {
        const writing = database.transaction('works', 'readwrite');
        const model = (await writing.store.get(work.name))?.model ?? null;
        await writing.store.put({ ...work, model });
        await writing.done;
      }),
    read: (name) =>
      attempt(async (database) => {
        const work = await database.get('works', name);
        if (work !== undefined) return work;
        throw new ExplorerError(
          'ATLAS_NOT_FOUND',
          'this browser keeps nothing of it (any more); drop the papers again',
          { details: { name } },
        );
      }),
    openJournal: (name, model) =>
      attempt(async (database) => {
        const writing = database.transaction(STORES, 'readwrite');
        const works = writing.objectStore('works');
        const work = await works.get(name);
        if (work === undefined) return null;
        if (work.model !== null && diffModelSpecs(work.model, model).length > 0)
          await writing.objectStore('vectors').delete(vectorsOf(name));
        await works.put({ ...work, model });
        await writing.done;
        return createJournal(name);
      }),
    remove: (name) =>
      attempt(async (database) => {
        const writing = database.transaction(STORES, 'readwrite');
        await writing.objectStore('works').delete(name);
        await writing.objectStore('vectors').delete(vectorsOf(name));
        await writing.done;
      }),
  };
}

/** Among keys an empty list comes after every text. */
function vectorsOf(name: string): IDBKeyRange {
  return IDBKeyRange.bound([name], [name, []]);
}
