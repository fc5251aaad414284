import { saveFile } from '../save-file.ts';
import { toPlainError } from '../search/plain-error.ts';
import type { Store } from '../state/store.ts';
import { createKeptAtlases, type KeptAtlases } from './kept-atlases.ts';
import type { OwnAtlas } from './own-calls.ts';
import type { OwnAtlasName } from './own-state.ts';

/** What this browser keeps, as the state shows it. What goes wrong is told there. */
export interface Shelf extends Pick<KeptAtlases, 'read'> {
  put(own: OwnAtlas, name: string, zip: Blob): Promise<void>;
  /** Gives the reader the zip as a file, also of the atlas that could not be kept last. */
  save(atlas: OwnAtlasName): Promise<void>;
  remove(id: string): Promise<void>;
}

/** The list is read when the panel that shows it is opened for the first time. */
export function createShelf(store: Store): Shelf {
  const atlases = createKeptAtlases();
  /** What was put there last: it can be saved though the browser refused it. */
  let last: { readonly id: string; readonly zip: Blob } | null = null;

  /** Does the work, then tells what is kept now, and what went wrong. */
  async function tellAfter(work: Promise<void>): Promise<void> {
    const plain = (cause: unknown) => toPlainError(cause);
    const error = await work.then(() => null, plain);
    const listed = await atlases.list().catch(plain);
    if ('code' in listed) store.dispatch({ type: 'own-kept', kept: [], error: error ?? listed });
    else store.dispatch({ type: 'own-kept', kept: listed, error });
  }

  store.listen((after, before) => {
    if (after.own.isOpen && !before.own.isOpen && after.own.kept === null) void tellAfter(Promise.resolve());
  });

  return {
    read: atlases.read,
    put({ id, atlas }, name, zip) {
      last = { id, zip };
      const entry = { id, name, papers: atlas.cards.ids.length, bytes: zip.size, made: Date.now() };
      return tellAfter(atlases.keep(entry, zip));
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
