import { ExplorerError, isZip, type Progress } from 'paper-atlas';
import { type AtlasLink, startAtlasWorker } from '../search/atlas-link.ts';
import type { ModelPlace } from '../search/model-place.ts';
import type { AtlasSession } from '../search/open-explorer.ts';
import { unpackAtlas } from '../search/packed-atlas.ts';
import { toPlainError } from '../search/plain-error.ts';
import { openAtlasOf } from '../state/papers.ts';
import type { ExplorerState } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { words } from '../words.ts';
import type { FoundPapers } from './found-papers.ts';
import { ownIdOf, ownUrl } from './own-address.ts';
import type { OwnAtlas } from './own-calls.ts';
import { nameOfFiles } from './own-name.ts';
import { createTimeLeft, shareOf } from './own-progress.ts';
import { type AtlasBefore, type BusyWork, busyWorkOf, type OwnWork } from './own-state.ts';
import { isNextOf } from './paper-difference.ts';
import type { Shelf } from './shelf.ts';

/** What one can do with papers of one's own. Everything happens in this browser, and what becomes of it is in the state. */
export interface Workshop {
  /** Papers are read and shown for a decision; an atlas (one zip) is opened. */
  add(files: readonly File[]): Promise<void>;
  /** Makes an atlas of the papers that were read; `isNext`: out of the kept one that they go on with. */
  make(isNext: boolean): Promise<void>;
  /** Makes the atlas that was begun under this name, from where it was left. */
  goOn(name: string): Promise<void>;
  /** Lays the papers that were read over the open atlas, as a bibliography. */
  cover(): Promise<void>;
  /** Ends what is going on at once; the atlas that is shown stays. */
  cancel(): void;
  /** Opens an atlas that this browser keeps. */
  open(id: string): Promise<void>;
}

