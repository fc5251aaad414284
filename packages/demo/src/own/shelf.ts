import { saveFile } from '../save-file.ts';
import { toPlainError } from '../search/plain-error.ts';
import type { Store } from '../state/store.ts';
import { createKeptAtlases, type KeptAtlases } from './kept-atlases.ts';
import type { OwnAtlas } from './own-calls.ts';
import type { KeptAtlas, OwnAtlasName } from './own-state.ts';
import { type BegunWork, createUnfinishedWorks, type UnfinishedWorks } from './unfinished-works.ts';

/** What this browser keeps, as the state shows it. What goes wrong is told there. */
export interface Shelf extends Pick<KeptAtlases, 'read'> {
  /** The newest atlas of this name; null where there is none. */
  find(name: string): Promise<KeptAtlas | null>;
  /** Of an atlas that is made it can be gone on with, when the page is left before it is done; false where the browser keeps nothing. */
  begin(work: Omit<BegunWork, 'begun'>): Promise<boolean>;
  /** @throws ExplorerError ATLAS_NOT_FOUND */
  readBegun: UnfinishedWorks['read'];
  /** What was begun under this name is wanted no longer. */
  forget(name: string): Promise<void>;
  /** Tells again what there is. */
  look(): Promise<void>;
  /** What was begun under this name is done with it, once the atlas is kept. */
  put(own: OwnAtlas, name: string, zip: Blob): Promise<void>;
  /** Gives the reader the zip as a file, also of the atlas that could not be kept last. */
  save(atlas: OwnAtlasName): Promise<void>;
  remove(id: string): Promise<void>;
}

/** The list is read when the panel that shows it is opened for the first time. */
export function createShelf(store: Store): Shelf {
  const atlases = createKeptAtlases();
  const works = createUnfinishedWorks();
  /** What was put there last: it can be saved though the browser refused it. */
  let last: { readonly id: string; readonly zip: Blob } | null = null;

  /** Does the work, then tells what is kept now, and what went wrong. */
  async function tellAfter(work: Promise<void>): Promise<void> {
    const plain = (cause: unknown) => toPlainError(cause);
    const error = await work.then(() => null, plain);
    const listed = await atlases.list().catch(plain);
    const unfinished = await works.list().catch(() => []);
    if ('code' in listed) store.dispatch({ type: 'own-kept', kept: [], unfinished, error: error ?? listed });
    else store.dispatch({ type: 'own-kept', kept: listed, unfinished, error });
  }

  const look = () => tellAfter(Promise.resolve());
  if (store.get().own.isOpen) void look();
  store.listen((after, before) => {
    if (after.own.isOpen && !before.own.isOpen && after.own.kept === null) void look();
  });

  return {
    look,
    read: atlases.read,
    readBegun: works.read,
    find: async (name) => (await atlases.list()).find((atlas) => atlas.name === name) ?? null,
    begin: (work) =>
      works.begin({ ...work, begun: Date.now() }).then(
        () => true,
        () => false,
      ),
    forget: (name) => tellAfter(works.remove(name)),
    put({ id, atlas }, name, zip) {
      last = { id, zip };
      const entry = { id, name, papers: atlas.cards.ids.length, bytes: zip.size, made: Date.now() };
      // As long as the atlas is not kept what it was made of is not in vain.
      const isDone = () => works.remove(name).catch(() => undefined);
      return tellAfter(atlases.keep(entry, zip).then(isDone));
    },
    async save({ id, name }) {
      const file = `${name}.atlas.zip`;
      if (last?.id === id) return saveFile(file, last.zip);
      try {
        saveFile(file, (await atlases.read(id)).zip);
      } catch (cause) {
        await tellAfter(Promise.reject(cause));
      }
    },
    remove: (id) => tellAfter(atlases.remove(id)),
  };
}
