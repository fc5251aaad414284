import type { ExplorerState } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { OFFLINE_WORKER, type OfflineMessage } from './offline-messages.ts';

/** How `paper-atlas serve` says who it is: it is asked for everything anew, and there is no visit without it. */
const SERVED_LIVE = 'paper-atlas-serve';

/** A new version takes over in a few milliseconds, or not at all. */
const TAKE_OVER_MS = 2000;

/**
 * Starts the service worker of a static build once the atlas is open, tells it what was used, and tells the page of a
 * newer version. Does nothing while developing, under `paper-atlas serve`, and where the browser has no such worker or
 * refuses it: the page then works with its server alone.
 *
 * @param atlasUrl the atlas folder that the page opens, with a slash at its end; null when there is none to keep
 */
export function followVersion(store: Store, atlasUrl: string | null): void {
  if (import.meta.env.DEV || !('serviceWorker' in navigator) || isServedLive()) return;
  const { serviceWorker } = navigator;
  let registered: Promise<ServiceWorkerRegistration> | null = null;
  let newer: ServiceWorker | null = null;
  let hasTold = false;
  let isTaking = false;

  const offer = (worker: ServiceWorker): void => {
    newer = worker;
    store.dispatch({ type: 'newer-version-found' });
  };
  const register = async (): Promise<ServiceWorkerRegistration> => {
    const registration = await serviceWorker.register(`./${OFFLINE_WORKER}`, { updateViaCache: 'none' });
    followUpdates(registration, offer);
    return serviceWorker.ready;
  };
  const tell = async (message: OfflineMessage): Promise<void> => {
    registered ??= register();
    // A browser that forbids it, or has no room: everything goes on from the server.
    const registration = await registered.catch(() => null);
    registration?.active?.postMessage(message);
  };

  const follow = ({ atlas, meaning, own, newerVersion }: ExplorerState): void => {
    if (registered === null && atlas.phase === 'open' && atlasUrl !== null && own.shown === null)
      void tell({ type: 'keep-atlas', url: atlasUrl });
    if (!hasTold && meaning.phase === 'ready') {
      hasTold = true;
      void tell({ type: 'keep-model' });
    }
    if (newerVersion === 'taken' && !isTaking) {
      isTaking = true;
      newer?.postMessage({ type: 'take-over' } satisfies OfflineMessage);
      // Chromium lets a version wait on when a request comes just then; a load of the page brings it about.
      setTimeout(() => location.reload(), TAKE_OVER_MS);
    }
  };
  // A page that no worker served takes the first one as it is; any later one is of another version than the page.
  if (serviceWorker.controller !== null)
    serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  store.listen(follow);
  follow(store.get());
}

function isServedLive(): boolean {
  const visits = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return visits.some(({ serverTiming }) => serverTiming.some(({ name }) => name === SERVED_LIVE));
}

/** Tells of a version that is installed while another one serves the page. */
function followUpdates(
  registration: ServiceWorkerRegistration,
  offer: (worker: ServiceWorker) => void,
): void {
  const isUpdate = () => registration.active !== null;
  const follow = ({ installing }: ServiceWorkerRegistration): void =>
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && isUpdate()) offer(installing);
    });
  if (registration.waiting !== null && isUpdate()) offer(registration.waiting);
  follow(registration);
  registration.addEventListener('updatefound', () => follow(registration));
}
