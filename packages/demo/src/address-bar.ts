import { shownNameOf } from './shown-name.ts';
import { listNameOf } from './state/asked-with.ts';
import { openAtlasOf, selectedRow, titleOf } from './state/papers.ts';
import { isPathOpen } from './state/path.ts';
import { openRegionOf } from './state/regions.ts';
import { selectionOf } from './state/selection.ts';
import type { ExplorerState } from './state/state.ts';
import type { Store } from './state/store.ts';
import {
  type Address,
  addressOf,
  decodeAddress,
  encodeAddress,
  foreignPart,
  historyStep,
} from './state/url.ts';
import { words } from './words.ts';

const MAX_TITLE = 100;
/** Browsers refuse more than about 100 changes of the address in 10 s; a gesture makes one, typing one a key. */
const PAUSE = 250;

/** Keeps address, history and page title with the state, and the state with back, forward and reload. */
export function followAddress(store: Store): void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = (step: 'push' | 'replace') => {
    clearTimeout(timer);
    const { search, pathname, hash } = location;
    const next = `${foreignPart(search)}${encodeAddress(addressOf(store.get()))}`;
    if (next === `${search}${hash}`) return;
    if (step === 'push') history.pushState(null, '', `${pathname}${next}`);
    else history.replaceState(null, '', `${pathname}${next}`);
  };

  store.listen((after, before, action) => {
    document.title = pageTitleOf(after, location.href);
    if (action.type === 'address-changed') return;
    const step = historyStep(before, after);
    if (step === 'push') write('push');
    if (step === 'replace') {
      clearTimeout(timer);
      timer = setTimeout(() => write('replace'), PAUSE);
    }
  });
  addEventListener('popstate', () => {
    clearTimeout(timer);
    store.dispatch({ type: 'address-changed', address: readAddress() });
  });
  addEventListener('pagehide', () => write('replace'));
  store.dispatch({ type: 'address-changed', address: readAddress() });
  write('replace');
}

/** In the fragment; links of before had it in the query part, and are still understood. */
function readAddress(): Address {
  return decodeAddress(location.hash === '' ? location.search : location.hash);
}

/** What is looked at: the paper, the region, the query; else the atlas by its name, or by its number of papers. */
export function pageTitleOf(state: ExplorerState, pageUrl: string): string {
  const atlas = openAtlasOf(state);
  const row = selectedRow(state);
  const paper = row === null ? null : titleOf(atlas!.papers[row]!);
  const query = state.query.trim();
  const name = atlas === null ? null : (shownNameOf(state, pageUrl) ?? words.papers(atlas.papers.length));
  const selected = selectionOf(state);
  const selection = selected && words.selection.title(selected.rows.length);
  const title =
    paper ??
    (isPathOpen(state) ? null : openRegionOf(state)?.name) ??
    selection ??
    (query === '' ? (listNameOf(state) ?? name) : query);
  if (title === null) return words.title(null);
  return words.title(title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE)}…` : title);
}
