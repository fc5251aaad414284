import { element } from './elements.ts';
import type { KeyboardContext } from './keyboard.ts';
import { createMapStage } from './map-stage.ts';
import { createDropZone } from './own/drop-zone.ts';
import type { OwnPapers } from './own/own-papers.ts';
import { busyWorkOf } from './own/own-state.ts';
import { createAnnouncer } from './panels/announcer.ts';
import { createAreaCard } from './panels/area-card.ts';
import { createColumn } from './panels/column.ts';
import { createCorner } from './panels/corner.ts';
import { createDoneNote } from './panels/done-note.ts';
import { createFailure } from './panels/failure.ts';
import { createLatePanel } from './panels/late-panel.ts';
import { fetchLaterPanels, loadLaterPanels } from './panels/load-later-panels.ts';
import { keepOneSheet } from './panels/one-sheet.ts';
import type { Panel, PanelContext } from './panels/panel.ts';
import { createStatusLine } from './panels/status-line.ts';
import { isReadingListShown } from './state/stars.ts';
import type { Store } from './state/store.ts';

/** What the page asks for besides changes of its state. */
export interface PageServices {
  /** Comes when someone brings papers, or opens what is kept; rejects when its code cannot be had. */
  own(): Promise<OwnPapers>;
  /** Stars the papers of a file. */
  bringStars(file: File): Promise<void>;
  reload(): void;
}

/** All that is seen of the explorer, tied to the state: the map and every panel. */
export interface ExplorerPage {
  /** What the keys work on. */
  readonly keyboard: KeyboardContext;
  /** Puts it into the document; before, its panels are filled already. */
  show(): void;
}

export function createExplorerPage(store: Store, { own, bringStars, reload }: PageServices): ExplorerPage {
  const stage = createMapStage(store);
  const { lookAt, zoomBy, getWindow } = stage;
  const context: PanelContext = { dispatch: store.dispatch, lookAt, zoomBy, getWindow };
  const onFailed = () => store.dispatch({ type: 'opening-failed' });
  const column = createColumn(context, { bringStars, onFailed });
  const corner = createCorner(context);
  const onCome = ({ node }: Panel) => stage.keepClearOfCard(node);
  const colourPanel = createLatePanel({
    isOpen: ({ isColourPanelOpen }) => isColourPanelOpen,
    load: async () => (await loadLaterPanels()).createColourPanel(context),
    ...{ onFailed, onCome },
  });
  const shapePanel = createLatePanel({
    isOpen: ({ shape }) => shape.isPanelOpen,
    load: async () => (await loadLaterPanels()).createShapePanel(context),
    ...{ onFailed, onCome },
  });
  const statusLine = createStatusLine(context);
  const panels: readonly Panel[] = [
    column,
    corner,
    colourPanel,
    shapePanel,
    statusLine,
    createAreaCard(context, { onTaken: () => column.focusPaper(), onLeft: () => stage.node.focus() }),
    createFailure(reload, () => store.dispatch({ type: 'own-toggled', isOpen: true })),
    createLatePanel({
      isOpen: (state) => busyWorkOf(state.own)?.phase === 'making',
      async load() {
        const [{ createWorkCard }, { workshop }] = await Promise.all([import('./own/work-card.ts'), own()]);
        return createWorkCard(workshop);
      },
      onFailed,
    }),
    createLatePanel({
      isOpen: (state) => state.own.isOpen,
      async load() {
        const [{ createOwnDialog }, papers] = await Promise.all([import('./own/own-dialog.ts'), own()]);
        return createOwnDialog(context, papers);
      },
      onFailed,
    }),
    createDropZone((files) => {
      const [file] = files;
      if (file !== undefined && isReadingListShown(store.get())) void bringStars(file);
      else void own().then(({ workshop }) => workshop.add(files), onFailed);
    }),
    createLatePanel({
      isOpen: ({ isHelpOpen }) => isHelpOpen,
      load: async () => (await import('./panels/help.ts')).createHelp(context),
      onFailed,
    }),
    createLatePanel({
      isOpen: ({ isAboutOpen }) => isAboutOpen,
      load: async () => (await import('./panels/about.ts')).createAbout(context),
      onFailed,
    }),
    createLatePanel({
      isOpen: ({ isPictureOpen }) => isPictureOpen,
      async load() {
        const [{ createPictureDialog }, { createPictureMaker }] = await Promise.all([
          import('./panels/picture-dialog.ts'),
          import('./picture/picture-maker.ts'),
        ]);
        return createPictureDialog(context, createPictureMaker(store, stage.getLook));
      },
      onFailed,
    }),
    createAnnouncer(),
    createDoneNote(),
  ];
  // Filled before they are on the page: nothing is laid out twice.
  for (const panel of panels) panel.update(store.get());
  store.listen((state, before) => {
    for (const panel of panels) panel.update(state);
    if (state.atlas.phase === 'open' && before.atlas.phase !== 'open') fetchLaterPanels();
  });
  keepOneSheet(store, column.focusPaper);
  return {
    keyboard: {
      ...{ ...context, column },
      focusColours: () => colourPanel.whenHere(({ focus }) => focus()),
      focusShape: () => shapePanel.whenHere(({ focus }) => focus()),
      nearestInDirection: stage.nearestInDirection,
    },
    show() {
      document.body.append(
        element('main', { class: 'explorer' }, stage.node, ...panels.map(({ node }) => node)),
      );
      stage.keepClearOf(column.node, [...corner.node.children, ...statusLine.node.children] as HTMLElement[]);
    },
  };
}
