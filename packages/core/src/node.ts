/** Paper Atlas for Node: the portable part, and what needs files, processes and native code. */

export { openAtlas as openAtlasFiles } from './atlas/atlas.ts';
export {
  type BuildAtlasOptions,
  type BuildReport,
  buildAtlas,
  type ReusedEmbeddings,
} from './atlas/build-atlas.ts';
export {
  type AtlasEvaluation,
  type EvaluateAtlasOptions,
  evaluateAtlas,
  type ShortList,
} from './atlas/evaluate-atlas.ts';
export { type AtlasExamination, type AtlasProblem, examineAtlas } from './atlas/examine-atlas.ts';
export type { IndexExamination } from './atlas/examine-index.ts';
export type { CalibrationExamination, KeywordsExamination } from './atlas/examine-search.ts';
export { type OpenAtlasFolderOptions, openAtlasFolder as openAtlas } from './atlas/open-atlas-folder.ts';
export { type ModelFolder, type OpenModelOptions, openModelFolder } from './embedding/model-folder.ts';
export { createWorkerPool, type WorkerPool, type WorkerPoolOptions } from './embedding/worker-pool.ts';
export { readJudgedSet } from './evaluation/read-judged-set.ts';
export * from './index.ts';
export { type PaperInput, readPapers } from './papers/read-papers.ts';
export { type ExportPageOptions, exportPage } from './serve/export-page.ts';
export { type AtlasServer, type ServeAtlasOptions, serveAtlas } from './serve/serve-atlas.ts';
export { type FolderFiles, openFolder } from './store/folder.ts';
export {
  buildHnswIndex,
  type CreateHnswOptions,
  createHnswIndex,
  type HnswIndex,
  type HnswOptions,
  type OpenHnswOptions,
  openHnswIndex,
  saveHnswIndex,
} from './vector-index/hnsw.ts';
export { HNSW_DEFAULTS, type HnswParameters } from './vector-index/hnsw-parameters.ts';
