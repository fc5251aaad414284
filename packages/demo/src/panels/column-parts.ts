import { isAllOutside } from '../state/asked-with.ts';
import { isPathOpen } from '../state/path.ts';
import { isAsking } from '../state/question.ts';
import type { ExplorerState } from '../state/state.ts';
import { createFilteredOut } from './filtered-out.ts';
import { createHitList } from './hit-list.ts';
import { createLatePanel, type LatePanel } from './late-panel.ts';
import { loadLaterPanels } from './load-later-panels.ts';
import type { Panel, PanelContext } from './panel.ts';
import { createPaperPanel } from './paper-panel.ts';
import { createRest } from './rest.ts';

/** What fills the column below the search box, each on top of the ones before. */
export type Part =
  | 'rest'
  | 'hits'
  | 'filteredOut'
  | 'cover'
  | 'selection'
  | 'stars'
  | 'region'
  | 'path'
  | 'paper'
  | 'comparison';

export const DEPTH: Readonly<Record<Part, number>> = {
  rest: 0,
  hits: 0,
  filteredOut: 0,
  cover: 1,
  selection: 2,
  stars: 3,
  region: 4,
  path: 5,
  paper: 6,
  comparison: 7,
};

/** Which of them is to be seen. */
export function partOf(state: ExplorerState): Part {
  if (state.selected !== null) return state.compared === null ? 'paper' : 'comparison';
  if (isPathOpen(state)) return 'path';
  if (state.region !== null) return 'region';
  if (state.stars.isOpen) return 'stars';
  if (state.lasso !== null) return 'selection';
  if (state.cover !== null) return 'cover';
  if (!isAsking(state)) return 'rest';
  return isAllOutside(state) ? 'filteredOut' : 'hits';
}

export interface ColumnPartsOptions {
  /** Stars the papers of a file. */
  readonly bringStars: (file: File) => Promise<void>;
  /** One that is opened could not be had. */
  readonly onFailed: (part: Part) => void;
  /** One that comes late is on the page. */
  readonly onCome: (part: Part, panel: Panel) => void;
}

/** The parts of the column: what a first question needs at once, the others when they are opened. */
export function createColumnParts(
  context: PanelContext,
  { bringStars, onFailed, onCome }: ColumnPartsOptions,
): Readonly<Record<Part, Panel | LatePanel<Panel>>> {
  type LaterPanels = Awaited<ReturnType<typeof loadLaterPanels>>;
  const createLate = (part: Part, create: (panels: LaterPanels) => Panel) =>
    createLatePanel({
      isOpen: (state) => partOf(state) === part,
      load: async () => create(await loadLaterPanels()),
      onFailed: () => onFailed(part),
      onCome: (panel) => onCome(part, panel),
    });
  return {
    rest: createRest(context),
    hits: createHitList(context),
    filteredOut: createFilteredOut(context),
    cover: createLate('cover', ({ createCoverPanel }) => createCoverPanel(context)),
    stars: createLate('stars', ({ createStarsPanel }) => createStarsPanel(context, bringStars)),
    selection: createLate('selection', ({ createSelectionPanel }) => createSelectionPanel(context)),
    region: createLate('region', ({ createRegionPanel }) => createRegionPanel(context)),
    path: createLate('path', ({ createPathPanel }) => createPathPanel(context)),
    paper: createPaperPanel(context),
    comparison: createLate('comparison', ({ createComparisonPanel }) => createComparisonPanel(context)),
  };
}
