import { createPaperTable, type ModelSpec, type Paper, type PaperComparison } from 'paper-atlas';
import { layoutTerrain } from '../map/terrain-layout.ts';
import { askableOf } from './askable.ts';
import type { OpenedAtlas } from './opened-atlas.ts';
import { type Answer, type ExplorerState, INITIAL_STATE } from './state.ts';

/** A paper for tests and for the gallery; only what is given differs from an empty one. */
export function makePaper(row: number, paper: Partial<Paper> = {}): Paper {
  return {
    id: `p${row}`,
    title: `Paper ${row}`,
    abstract: '',
    authors: [],
    year: null,
    venue: null,
    categories: [],
    doi: null,
    arxivId: null,
    url: null,
    extra: {},
    ...paper,
  };
}

const MODEL: ModelSpec = {
  id: 'Xenova/all-MiniLM-L6-v2',
  sha256: '0'.repeat(64),
  dtype: 'q8',
  dimension: 2,
  pooling: 'mean',
  normalize: true,
  maxTokens: 256,
  documentPrefix: '',
  queryPrefix: '',
};

/**
 * An open atlas whose papers stand on a line: the true neighbours of each are the next in row order, round and round,
 * and all lie in one region.
 */
export function makeAtlas(papers: readonly Paper[], k = Math.min(3, papers.length - 1)): OpenedAtlas {
  const count = papers.length;
  const at = Array.from({ length: count * k }, (_, i) => ({
    row: Math.floor(i / Math.max(1, k)),
    step: (i % Math.max(1, k)) + 1,
  }));
  return {
    papers,
    whole: papers,
    columnNames: createPaperTable(papers).columnNames(),
    askable: askableOf(papers),
    model: MODEL,
    keptNeighbors: 0.5,
    placement: null,
    graph: {
      indices: Int32Array.from(at, ({ row, step }) => (row + step) % count),
      distances: Float32Array.from(at, ({ step }) => step / 10),
      count,
      k,
    },
    map: {
      xy: Float32Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? i / count - 1 : 0)),
      regions: [{ id: 0, level: 0, parent: null, name: 'land', terms: [], size: count, center: [0, 0] }],
      membership: Int32Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? 0 : -1)),
      terrain: layoutTerrain(new Float32Array(0)),
      isComputed: false,
    },
    mapOptions: { nNeighbors: 15, minDist: 0.1, seed: 42 },
    origin: { atlasId: '0'.repeat(32), format: 1, generation: 1, trustworthiness: 0.9, continuity: 0.8 },
    problems: [],
  };
}

/** An answer that lists these rows, all of them close. */
export function makeAnswer(query: string, rows: readonly number[], more: Partial<Answer> = {}): Answer {
  return {
    query,
    mode: 'hybrid',
    rows: Int32Array.from(rows),
    scores: Float64Array.from(rows, (_row, at) => -at),
    semanticParts: null,
    keywordParts: null,
    similarities: null,
    percentiles: null,
    isWeak: new Uint8Array(rows.length),
    weakBy: 'closeness',
    weakFrom: null,
    total: rows.length,
    terms: [],
    notes: [],
    heat: null,
    outside: null,
    loosenings: [],
    written: null,
    explanations: new Map(),
    milliseconds: 1,
    ...more,
  };
}

/** What two papers have in common that share nothing but their closeness. */
export function makeComparison(
  a: string,
  b: string,
  sentences: PaperComparison['sentences'] = null,
): PaperComparison {
  return { a, b, similarity: 0.5, percentile: 90, sentences, shared: [], onlyA: [], onlyB: [] };
}

/** The state of a page that has this atlas open. */
export function makeState(atlas: OpenedAtlas, more: Partial<ExplorerState> = {}): ExplorerState {
  return { ...INITIAL_STATE, atlas: { phase: 'open', atlas }, ...more };
}
