import { isZip, type Paper, type Progress } from 'paper-atlas';
import { type AtlasLink, startAtlasWorker } from '../search/atlas-link.ts';
import type { AtlasSession, Places } from '../search/open-explorer.ts';
import { toPlainError } from '../search/plain-error.ts';
import { openAtlasOf } from '../state/papers.ts';
import type { Store } from '../state/store.ts';
import { createKeptAtlases } from './kept-atlases.ts';
import { ownIdOf, ownPath } from './own-address.ts';
import type { OwnAtlas } from './own-calls.ts';
import { nameOfFiles } from './own-name.ts';
import { createTimeLeft, shareOf } from './own-progress.ts';
import type { OwnWork } from './own-state.ts';
import { saveFile } from './save-file.ts';

/** What one can do with papers of one's own. Everything happens in this browser. */
export interface Workshop {
  /** Papers are read and shown for a decision; an atlas (one zip) is opened. */
  add(files: readonly File[]): Promise<void>;
  /** Makes an atlas of the papers that were read. */
  make(): Promise<void>;
  /** The papers that were read. */
  papers(): Promise<readonly Paper[]>;
  /** Ends what is going on at once; the atlas that is shown stays. */
  cancel(): void;
  openKept(id: string): Promise<void>;
  saveKept(id: string): Promise<void>;
  removeKept(id: string): Promise<void>;
}

/** `places` is null where the address makes no sense: then no model can be found either. */
export function createWorkshop(store: Store, session: AtlasSession, places: Places | null): Workshop {
  const kept = createKeptAtlases();
  /** The worker beside the one whose atlas is shown: it reads and makes, and its atlas is shown when it is done. */
  let beside: AtlasLink | null = null;
  /** The zip of the atlas that is shown, should the browser not keep it. */
  let unkept: { readonly id: string; readonly zip: Blob } | null = null;

  const tell = (work: OwnWork) => store.dispatch({ type: 'own-work-changed', work });
  const start = (): AtlasLink => {
    beside?.end();
    beside = startAtlasWorker();
    return beside;
  };

  function cancel(): void {
    beside?.end();
    beside = null;
    tell({ phase: 'none' });
  }

  /** Runs one piece of work; what was cancelled meanwhile is not told of. */
  async function run(name: string, link: AtlasLink, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (beside !== link) return;
      link.end();
      beside = null;
      tell({ phase: 'failed', name, error: toPlainError(error) });
      store.dispatch({ type: 'own-toggled', isOpen: true });
    }
  }

  function show(link: AtlasLink, { atlas, id }: OwnAtlas, name: string): void {
    beside = null;
    if (ownIdOf(location.href) !== id) history.pushState(null, '', ownPath(location.pathname, id));
    tell({ phase: 'none' });
    session.show(link, atlas, { id, name }, places);
  }

  async function list(keeping: Promise<void> = Promise.resolve()): Promise<void> {
    const error = await keeping.then(
      () => null,
      (cause: unknown) => toPlainError(cause),
    );
    try {
      store.dispatch({ type: 'own-kept', kept: await kept.list(), error });
    } catch (cause) {
      store.dispatch({ type: 'own-kept', kept: [], error: error ?? toPlainError(cause) });
    }
  }

  async function keep(own: OwnAtlas, name: string, zip: Blob): Promise<void> {
    unkept = { id: own.id, zip };
    const { papers } = own.atlas;
    const entry = { id: own.id, name, papers: papers.length, bytes: zip.size, made: Date.now() };
    await list(kept.keep(entry, zip));
  }

  async function openZip(zip: Blob, name: string, isKept: boolean): Promise<void> {
    const link = start();
    tell({ phase: 'opening', name });
    await run(name, link, async () => {
      const own = await link.call('openZip', { zip, name });
      if (beside !== link) return;
      show(link, own, name);
      if (!isKept) await keep(own, name, zip);
    });
  }

  store.listen((after, before) => {
    if (after.own.isOpen && !before.own.isOpen && after.own.kept === null) void list();
  });
  // Back and forward between atlases load the page anew; within one the address bar follows.
  addEventListener('popstate', () => {
    const { shown } = store.get().own;
    if ((shown?.id ?? null) !== ownIdOf(location.href)) location.reload();
  });

  return {
    async add(files) {
      const [first] = files;
      if (first === undefined || store.get().own.work.phase === 'making') return;
      const name = nameOfFiles(files);
      if (isZip(new Uint8Array(await first.slice(0, 4).arrayBuffer()))) return openZip(first, name, false);
      const link = start();
      tell({ phase: 'reading', name, share: 0 });
      store.dispatch({ type: 'own-toggled', isOpen: true });
      await run(name, link, async () => {
        const onReport = ({ done, total }: Progress) =>
          beside === link && tell({ phase: 'reading', name, share: total > 0 ? done / total : 0 });
        const found = await link.call('readFiles', { files }, { onReport });
        if (beside === link) tell({ phase: 'read', name, found });
      });
    },
    async make() {
      const { work } = store.get().own;
      const link = beside;
      if (link === null || work.phase !== 'read' || places === null) return;
      const { name, found } = work;
      const timeLeft = createTimeLeft();
      let share = 0;
      const onReport = (progress: Progress) => {
        if (beside !== link) return;
        share = Math.max(share, shareOf(progress));
        const millisecondsLeft = timeLeft(share, progress.stage, performance.now());
        tell({ ...progress, phase: 'making', name, count: found.count, share, millisecondsLeft });
      };
      onReport({ stage: 'model', done: 0, total: 0 });
      store.dispatch({ type: 'own-toggled', isOpen: false });
      await run(name, link, async () => {
        const { modelsUrl, runtimeUrl } = places;
        const model = openAtlasOf(store.get())?.model ?? null;
        const made = await link.call('make', { modelsUrl, runtimeUrl, model }, { onReport });
        if (beside !== link) return;
        show(link, made, name);
        await keep(made, name, made.zip);
      });
    },
    papers: async () => (await beside?.call('foundPapers', null)) ?? [],
    cancel,
    async openKept(id) {
      store.dispatch({ type: 'own-toggled', isOpen: false });
      try {
        const { atlas, zip } = await kept.read(id);
        await openZip(zip, atlas.name, true);
      } catch (error) {
        store.dispatch({ type: 'atlas-failed', error: toPlainError(error) });
      }
    },
    async saveKept(id) {
      const { shown } = store.get().own;
      if (unkept?.id === id && shown?.id === id) return saveFile(`${shown.name}.atlas.zip`, unkept.zip);
      const read = await kept.read(id).catch(() => null);
      if (read === null) await list();
      else saveFile(`${read.atlas.name}.atlas.zip`, read.zip);
    },
    removeKept: (id) => list(kept.remove(id)),
  };
}