export function createWorkshop(
  store: Store,
  { session, shelf, place }: { session: AtlasSession; shelf: Shelf; place: ModelPlace },
): Workshop {
  /** The worker beside the one whose atlas is shown: it reads and makes, and its atlas is shown when it is done. */
  let beside: AtlasLink | null = null;
  /** What was read last, for an atlas that can be gone on with. */
  let files: readonly File[] = [];

  const togglePanel = (isOpen: boolean) => store.dispatch({ type: 'own-toggled', isOpen });
  const tell = (work: OwnWork) => store.dispatch({ type: 'own-work-changed', work });

  function begin(phase: BusyWork['phase'], name: string): AtlasLink {
    beside?.end();
    beside = startAtlasWorker();
    tell(startOf(phase, name));
    return beside;
  }

  function cancel(): void {
    beside?.end();
    beside = null;
    const wasKept = busyWorkOf(store.get().own)?.isKept ?? false;
    tell({ phase: 'none' });
    if (wasKept) void shelf.look();
  }

  /** Runs a piece of work; what was cancelled meanwhile is not told of. */
  async function run(link: AtlasLink, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      if (beside !== link) return;
      const { atlas, own } = store.get();
      const busy = busyWorkOf(own);
      cancel();
      const error = toPlainError(cause);
      // The page was opened with it, and has nothing else to show.
      if (atlas.phase === 'loading' && ownIdOf(location.href) !== null)
        return store.dispatch({ type: 'atlas-failed', error });
      const { name = '', phase: during = 'opening' } = busy ?? {};
      tell({ phase: 'failed', name, during, error });
      togglePanel(true);
    }
  }

  function show(link: AtlasLink, own: OwnAtlas, name: string): void {
    beside = null;
    const { id, atlas } = own;
    if (ownIdOf(location.href) !== id) history.pushState(null, '', ownUrl(location.href, id));
    tell({ phase: 'none' });
    togglePanel(false);
    session.show(link, unpackAtlas(atlas), { id, name }, place);
  }

  /** Reads papers; they are in the worker until one decides. */
  async function read(link: AtlasLink, name: string): Promise<FoundPapers> {
    const onReport = (progress: Progress) => {
      const share = progress.total > 0 ? progress.done / progress.total : 0;
      if (beside === link) tell({ ...startOf('reading', name), ...progress, share });
    };
    return link.call('readFiles', { files }, { onReport });
  }

  /** The kept atlas of this name, where the papers that were read are its own, and others; what cannot be compared is not. */
  async function findBefore(link: AtlasLink, name: string): Promise<AtlasBefore | null> {
    try {
      const atlas = await shelf.find(name);
      if (atlas === null) return null;
      const { zip } = await shelf.read(atlas.id);
      const difference = await link.call('compareRead', { zip, name });
      return isNextOf(difference) ? { atlas, difference } : null;
    } catch {
      return null;
    }
  }

  /** Makes an atlas of the papers that the worker has read, and shows it. */
  async function makeOf(
    link: AtlasLink,
    name: string,
    papers: number,
    before: AtlasBefore | null,
  ): Promise<void> {
    const timeLeft = createTimeLeft();
    let share = 0;
    let isKept = false;
    const onReport = (progress: Progress) => {
      if (beside !== link) return;
      share = Math.max(share, shareOf(progress));
      const millisecondsLeft = timeLeft(share, progress.stage, performance.now());
      tell({ ...progress, phase: 'making', name, share, millisecondsLeft, isKept });
    };
    onReport({ stage: 'model', done: 0, total: 0 });
    togglePanel(false);
    await run(link, async () => {
      isKept = await shelf.begin({ name, papers, files, isNext: before !== null });
      const from = { name, before: before && (await shelf.read(before.atlas.id)).zip };
      const asked = { ...place, ...from, model: servedModelOf(store.get()) };
      const made = await link.call('make', asked, { onReport });
      if (beside !== link) return;
      show(link, made, name);
      if (before !== null) store.dispatch({ type: 'own-updated', name, difference: before.difference });
      await shelf.put(made, name, made.zip);
    });
  }

  async function openZip(link: AtlasLink, name: string, zip: Blob): Promise<void> {
    tell(startOf('opening', name));
    const own = await link.call('openZip', { zip, name });
    if (beside !== link) return;
    show(link, own, name);
    await shelf.put(own, name, zip);
  }

  // Back and forward between atlases load the page anew; within one the address bar follows.
  addEventListener('popstate', () => {
    if ((store.get().own.shown?.id ?? null) !== ownIdOf(location.href)) location.reload();
  });

  return {
    async add(brought) {
      const [first] = brought;
      if (first === undefined) return;
      togglePanel(true);
      if (busyWorkOf(store.get().own)?.phase === 'making') return;
      files = brought;
      const name = nameOfFiles(files);
      const link = begin('reading', name);
      await run(link, async () => {
        const head = new Uint8Array(await first.slice(0, 4).arrayBuffer());
        if (beside !== link) return;
        if (files.length === 1 && isZip(head) && store.get().isOneFile)
          throw new ExplorerError('INVALID_ARGUMENT', words.oneFile.noOther);
        if (files.length === 1 && isZip(head)) await openZip(link, name, first);
        else {
          const found = await read(link, name);
          const before = beside === link && found.count > 0 ? await findBefore(link, name) : null;
          if (beside === link) tell({ phase: 'read', name, found, before });
        }
      });
    },
    async make(isNext) {
      const { work } = store.get().own;
      const link = beside;
      if (link === null || work.phase !== 'read') return;
      await makeOf(link, work.name, work.found.count, isNext ? work.before : null);
    },
    async goOn(name) {
      const link = begin('reading', name);
      await run(link, async () => {
        const begun = await shelf.readBegun(name);
        files = begun.files;
        const { count } = await read(link, name);
        const before = begun.isNext && beside === link ? await findBefore(link, name) : null;
        if (beside === link) await makeOf(link, name, count, before);
      });
    },
    async cover() {
      const { work } = store.get().own;
      const link = beside;
      if (link === null || work.phase !== 'read') return;
      const { name } = work;
      await run(link, async () => {
        const papers = await link.call('giveRead', null);
        if (beside !== link) return;
        cancel();
        togglePanel(false);
        store.dispatch({ type: 'bibliography-laid', bibliography: { name, papers } });
      });
    },
    cancel,
    async open(id) {
      const { kept } = store.get().own;
      const link = begin('opening', kept?.find((atlas) => atlas.id === id)?.name ?? '');
      await run(link, async () => {
        const { atlas, zip } = await shelf.read(id);
        const own = await link.call('openZip', { zip, name: atlas.name });
        if (beside === link) show(link, own, atlas.name);
      });
    },
  };
}

function startOf(phase: BusyWork['phase'], name: string): BusyWork {
  return { phase, name, stage: '', done: 0, total: 0, share: 0, millisecondsLeft: null, isKept: false };
}

/** The model of the open atlas, where it is served: one that answers for both. Null: the default one. */
function servedModelOf(state: ExplorerState) {
  const { meaning } = state;
  const isMissing = meaning.phase === 'failed' && meaning.part === 'model';
  return isMissing ? null : (openAtlasOf(state)?.model ?? null);
}
