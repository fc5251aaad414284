import type { Calibration, ColumnDescription, Novelty, PaperComparison, SearchMode } from 'paper-atlas';
import type { Lasso } from '../map/lasso-line.ts';
import type { MapTheme, MapView3 } from '../map/map-scene.ts';
import type { MapBox } from '../map/names-layout.ts';
import type { OwnAction, OwnAtlasName } from '../own/own-state.ts';
import type { PlainError } from '../search/plain-error.ts';
import type { Bibliography, CoverAnswer } from './cover-state.ts';
import type { DoneAction } from './done.ts';
import type { Filterable } from './filterable.ts';
import type { ColumnFilter } from './filters.ts';
import type { Judgement } from './judgements.ts';
import type { FrameMove } from './lasso.ts';
import type { ToldSelection } from './lasso-state.ts';
import type { AtlasMap, OpenedAtlas } from './opened-atlas.ts';
import type { PaperRecord } from './paper-record.ts';
import type { FoundPath } from './path-state.ts';
import type { Saving } from './saving.ts';
import type { ShapeAction } from './shape.ts';
import type { StarAction } from './stars.ts';
import type { Amount, Answer, Explanations, MissingPart, SheetHeight } from './state.ts';
import type { ThemeChoice } from './theme-choice.ts';
import type { Address } from './url.ts';

