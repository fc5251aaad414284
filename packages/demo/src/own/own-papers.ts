import type { ModelPlace } from '../search/model-place.ts';
import type { AtlasSession } from '../search/open-explorer.ts';
import type { Store } from '../state/store.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { createWorkshop, type Workshop } from './workshop.ts';

/** Papers of one's own: what one can do with them, and what this browser keeps. */
export interface OwnPapers {
  readonly workshop: Workshop;
  readonly shelf: Shelf;
}

export function createOwnPapers(
  store: Store,
  services: { readonly session: AtlasSession; readonly place: ModelPlace },
): OwnPapers {
  const shelf = createShelf(store);
  return { shelf, workshop: createWorkshop(store, { ...services, shelf }) };
}
