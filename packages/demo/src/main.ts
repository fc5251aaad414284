import { followAddress } from './address-bar.ts';
import { element } from './elements.ts';
import { followFirstUse } from './first-use.ts';
import { followKeyboard } from './keyboard.ts';
import { createMapStage } from './map-stage.ts';
import { followVersion } from './offline/follow-version.ts';
import { takeEmbeddedAtlas } from './one-file/embedded-atlas.ts';
import { createDropZone } from './own/drop-zone.ts';
import { ownIdOf } from './own/own-address.ts';
import { createOwnDialog } from './own/own-dialog.ts';
import { createShelf } from './own/shelf.ts';
import { createWorkCard } from './own/work-card.ts';
import { createWorkshop } from './own/workshop.ts';
import { createAbout } from './panels/about.ts';
import { createAnnouncer } from './panels/announcer.ts';
import { createAreaCard } from './panels/area-card.ts';
import { createColourPanel } from './panels/colour-panel.ts';
import { createColumn } from './panels/column.ts';
import { createCorner } from './panels/corner.ts';
import { createDoneNote } from './panels/done-note.ts';
import { createFailure } from './panels/failure.ts';
import { createHelp } from './panels/help.ts';
import type { Panel, PanelContext } from './panels/panel.ts';
import { createPictureDialog } from './panels/picture-dialog.ts';
import { createShapePanel } from './panels/shape-panel.ts';
import { createStatusLine } from './panels/status-line.ts';
import { createPictureMaker } from './picture/picture-maker.ts';
import { modelPlaceOf, readPlaces } from './places.ts';
import { createCiteEffect, createDoneEffect } from './search/cite-effect.ts';
import { createCompareEffect } from './search/compare-effect.ts';
import { createCoverEffect } from './search/cover-effect.ts';
import { createExplainEffect } from './search/explain-effect.ts';
import { createNoveltyEffect } from './search/novelty-effect.ts';
import { createAtlasSession } from './search/open-explorer.ts';
import { createPathEffect } from './search/path-effect.ts';
import { createRecordsEffect } from './search/records-effect.ts';
import { createSaveEffect } from './search/save-effect.ts';
import { createSearchEffect } from './search/search-effect.ts';
import { createShapeEffect } from './search/shape-effect.ts';
import { createTellingEffect } from './search/telling-effect.ts';
import { createStarBringer } from './stars/bring-stars.ts';
import { createStarKeeper } from './stars/follow-stars.ts';
import { createKeptStars } from './stars/kept-stars.ts';
import { isReadingListShown } from './state/stars.ts';
import { INITIAL_STATE } from './state/state.ts';
import { createStore } from './state/store.ts';
import { followTheme } from './theme.ts';
import { words } from './words.ts';

/** The composition root: makes the parts and ties them to the state. */
const embedded = takeEmbeddedAtlas();
const store = createStore({ ...INITIAL_STATE, isOneFile: embedded !== null });
// The worker first: it reads the atlas while the page is made.
const session = createAtlasSession(store);
const places =
  embedded === null ? readPlaces(location.href) : { atlasUrl: embedded, ...modelPlaceOf(location.href) };
const shelf = createShelf(store);
store.listen(
  createStarKeeper(store, {
    kept: createKeptStars(),
    reader: session,
    channel: new BroadcastChannel('paper-atlas-stars'),
  }),
);
const workshop = createWorkshop(store, { session, shelf, place: modelPlaceOf(location.href) });
const ownId = embedded === null ? ownIdOf(location.href) : null;
if (ownId !== null) void workshop.open(ownId);
else if (places === null)
  store.dispatch({
    type: 'atlas-failed',
    error: { code: 'INVALID_ARGUMENT', message: words.failure.badAddress, details: {} },
  });
else void session.open(places);
// The page is made in a task of its own, so that none is long.
await new Promise((resolve) => setTimeout(resolve));

const stage = createMapStage(store);
const { lookAt, zoomBy, getWindow } = stage;
const context: PanelContext = { dispatch: store.dispatch, lookAt, zoomBy, getWindow };
const bringStars = createStarBringer(store, session);
const column = createColumn(context, bringStars);
const corner = createCorner(context);
const colourPanel = createColourPanel(context);
const shapePanel = createShapePanel(context);
const statusLine = createStatusLine(context);
const panels: readonly Panel[] = [
  column,
  corner,
  colourPanel,
  shapePanel,
  statusLine,
  createAreaCard(context, { onTaken: () => column.focusPaper(), onLeft: () => stage.node.focus() }),
  createFailure(
    () => location.reload(),
    () => store.dispatch({ type: 'own-toggled', isOpen: true }),
  ),
  createWorkCard(workshop),
  createOwnDialog(context, workshop, shelf),
  createDropZone((files) => {
    const [file] = files;
    if (file !== undefined && isReadingListShown(store.get())) void bringStars(file);
    else void workshop.add(files);
  }),
  createHelp(context),
  createAbout(context),
  createPictureDialog(context, createPictureMaker(store, stage.getLook)),
  createAnnouncer(),
  createDoneNote(),
];
// Filled before they are on the page: nothing is laid out twice.
for (const panel of panels) panel.update(store.get());
store.listen((state) => {
  for (const panel of panels) panel.update(state);
});
followTheme(store);
document.body.append(element('main', { class: 'explorer' }, stage.node, ...panels.map(({ node }) => node)));
stage.keepClearOf(column.node, [
  ...corner.node.children,
  ...statusLine.node.children,
  colourPanel.node,
  shapePanel.node,
] as HTMLElement[]);
store.listen(createSearchEffect(store, session));
store.listen(createExplainEffect(store, session));
store.listen(createRecordsEffect(store, session));
store.listen(createCompareEffect(store, session));
store.listen(createSaveEffect(store, session));
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
followKeyboard(store, {
  ...context,
  column,
  colourPanel,
  shapePanel,
  nearestInDirection: stage.nearestInDirection,
});
