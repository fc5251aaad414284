import type {
  Calibration,
  ColumnDescription,
  ModelSpec,
  NamedTerm,
  NeighborTable,
  Novelty,
  Paper,
  PaperComparison,
  PaperExportFormat,
  Progress,
  TextRole,
} from 'paper-atlas';
import type { OwnCalls } from '../own/own-calls.ts';
import type { Bibliography, CoverAnswer } from '../state/cover-state.ts';
import type { Filterable } from '../state/filterable.ts';
import type { FormedMap } from '../state/formed-map.ts';
import type { MapShape } from '../state/map-shape.ts';
import type { AtlasMap, OpenedAtlas } from '../state/opened-atlas.ts';
import type { PaperRecord } from '../state/paper-record.ts';
import type { FoundPath } from '../state/path-state.ts';
import type { Question } from '../state/question.ts';
import type { FormingMap } from '../state/shape-state.ts';
import type { MatchedFile } from '../state/stars-state.ts';
import type { Answer, Explanations } from '../state/state.ts';
import type { ModelPlace } from './model-place.ts';
import type { PackedAtlas } from './packed-atlas.ts';

/** What map is asked for. */
export interface FormingQuestion {
  readonly shape: MapShape;
  /** The map of the atlas: the new one is turned like it, so that readers find their way. */
  readonly like: Pick<AtlasMap, 'xy' | 'membership'>;
  /** Nothing may move: no map is shown before the last. */
  readonly isStill: boolean;
}

/** The model of an atlas, or one by its name and weights. */
export type WantedModel = ModelSpec | Pick<ModelSpec, 'id' | 'dtype'>;

export interface ExplainQuestion {
  readonly query: string;
  readonly rows: readonly number[];
  readonly byMeaning: boolean;
}

/** What two papers, by their ids, have in common. */
export interface CompareQuestion {
  readonly a: string;
  readonly b: string;
  readonly byMeaning: boolean;
}

/** Papers as the text of a file, in the order of the ids. */
export interface EncodeQuestion {
  readonly ids: readonly string[];
  readonly format: PaperExportFormat;
  /** Those that the atlas may not have. */
  readonly kept: readonly Paper[];
}

/** A bibliography, and the map whose regions it is asked of; null: that of the atlas. */
export interface CoverQuestion {
  readonly bibliography: Bibliography;
  readonly map: Pick<AtlasMap, 'regions' | 'membership'> | null;
}

/** A reading path between two papers, by their ids. */
export type PathQuestion = FoundPath['ends'];

/** What the page asks the worker that holds the atlas. */
export type AtlasCalls = OwnCalls & {
  /** The map alone, so that it is seen while the papers come; null in an atlas without one that can be read. */
  openMap: { input: { readonly url: string }; report: never; output: AtlasMap | null };
  /** Everything that the map and the panels need. */
  open: { input: { readonly url: string }; report: never; output: PackedAtlas };
  /** Reads the words, before anyone searches by them. */
  readWords: { input: null; report: never; output: null };
  /** Reads and checks the vectors. */
  readVectors: { input: null; report: never; output: null };
  /** What a similarity means in this atlas. */
  readCalibration: { input: null; report: never; output: Calibration | null };
  /** What the papers have that one can filter by. */
  describeColumns: {
    input: null;
    report: never;
    output: { readonly columns: readonly ColumnDescription[]; readonly filterable: Filterable };
  };
  /** Papers with all that they say, by row; of those that cannot be read, why. */
  readPapers: { input: readonly number[]; report: never; output: ReadonlyMap<number, PaperRecord> };
  /** What the regions of a map are named by: titles and abstracts of all papers. */
  readTexts: { input: null; report: never; output: MapCalls['build']['input']['papers'] };
  /** How new each paper was when it came. */
  measureNovelty: { input: null; report: Progress; output: Novelty };
  loadModel: { input: ModelPlace; report: Progress; output: null };
  /** Why papers are in the list of a query: by words, and by meaning too when that is asked for. */
  explain: { input: ExplainQuestion; report: never; output: Explanations };
  compare: { input: CompareQuestion; report: never; output: PaperComparison };
  /** Words that tell papers, by their rows, from all others. */
  tellingWords: { input: { readonly rows: Int32Array }; report: never; output: readonly NamedTerm[] };
  cover: { input: CoverQuestion; report: never; output: CoverAnswer };
  path: { input: PathQuestion; report: never; output: FoundPath };
  /** Reads a list of papers and finds them in the atlas. */
  matchFile: { input: { readonly file: File }; report: never; output: MatchedFile };
  encode: { input: EncodeQuestion; report: never; output: string };
  /** Another map of the papers; see `formMap`. */
  formMap: { input: FormingQuestion; report: FormingMap; output: FormedMap };
  rank: { input: Question; report: never; output: Answer };
};

/** What the atlas worker asks the worker that runs the model. */
export type ModelCalls = {
  /** A model whose spec is not known yet is what is served by its name. */
  load: { input: ModelPlace & { readonly model: WantedModel }; report: Progress; output: ModelSpec };
  embed: { input: { readonly text: string; readonly as: TextRole }; report: never; output: Float32Array };
};

/** What the page asks the worker that makes a map where the atlas has none. */
export type MapCalls = {
  build: {
    input: {
      readonly graph: NeighborTable;
      readonly papers: readonly { readonly title: string; readonly abstract: string }[];
      readonly options: OpenedAtlas['mapOptions'];
    };
    report: Progress;
    output: AtlasMap;
  };
};
