import type { Action } from '../state/actions.ts';
import type { ExplorerState } from '../state/state.ts';
import type { Store } from '../state/store.ts';

/** Windows in which a panel of the corner stands in the place of the column; the styles say the same (corner-panel.css). */
const SMALL = '(max-width: 719px), (max-width: 1000px) and (max-height: 699px)';

/** What of the state the column shows, or the card over the map that stands where such a panel does. */
const OPENED = ['selected', 'compared', 'path', 'region', 'lasso', 'cover', 'choosing'] as const;

/**
 * In a small window only one sheet is open: what is opened in the column puts the panel away that stands in its place, and
 * takes the focus that was there.
 */
export function keepOneSheet({ listen, dispatch }: Store, focusColumn: () => void): void {
  const window = matchMedia(SMALL);
  listen((after, before, action) => {
    const isOpen = after.isColourPanelOpen || after.shape.isPanelOpen;
    if (!isOpen || !window.matches || !callsColumn(after, before, action)) return;
    // The panel is gone only when this action has reached everyone.
    if (document.activeElement?.closest('.corner-panel') != null) queueMicrotask(focusColumn);
    if (after.isColourPanelOpen) dispatch({ type: 'colour-panel-toggled', isOpen: false });
    if (after.shape.isPanelOpen) dispatch({ type: 'shape-panel-toggled', isOpen: false });
  });
}

/** Whether something has happened that is to be seen in the column; what an address brings is seen there first, its colours on the map. */
function callsColumn(after: ExplorerState, before: ExplorerState, action: Action): boolean {
  if (['sheet-moved', 'atlas-replaced', 'address-changed'].includes(action.type)) return true;
  const isListOpened = after.stars.isOpen && !before.stars.isOpen;
  const areFiltersOpened = after.isFilterPanelOpen && !before.isFilterPanelOpen;
  const isOpened = OPENED.some((part) => after[part] !== null && after[part] !== before[part]);
  return isListOpened || areFiltersOpened || isOpened;
}
