/** What the page tells the service worker. */
export type OfflineMessage =
  /** The atlas at this address (with a slash at its end) is open: it is to be had without its server too. */
  | { readonly type: 'keep-atlas'; readonly url: string }
  /** The model was used: it and its runtime are to be had without their server too. */
  | { readonly type: 'keep-model' }
  /** A newer version waits, and is wanted now. */
  | { readonly type: 'take-over' };

/** The service worker's script, beside the page: no hash in its name, since browsers know a worker by its address. */
export const OFFLINE_WORKER = 'offline-worker.js';
