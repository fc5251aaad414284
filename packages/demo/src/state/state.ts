import type {
  Calibration,
  ColumnDescription,
  PaperComparison,
  QueryExplanation,
  Ranking,
  SearchMode,
} from 'paper-atlas';
import type { Lasso } from '../map/lasso-line.ts';
import type { MapTheme, MapView3 } from '../map/map-scene.ts';
import { NO_OWN, type OwnState } from '../own/own-state.ts';
import type { PlainError } from '../search/plain-error.ts';
import type { AskedBefore } from './asked-before.ts';
import { type ColourChoice, NO_COLOURING } from './colour-choice.ts';
import type { CoverState } from './cover-state.ts';
import type { Citation, Done } from './done-state.ts';
import { type Filterable, NOTHING_FILTERABLE } from './filterable.ts';
import type { ColumnFilter } from './filters.ts';
import type { AreaChoice, ToldSelection } from './lasso-state.ts';
import type { NoveltyState } from './novelty-state.ts';
import type { AtlasMap, OpenedAtlas } from './opened-atlas.ts';
import type { PaperRecord } from './paper-record.ts';
import type { FoundPath, PathEnds } from './path-state.ts';
import type { Saving } from './saving.ts';
import { OWN_SHAPE, type ShapeState } from './shape-state.ts';
import { NO_STARS, type StarsState } from './stars-state.ts';
import type { ThemeChoice } from './theme-choice.ts';

/** How far one thing has come; `total` 0 = unknown. */
export interface Amount {
  readonly done: number;
  readonly total: number;
}

type AtlasState =
  /** The map is there before the papers. */
  | { readonly phase: 'loading'; readonly map: AtlasMap | null }
  | { readonly phase: 'failed'; readonly error: PlainError }
  | { readonly phase: 'open'; readonly atlas: OpenedAtlas };

/** The map that is made here when the atlas has none. */
type MapMaking =
  | { readonly phase: 'none' }
  | ({ readonly phase: 'making' } & Amount)
  | { readonly phase: 'failed'; readonly error: PlainError };

/** What search by meaning lacks. `no-model`: nobody expects one here. */
export type MissingPart = 'vectors' | 'model' | 'no-model';

/** `waiting`: for the atlas. Meaning needs both vectors and model: either may fail, and the page may be one without a model. */
type MeaningState =
  | { readonly phase: 'waiting' }
  | ({ readonly phase: 'loading' } & Amount)
  | { readonly phase: 'starting' }
  | { readonly phase: 'ready' }
  | { readonly phase: 'failed'; readonly part: MissingPart; readonly error: PlainError };

/** A ranked answer to a question: core's ranking of all papers that filter and mode accept. */
export interface Answer extends Ranking {
  /** As it was asked, trimmed. */
  readonly query: string;
  /** How it was answered. */
  readonly mode: SearchMode;
  /** Closeness of each paper for the map, by row, in [0, 1]; null when none is closer than another. */
  readonly heat: Float32Array | null;
  /** 1 for each paper that a filter leaves out, by row, those of the query among them; null when none is asked for. */
  readonly outside: Uint8Array | null;
  /** Where the filters leave nothing to list: what would come back without one of them, the most first; else empty. */
  readonly loosenings: readonly Loosening[];
  /** What the query itself filters by, where the filters leave nothing; else null. */
  readonly written: WrittenFilter | null;
  /** Why the first of the list are there, by row: what is seen at once. */
  readonly explanations: Explanations;
  readonly milliseconds: number;
}

/** What is written into a query besides words. */
export interface WrittenFilter {
  /** As one writes it: `year:1800`. */
  readonly text: string;
  /** The field that it asks for, where it asks for one alone; else null. */
  readonly column: string | null;
  /** The words of the query: what is left without it. */
  readonly words: string;
}

/** What one filter keeps out all by itself. */
export interface Loosening {
  /** Of a `ColumnFilter`; null: what the query itself filters by. */
  readonly key: string | null;
  /** Papers that all the other filters accept. */
  readonly papers: number;
}

/** By row. `meaning` is null until it is known. */
export type Explanations = ReadonlyMap<number, QueryExplanation>;

/** Where `n` and `p` walk: the true neighbours of one paper, `step` 0 = the paper itself. */
interface Walk {
  readonly anchor: number;
  readonly step: number;
}

export type SheetHeight = 'peek' | 'half' | 'full';

