import { ExplorerError, type Progress } from 'paper-atlas';
import type { OwnAtlasName } from '../own/own-state.ts';
import type { StarReader } from '../stars/bring-stars.ts';
import type { OpenedAtlas } from '../state/opened-atlas.ts';
import type { MissingPart } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { words } from '../words.ts';
import { type AtlasLink, startAtlasWorker } from './atlas-link.ts';
import type { MapCalls } from './calls.ts';
import type { Comparer } from './compare-effect.ts';
import { connectWorker } from './connect-worker.ts';
import type { Coverer } from './cover-effect.ts';
import type { Explainer } from './explain-effect.ts';
import type { ModelPlace } from './model-place.ts';
import type { NoveltyMeter } from './novelty-effect.ts';
import { unpackAtlas } from './packed-atlas.ts';
import type { PathFinder } from './path-effect.ts';
import { toPlainError } from './plain-error.ts';
import type { PaperReader } from './records-effect.ts';
import type { Encoder } from './save-effect.ts';
import type { Searcher } from './search-effect.ts';
import type { MapFormer } from './shape-effect.ts';
import type { WordTeller } from './telling-effect.ts';

export interface Places extends ModelPlace {
  /** Full address of the atlas folder. */
  readonly atlasUrl: string;
}

/** The atlas that is shown, and the worker that holds it. */
export interface AtlasSession
  extends Searcher,
    Explainer,
    Comparer,
    Encoder,
    PathFinder,
    PaperReader,
    NoveltyMeter,
    Coverer,
    MapFormer,
    StarReader,
    WordTeller {
  open(places: Places): Promise<void>;
  /** Shows an atlas that another worker has opened in place of this one, whose worker ends. */
  show(link: AtlasLink, atlas: OpenedAtlas, own: OwnAtlasName, place: ModelPlace): void;
}

/** Starts the worker that holds the atlas; the page has it open before the model is fetched. */
export function createAtlasSession(store: Store): AtlasSession {
  let link = startAtlasWorker();
  const call: AtlasLink['call'] = (...asked) => link.call(...asked);

  async function loadMeaning({ modelsUrl, runtimeUrl }: ModelPlace): Promise<void> {
    let part: MissingPart = 'vectors';
    try {
      await call('readVectors', null);
      part = store.get().isOneFile ? 'no-model' : 'model';
      if (part === 'no-model') throw new ExplorerError('MODEL_NOT_FOUND', words.oneFile.searches);
      store.dispatch({ type: 'model-progressed', amount: { done: 0, total: 0 } });
      const onReport = ({ stage, done, total }: Progress) =>
        store.dispatch(
          stage === 'model'
            ? { type: 'model-progressed', amount: { done, total } }
            : { type: 'model-started' },
        );
      await call('loadModel', { modelsUrl, runtimeUrl }, { onReport });
      store.dispatch({ type: 'meaning-ready' });
    } catch (error) {
      store.dispatch({ type: 'meaning-failed', part, error: toPlainError(error) });
    }
  }

  return {
    async open(places) {
      try {
        const map = await call('openMap', { url: places.atlasUrl });
        if (map !== null) {
          store.dispatch({ type: 'map-read', map });
          await nextFrame();
        }
        const atlas = unpackAtlas(await call('open', { url: places.atlasUrl }));
        // What came over is one task, what the page makes of it another.
        await nextTask();
        store.dispatch({ type: 'atlas-opened', atlas });
        if (atlas.map === null) void makeMap(store, call, atlas);
      } catch (error) {
        store.dispatch({ type: 'atlas-failed', error: toPlainError(error) });
        return;
      }
      await readMore(places);
    },
    show(next, atlas, own, place) {
      link.end();
      link = next;
      store.dispatch({ type: 'atlas-replaced', atlas, own });
      if (atlas.map === null) void makeMap(store, call, atlas);
      void readMore(place);
    },
    rank: (question, signal) => call('rank', question, { signal }),
    encode: (list, signal) => call('encode', list, { signal }),
    compare: (question, signal) => call('compare', question, { signal }),
    measureNovelty: (onReport, signal) => call('measureNovelty', null, { onReport, signal }),
    matchFile: (file) => call('matchFile', { file }),
    formMap: (question, onReport, signal) => call('formMap', question, { onReport, signal }),
    findTellingWords: (rows, signal) => call('tellingWords', { rows }, { signal }),
    cover: (question, signal) => call('cover', question, { signal }),
    findPath: (question, signal) => call('path', question, { signal }),
    explain: (question, signal) => call('explain', question, { signal }),
    readPapers: (rows) => call('readPapers', rows),
  };

  /** What comes after the papers and the map. */
  async function readMore(place: ModelPlace): Promise<void> {
    // Where it cannot be had, similarities are shown without what they mean.
    void call('readCalibration', null).then(
      (calibration) => store.dispatch({ type: 'calibration-read', calibration }),
      () => undefined,
    );
    // What cannot be described cannot be chosen; everything else works.
    void call('describeColumns', null).then(
      (described) => store.dispatch({ type: 'columns-described', ...described }),
      () => undefined,
    );
    // Words before vectors: in a large atlas one can search by them while the vectors come. A search tells what is wrong.
    await call('readWords', null).catch(() => undefined);
    await loadMeaning(place);
  }
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** At the latest a page that is not seen, and draws nothing, goes on. */
const MAX_WAIT_MS = 250;

/** Until what was dispatched is on the screen. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, MAX_WAIT_MS);
  });
}

/** Makes the map in a worker of its own, which ends with it. */
async function makeMap(
  store: Store,
  call: AtlasLink['call'],
  { graph, mapOptions: options }: OpenedAtlas,
): Promise<void> {
  if (graph === null) return;
  store.dispatch({ type: 'map-making', amount: { done: 0, total: 0 } });
  const worker = new Worker(new URL('./map-worker.ts', import.meta.url), { type: 'module', name: 'map' });
  try {
    const texts = await call('readTexts', null);
    const map = await connectWorker<MapCalls>(worker)(
      'build',
      { graph, papers: texts, options },
      {
        onReport: ({ stage, done, total }) =>
          stage === 'map' && store.dispatch({ type: 'map-making', amount: { done, total } }),
      },
    );
    store.dispatch({ type: 'map-made', map });
  } catch (error) {
    store.dispatch({ type: 'map-failed', error: toPlainError(error) });
  } finally {
    worker.terminate();
  }
}
