/** Paper Atlas, the portable part: it runs in Node and in browsers, and imports nothing of either. */

export { type Atlas, openAtlas, toHits } from './atlas/atlas.ts';
export type { AtlasChange } from './atlas/atlas-change.ts';
export { type AtlasReader, type AtlasReaderOptions, createAtlasReader } from './atlas/atlas-reader.ts';
export { type CardAtlas, openCardAtlas } from './atlas/card-atlas.ts';
export {
  type ApproximateIndex,
  type AtlasContents,
  type ComputedContents,
  type ContentsOptions,
  type ContentsPorts,
  computeContents,
  type ResolvedContentsOptions,
  resolveContentsOptions,
} from './atlas/contents.ts';
export type { Cover, CoveredEntry, CoverOptions, RegionCoverage, UnreadPaper } from './atlas/cover-papers.ts';
export type {
  ComparePapersOptions,
  ExplainAtlasOptions,
  ExplainQueryOptions,
  PaperComparison,
} from './atlas/explain-papers.ts';
export { ATLAS_EXPORT_FORMATS, type AtlasExportFormat, exportAtlas } from './atlas/export-atlas.ts';
export { findDuplicateGroups } from './atlas/find-duplicates.ts';
export { findRegion } from './atlas/find-region.ts';
export { buildMemoryAtlas, type MemoryAtlas, type MemoryAtlasOptions } from './atlas/memory-atlas.ts';
export { NO_MAP } from './atlas/no-map.ts';
export type { OpenAtlasOptions } from './atlas/open-options.ts';
export type { PaperCloseness, PathStep, ReadingPath, ReadingPathOptions } from './atlas/reading-path.ts';
export type { RankOptions, SearchOptions, SimilarOptions } from './atlas/search-options.ts';
export { StageClock, type StageTime } from './atlas/stage-clock.ts';
export {
  type BrowserEmbedderOptions,
  createBrowserEmbedder,
  MODEL_LOADER_FILE,
  MODEL_RUNTIME_FILE,
} from './embedding/browser.ts';
export type { Embedder, EmbedTask, TextRole } from './embedding/embedder.ts';
export {
  assertSameModel,
  DEFAULT_MODEL_ID,
  diffModelSpecs,
  type ModelFiles,
  type ModelSpec,
  type Pooling,
  parseModelSpec,
} from './embedding/model-spec.ts';
export { createReusingEmbedder, type ReuseOptions, type VectorSource } from './embedding/reusing-embedder.ts';
export {
  type BrowserRuntime,
  createTransformersEmbedder,
  type TransformersEmbedderOptions,
} from './embedding/transformers.ts';
export {
  ERROR_CODES,
  type ErrorCode,
  ExplorerError,
  type ExplorerErrorOptions,
  isExplorerError,
} from './errors.ts';
export { type BootstrapOptions, bootstrapMeans, type Estimate } from './evaluation/bootstrap.ts';
export { type Evaluation, evaluateModes, type ModeDifference } from './evaluation/evaluate.ts';
export {
  type JudgedQuery,
  type JudgedSet,
  joinJudgements,
  type NamedText,
  parseJudgements,
  parseQueries,
} from './evaluation/judged-set.ts';
export {
  type Grades,
  METRIC_DEPTH,
  METRIC_NAMES,
  type MetricName,
  measureRanking,
} from './evaluation/metrics.ts';
export type { RegionChange, RegionsBefore } from './labels/follow-regions.ts';
export type { NamedTerm } from './labels/names.ts';
export type { Region } from './labels/region.ts';
export { buildRegions, type RegionMap, type RegionOptions } from './labels/regions.ts';
export type { Metric } from './math/distance.ts';
export { createMatrix, normalizeRows, rowOf, selectRows, type VectorMatrix } from './math/matrix.ts';
export { createRandom, type RandomGenerator } from './math/random.ts';
export { encodePapers, PAPER_EXPORT_FORMATS, type PaperExportFormat } from './papers/export/encode-papers.ts';
export { type IngestOptions, type IngestResult, ingestPapers, type PaperSource } from './papers/ingest.ts';
export type {
  DuplicateNote,
  IngestReport,
  Listed,
  RejectedNote,
  SourceReport,
  WarningNote,
} from './papers/ingest-report.ts';
export { type ExtraValue, isPaper, type Paper } from './papers/paper.ts';
export type { PaperCard } from './papers/paper-card.ts';
export { paperName, paperText } from './papers/text.ts';
export {
  type KeptNeighbors,
  type KeptNeighborsOptions,
  measureKeptNeighbors,
} from './projection/kept-neighbors.ts';
export type { Projection } from './projection/projection.ts';
export { measureProjection, type ProjectionQuality, type QualityOptions } from './projection/quality.ts';
export { buildProjection, type ProjectionEpoch, type ProjectionOptions } from './projection/umap.ts';
export { acceptRows } from './search/accept-rows.ts';
export {
  type Calibration,
  measureBaseline,
  type Probes,
  percentileOf,
  type SimilarityBaseline,
} from './search/calibration.ts';
export {
  type ColumnDescription,
  type DescribeColumnsOptions,
  describeColumns,
} from './search/describe-columns.ts';
export { DEFAULT_DIVERSITY } from './search/diverse.ts';
export type { DuplicateEvidence, DuplicateFigures, DuplicateKind } from './search/duplicate-evidence.ts';
export type { DuplicateGroup, DuplicatePair } from './search/duplicate-groups.ts';
export {
  type ExplainedQuery,
  type ExplainOptions,
  explainQuery,
  type QueryExplanation,
} from './search/explain.ts';
export {
  type ExplainPairOptions,
  explainPair,
  type PairExplanation,
  type SentencePair,
  type TellingWord,
} from './search/explain-pair.ts';
export type {
  EarningSentence,
  MatchedWord,
  SentencePlace,
  WordsExplanation,
} from './search/explain-words.ts';
export { type Hit, type Ranking, type ScoreParts, SEARCH_MODES, type SearchMode } from './search/hit.ts';
export { PAPER_WEIGHT, TEXT_WEIGHT } from './search/hybrid.ts';
export { type EntryMatch, matchEntries } from './search/match-entries.ts';
export { type Novelty, rankByNovelty } from './search/novelty.ts';
export type {
  ColumnValue,
  FieldConditions,
  NumberRange,
  PaperFilter,
  TextValue,
  YearRange,
} from './search/paper-filter.ts';
export { createPaperTable, type PaperTable } from './search/paper-table.ts';
export {
  formatQuery,
  type ParsedQuery,
  parseQuery,
  QUERY_FIELDS,
  type QueryField,
  type QueryNote,
  type QueryPart,
} from './search/query-language.ts';
export { DISLIKE_WEIGHT } from './search/rocchio.ts';
export {
  createSentenceVectors,
  type EmbeddedSentences,
  type SentenceVectors,
  type SentenceVectorsOptions,
} from './search/sentence-vectors.ts';
export type { Sentence } from './search/sentences.ts';
export type { TextPlace } from './search/term-match.ts';
export { foldText } from './search/text-match.ts';
export type { AtlasFiles, ReadOptions } from './store/files.ts';
export { type HttpFilesOptions, httpFiles } from './store/http.ts';
export type { KindEntry, ShardEntry } from './store/kind-entry.ts';
export type { AtlasManifest, AtlasQuality, AtlasSteps, StepParameters } from './store/manifest.ts';
export { memoryFiles } from './store/memory.ts';
export { isZip, type PackOptions, packAtlas, type ZipLimits, zipFiles } from './store/zip.ts';
export type { LongTask, Progress } from './task.ts';
export { createExactIndex, type ExactIndexOptions } from './vector-index/exact.ts';
export { buildKnnGraph, type KnnGraphOptions } from './vector-index/knn-graph.ts';
export { measureRecall, type RecallOptions, type RecallReport } from './vector-index/recall.ts';
export { createRowSet, hasRow } from './vector-index/row-set.ts';
export type {
  MutableVectorIndex,
  NeighborTable,
  RowSet,
  VectorIndex,
  VectorSearchOptions,
} from './vector-index/vector-index.ts';