/** All that the page shows, and nothing of how. Plain data; rows are positions in `papers`. */
export interface ExplorerState {
  readonly atlas: AtlasState;
  readonly making: MapMaking;
  readonly meaning: MeaningState;
  /** What a similarity means in this atlas; null until it is known, and where nothing tells. */
  readonly calibration: Calibration | null;
  /** How new each paper was when it came. */
  readonly novelty: NoveltyState;
  readonly query: string;
  /** As it was chosen; words are asked by words alone until the model is there: see `answerableMode`. */
  readonly mode: SearchMode;
  /** Ids of papers of which there should be more, and less; no paper is in both. The atlas may not have them: see `knownIds`. */
  readonly liked: readonly string[];
  readonly disliked: readonly string[];
  /** One for a column at most; the papers may not have the column: see `usableFilters`. */
  readonly filters: readonly ColumnFilter[];
  /** What was asked before papers of the reading list took its place; null where nothing was, or something else was asked since. */
  readonly askedBefore: AskedBefore | null;
  /** What the papers have that one can filter by; null until it is known. */
  readonly columns: readonly ColumnDescription[] | null;
  /** What one can filter by, and colour by; nothing until `columns` are known. */
  readonly filterable: Filterable;
  /** Papers that were looked at, by row: see `recordOf`. */
  readonly records: ReadonlyMap<number, PaperRecord>;
  readonly isFilterPanelOpen: boolean;
  /** Whether the ways to ask are unfolded below the box. */
  readonly isAskHelpOpen: boolean;
  /** True from the first key, or the first move of a slider, until a pause: such questions share one entry of the history. */
  readonly isTyping: boolean;
  readonly answer: Answer | null;
  /** Why papers are in the list, by row; those of the answer, and what was asked for since. */
  readonly explanations: Explanations;
  /** Rows of the list's entries that are seen. */
  readonly inView: readonly number[];
  readonly searchError: PlainError | null;
  /** A list that is being written into a file; null when none is. */
  readonly saving: Saving | null;
  /** Null when there is nothing to tell, or it has been told for long enough. */
  readonly done: Done | null;
  /** Of the open paper; null when none is asked for. */
  readonly citation: Citation | null;
  /** Papers of the answer that are put on the page, as far as it has so many. */
  readonly listed: number;
  /** Id of the paper whose panel is open. */
  readonly selected: string | null;
  /** Id of the paper that is laid beside it. The atlas may not have it: see `comparedRowsOf`. */
  readonly compared: string | null;
  /** What the two have in common, as far as it is known: its sentences are null until the model has read them. */
  readonly comparison: PaperComparison | null;
  readonly comparisonError: PlainError | null;
  /** The reading path that is asked for, or whose end is being chosen. Papers of it may be open on top. */
  readonly path: PathEnds | null;
  readonly foundPath: FoundPath | null;
  readonly pathError: PlainError | null;
  readonly walk: Walk | null;
  /**
   * Id of the region that is open, its position in the map's regions: the column lists its papers, the map dims the
   * others. The atlas may have no such region: see `openRegionOf`.
   */
  readonly region: number | null;
  /** A line around some papers, below regions and papers: see `selectionOf`. */
  readonly lasso: Lasso | null;
  /** It was drawn on the atlas' own map, whichever is shown: the same papers stay selected. Else on the one that is asked for. */
  readonly isLassoOfOwn: boolean;
  /** An area is being chosen; null: strokes on the map move it. */
  readonly choosing: AreaChoice | null;
  /** What tells a selection: see `tellingOf`. */
  readonly told: ToldSelection | null;
  /** A bibliography that is laid over the atlas, below regions and papers; it came from a file, so that no address holds it. */
  readonly cover: CoverState | null;
  /** The reading list, below regions, paths and papers. */
  readonly stars: StarsState;
  readonly colour: ColourChoice;
  readonly isColourPanelOpen: boolean;
  readonly shape: ShapeState;
  readonly hovered: number | null;
  /** Null: the whole map. */
  readonly view: MapView3 | null;
  readonly themeChoice: ThemeChoice;
  readonly systemTheme: MapTheme;
  readonly reducedMotion: boolean;
  readonly isHelpOpen: boolean;
  readonly isAboutOpen: boolean;
  readonly isPictureOpen: boolean;
  /** What one can do here, for who is here for the first time. */
  readonly isHintShown: boolean;
  /** Whether the browser has a newer version of this page than the one that is running. */
  readonly newerVersion: 'none' | 'ready' | 'taken';
  /** Papers of one's own, and the work on them. */
  readonly own: OwnState;
  /** Whether the page is one file that holds its atlas, and no model. */
  readonly isOneFile: boolean;
  /** What the atlas of a page in one file is called; null elsewhere, and where that does not say it. */
  readonly pageAtlasName: string | null;
  readonly sheet: SheetHeight;
}

/** Papers of a list that are put on the page at first, and with each wish for more. */
export const LIST_STEP = 50;

export const INITIAL_STATE: ExplorerState = {
  atlas: { phase: 'loading', map: null },
  making: { phase: 'none' },
  meaning: { phase: 'waiting' },
  calibration: null,
  novelty: { phase: 'unknown' },
  query: '',
  mode: 'hybrid',
  liked: [],
  disliked: [],
  filters: [],
  askedBefore: null,
  columns: null,
  filterable: NOTHING_FILTERABLE,
  records: new Map(),
  isFilterPanelOpen: false,
  isAskHelpOpen: false,
  isTyping: false,
  answer: null,
  explanations: new Map(),
  inView: [],
  saving: null,
  done: null,
  citation: null,
  listed: LIST_STEP,
  searchError: null,
  selected: null,
  compared: null,
  comparison: null,
  comparisonError: null,
  path: null,
  foundPath: null,
  pathError: null,
  walk: null,
  region: null,
  lasso: null,
  isLassoOfOwn: false,
  choosing: null,
  told: null,
  cover: null,
  stars: NO_STARS,
  colour: NO_COLOURING,
  isColourPanelOpen: false,
  shape: OWN_SHAPE,
  hovered: null,
  view: null,
  themeChoice: 'system',
  systemTheme: 'light',
  reducedMotion: false,
  isHelpOpen: false,
  isAboutOpen: false,
  isPictureOpen: false,
  isHintShown: false,
  newerVersion: 'none',
  own: NO_OWN,
  isOneFile: false,
  pageAtlasName: null,
  sheet: 'half',
};