/** Everything that can happen. */
export type Action =
  /** The map, while the papers come. */
  | { readonly type: 'map-read'; readonly map: AtlasMap }
  | { readonly type: 'atlas-opened'; readonly atlas: OpenedAtlas }
  /** One of the reader's own, in place of whatever was there. */
  | { readonly type: 'atlas-replaced'; readonly atlas: OpenedAtlas; readonly own: OwnAtlasName }
  | { readonly type: 'atlas-failed'; readonly error: PlainError }
  | OwnAction
  | StarAction
  /** The reading list takes the place of what is open. */
  | { readonly type: 'stars-toggled'; readonly isOpen: boolean }
  /** More like the papers of the reading list, in place of what was asked. */
  | { readonly type: 'stars-asked' }
  | ShapeAction
  | { readonly type: 'map-making'; readonly amount: Amount }
  | { readonly type: 'map-made'; readonly map: AtlasMap }
  | { readonly type: 'map-failed'; readonly error: PlainError }
  | { readonly type: 'calibration-read'; readonly calibration: Calibration | null }
  | { readonly type: 'novelty-measuring'; readonly amount: Amount }
  /** Null: it cannot be. */
  | { readonly type: 'novelty-measured'; readonly novelty: Novelty | null }
  | { readonly type: 'model-progressed'; readonly amount: Amount }
  | { readonly type: 'model-started' }
  | { readonly type: 'meaning-ready' }
  | { readonly type: 'meaning-failed'; readonly part: MissingPart; readonly error: PlainError }
  | { readonly type: 'query-typed'; readonly query: string }
  | { readonly type: 'query-settled' }
  | { readonly type: 'mode-chosen'; readonly mode: SearchMode }
  /** Once more the same takes the judgement back. */
  | { readonly type: 'paper-judged'; readonly id: string; readonly as: Judgement }
  | {
      readonly type: 'columns-described';
      readonly columns: readonly ColumnDescription[];
      readonly filterable: Filterable;
    }
  /** Of the atlas whose papers these are. */
  | {
      readonly type: 'papers-read';
      readonly atlas: OpenedAtlas['papers'];
      readonly records: ReadonlyMap<number, PaperRecord>;
    }
  /** Stands for its column; one that asks for nothing takes the column's filter away. `isMoving`: more will follow at once. */
  | { readonly type: 'filter-changed'; readonly filter: ColumnFilter; readonly isMoving?: boolean }
  | { readonly type: 'filters-cleared' }
  /** Filters and judgements: all that is asked besides the words. */
  | { readonly type: 'asked-cleared' }
  /** What was asked before the papers of the reading list. */
  | { readonly type: 'asked-restored' }
  | { readonly type: 'filter-panel-toggled'; readonly isOpen: boolean }
  | { readonly type: 'ask-help-toggled'; readonly isOpen: boolean }
  | { readonly type: 'answer-arrived'; readonly answer: Answer }
  /** Of `answer`, which may be shown no longer. */
  | { readonly type: 'explained'; readonly answer: Answer; readonly explanations: Explanations }
  | { readonly type: 'hits-seen'; readonly rows: readonly number[] }
  /** As a file, to be kept. */
  | { readonly type: 'list-saved'; readonly saving: Saving }
  | DoneAction
  | { readonly type: 'search-failed'; readonly query: string; readonly error: PlainError }
  | { readonly type: 'paper-selected'; readonly id: string | null }
  /** Id of a paper to lay beside the open one; null puts it away. */
  | { readonly type: 'papers-compared'; readonly with: string | null }
  /** Of a pair that may be shown no longer. */
  | { readonly type: 'comparison-arrived'; readonly comparison: PaperComparison }
  | { readonly type: 'comparison-failed'; readonly a: string; readonly b: string; readonly error: PlainError }
  /** From the open paper to another one, or, null, to the next that will be opened. */
  | { readonly type: 'path-asked'; readonly from: string; readonly to: string | null }
  | { readonly type: 'path-closed' }
  /** Of a path that may be asked for no longer. */
  | { readonly type: 'path-found'; readonly path: FoundPath }
  | { readonly type: 'path-failed'; readonly from: string; readonly to: string; readonly error: PlainError }
  /** The id of a region: its position in the map's regions. */
  | { readonly type: 'region-chosen'; readonly region: number | null }
  /** Around papers; null: puts it away. */
  | { readonly type: 'lasso-drawn'; readonly lasso: Lasso | null }
  /** By strokes on the map; `frameIn`, what is seen of it, shows a frame for the keys at once. */
  | { readonly type: 'area-choosing'; readonly isOn: boolean; readonly frameIn?: MapBox | null }
  /** In what is seen of the map. */
  | { readonly type: 'frame-moved'; readonly move: FrameMove; readonly window: MapBox }
  /** Of a selection that may be put away. */
  | { readonly type: 'selection-told'; readonly told: ToldSelection }
  /** Over the atlas; null: puts it away. */
  | { readonly type: 'bibliography-laid'; readonly bibliography: Bibliography | null }
  | {
      readonly type: 'cover-answered';
      readonly bibliography: Bibliography;
      readonly answer: CoverAnswer;
      readonly map: AtlasMap | null;
    }
  | { readonly type: 'cover-failed'; readonly bibliography: Bibliography; readonly error: PlainError }
  /** A key of `colourKeysOf`; null: by nothing. */
  | { readonly type: 'colour-chosen'; readonly by: string | null }
  /** Numbers run the other way; once more takes it back. */
  | { readonly type: 'colour-inverted' }
  | { readonly type: 'colour-panel-toggled'; readonly isOpen: boolean }
  | { readonly type: 'neighbor-walked'; readonly by: 1 | -1 }
  | { readonly type: 'paper-hovered'; readonly row: number | null }
  | { readonly type: 'view-changed'; readonly view: MapView3 | null }
  | { readonly type: 'theme-chosen'; readonly choice: ThemeChoice }
  | { readonly type: 'system-theme-changed'; readonly theme: MapTheme }
  | { readonly type: 'motion-changed'; readonly reducedMotion: boolean }
  | { readonly type: 'help-toggled'; readonly isOpen: boolean }
  /** Takes the place of the help. */
  | { readonly type: 'about-toggled'; readonly isOpen: boolean }
  /** The ways to save the map as a picture. */
  | { readonly type: 'picture-toggled'; readonly isOpen: boolean }
  | { readonly type: 'hint-toggled'; readonly isShown: boolean }
  /** The browser has it; `taken`: the page is to be loaded again with it. */
  | { readonly type: 'newer-version-found' }
  | { readonly type: 'newer-version-taken' }
  | { readonly type: 'sheet-moved'; readonly sheet: SheetHeight }
  | { readonly type: 'stepped-back' }
  | { readonly type: 'address-changed'; readonly address: Address };
