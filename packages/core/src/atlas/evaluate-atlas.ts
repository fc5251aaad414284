import { openModelFolder } from '../embedding/model-folder.ts';
import { assertSameModel, type ModelSpec } from '../embedding/model-spec.ts';
import { createWorkerPool } from '../embedding/worker-pool.ts';
import { ExplorerError } from '../errors.ts';
import type { BootstrapOptions } from '../evaluation/bootstrap.ts';
import { type Evaluation, evaluateModes } from '../evaluation/evaluate.ts';
import type { JudgedQuery, JudgedSet } from '../evaluation/judged-set.ts';
import { METRIC_DEPTH } from '../evaluation/metrics.ts';
import { SEARCH_MODES, type SearchMode } from '../search/hit.ts';
import type { LongTask } from '../task.ts';
import { openAtlasFolder } from './open-atlas-folder.ts';
import { rememberQueries } from './remembered-queries.ts';

export interface EvaluateAtlasOptions extends BootstrapOptions, LongTask {
  /** Default: all. */
  readonly modes?: readonly SearchMode[] | undefined;
  /** Judged queries at most, the first ones, a whole number ≥ 1; default all. */
  readonly limit?: number | undefined;
  /** Model folder or name; default: the atlas's own by its name. */
  readonly model?: string | undefined;
  /** Processes that embed the queries; default: one a core. */
  readonly workers?: number | undefined;
  readonly onWarning?: ((message: string) => void) | undefined;
}

/** A list of which only the beginning is given. */
export interface ShortList {
  readonly count: number;
  /** The first 20. */
  readonly listed: readonly string[];
}

/** What each mode of an atlas is worth on a judged set, and what of the set could not be used. */
export interface AtlasEvaluation extends Evaluation {
  /** Papers of each list that were looked at. */
  readonly depth: number;
  /** Judgements of the queries that were asked. */
  readonly judgements: number;
  /** Relevant papers that the atlas does not hold. They cannot be found, and count as not found. */
  readonly missing: ShortList;
  /** Queries without a judgement: not asked. */
  readonly unjudged: ShortList;
  /** Judged queries without a text: not asked. */
  readonly withoutText: ShortList;
}

/**
 * Holds an atlas to a judged set (Node only): asks every judged query in every mode, as plain text without the query
 * language, and measures nDCG@10, recall@100 and MRR@10 with bootstrap intervals and paired differences. The queries
 * are embedded once. Progress in the stages `embed`, each mode's name, `bootstrap`.
 *
 * @throws ExplorerError INVALID_ARGUMENT, ABORTED, and what opening and searching an atlas throw
 */
export async function evaluateAtlas(
  dir: string,
  judged: JudgedSet,
  options: EvaluateAtlasOptions = {},
): Promise<AtlasEvaluation> {
  const { modes = SEARCH_MODES, limit = Number.POSITIVE_INFINITY, signal, onProgress, onWarning } = options;
  if (!(limit === Number.POSITIVE_INFINITY || (Number.isSafeInteger(limit) && limit >= 1)))
    throw new ExplorerError('INVALID_ARGUMENT', `limit is ${limit}; expected a whole number from 1`, {
      details: { limit },
    });
  for (const mode of modes) {
    if (!SEARCH_MODES.includes(mode))
      throw new ExplorerError(
        'INVALID_ARGUMENT',
        `mode is "${mode}"; expected one of ${SEARCH_MODES.join(', ')}`,
        { details: { mode } },
      );
  }
  const different = [...new Set(modes)];
  const queries = judged.queries.slice(0, limit);
  const embedder = (model: ModelSpec) => openQueryEmbedder(model, queries, different, options);
  await using atlas = await openAtlasFolder(dir, { signal, onWarning, embedder });
  const held = new Set(atlas.papers.map(({ id }) => id));
  const evaluation = await evaluateModes(
    queries,
    different,
    async ({ text }, mode) => {
      const asked = { mode: mode as SearchMode, limit: METRIC_DEPTH, isPlain: true, signal };
      return (await atlas.search(text, asked)).map(({ paper }) => paper.id);
    },
    options,
    { signal, onProgress },
  );
  const relevant = queries.flatMap(({ grades }) => [...grades].filter(([, grade]) => grade > 0));
  return {
    ...evaluation,
    depth: METRIC_DEPTH,
    judgements: queries.reduce((sum, { grades }) => sum + grades.size, 0),
    missing: shorten([...new Set(relevant.map(([id]) => id))].filter((id) => !held.has(id))),
    unjudged: shorten(judged.unjudged),
    withoutText: shorten(judged.withoutText),
  };
}

/** Words alone need no model, so none is started for them. */
async function openQueryEmbedder(
  model: ModelSpec,
  queries: readonly JudgedQuery[],
  modes: readonly SearchMode[],
  { model: asked, workers, signal, onProgress }: EvaluateAtlasOptions,
) {
  if (modes.every((mode) => mode === 'keyword'))
    throw new ExplorerError('MODEL_NOT_FOUND', 'no model is opened to search words alone');
  const { spec, path } = await openModelFolder(asked ?? model.id, { signal, maxTokens: model.maxTokens });
  assertSameModel(model, spec, 'this atlas');
  const pool = createWorkerPool({ model: spec, location: path, workers });
  try {
    const texts = queries.map(({ text }) => text);
    return await rememberQueries(pool, texts, { signal, onProgress });
  } catch (error) {
    await pool.dispose();
    throw error;
  }
}

function shorten(ids: readonly string[]): ShortList {
  return { count: ids.length, listed: ids.slice(0, 20) };
}
