import { followAddress } from './address-bar.ts';
import { createExplorerPage } from './explorer-page.ts';
import { followFirstUse } from './first-use.ts';
import { followKeyboard } from './keyboard.ts';
import { followVersion } from './offline/follow-version.ts';
import { takeEmbeddedAtlas } from './one-file/embedded-atlas.ts';
import { ownIdOf } from './own/own-address.ts';
import type { OwnPapers } from './own/own-papers.ts';
import { modelPlaceOf, readPlaces } from './places.ts';
import { createCiteEffect, createDoneEffect } from './search/cite-effect.ts';
import { createCompareEffect } from './search/compare-effect.ts';
import { createCoverEffect } from './search/cover-effect.ts';
import { createExplainEffect } from './search/explain-effect.ts';
import { createNoveltyEffect } from './search/novelty-effect.ts';
import { createAtlasSession } from './search/open-explorer.ts';
import { createPathEffect } from './search/path-effect.ts';
import { toPlainError } from './search/plain-error.ts';
import { createRecordsEffect } from './search/records-effect.ts';
import { createSaveEffect } from './search/save-effect.ts';
import { createSearchEffect } from './search/search-effect.ts';
import { createShapeEffect } from './search/shape-effect.ts';
import { createTellingEffect } from './search/telling-effect.ts';
import { shownNameOf } from './shown-name.ts';
import { createStarBringer } from './stars/bring-stars.ts';
import { createStarKeeper } from './stars/follow-stars.ts';
import { createKeptStars } from './stars/kept-stars.ts';
import { INITIAL_STATE } from './state/state.ts';
import { createStore } from './state/store.ts';
import { followTheme } from './theme.ts';
import { words } from './words.ts';

/** The composition root: makes the parts and ties them to the state. */
const embedded = takeEmbeddedAtlas();
const store = createStore({
  ...INITIAL_STATE,
  ...{ isOneFile: embedded !== null, pageAtlasName: embedded?.name ?? null },
});
// The worker first: it reads the atlas while the page is made.
const session = createAtlasSession(store);
const places =
  embedded === null ? readPlaces(location.href) : { atlasUrl: embedded.url, ...modelPlaceOf(location.href) };
store.listen(
  createStarKeeper(store, {
    kept: createKeptStars(),
    reader: session,
    channel: new BroadcastChannel('paper-atlas-stars'),
  }),
);
let ownPapers: Promise<OwnPapers> | null = null;
const own = () => {
  ownPapers ??= import('./own/own-papers.ts').then(
    ({ createOwnPapers }) => createOwnPapers(store, { session, place: modelPlaceOf(location.href) }),
    (cause) => {
      ownPapers = null;
      throw cause;
    },
  );
  return ownPapers;
};
const ownId = embedded === null ? ownIdOf(location.href) : null;
if (ownId !== null)
  void own().then(
    ({ workshop }) => workshop.open(ownId),
    (cause) => store.dispatch({ type: 'atlas-failed', error: toPlainError(cause) }),
  );
else if (places === null)
  store.dispatch({
    type: 'atlas-failed',
    error: { code: 'INVALID_ARGUMENT', message: words.failure.badAddress, details: {} },
  });
else void session.open(places);
// The page is made in a task of its own, so that none is long.
await new Promise((resolve) => setTimeout(resolve));

const bringStars = createStarBringer(store, session);
const page = createExplorerPage(store, { own, bringStars, reload: () => location.reload() });
followTheme(store);
page.show();
store.listen(createSearchEffect(store, session));
store.listen(createExplainEffect(store, session));
store.listen(createRecordsEffect(store, session));
store.listen(createCompareEffect(store, session));
store.listen(createSaveEffect(store, session, (state) => shownNameOf(state, location.href)));
store.listen(createCiteEffect(store, session, (text) => navigator.clipboard.writeText(text)));
store.listen(createDoneEffect(store));
store.listen(createPathEffect(store, session));
store.listen(createTellingEffect(store, session));
store.listen(createCoverEffect(store, session));
store.listen(createNoveltyEffect(store, session));
store.listen(createShapeEffect(store, session));
followAddress(store);
followFirstUse(store);
if (embedded === null) followVersion(store, ownId === null && places !== null ? places.atlasUrl : null);
followKeyboard(store, page.keyboard);
