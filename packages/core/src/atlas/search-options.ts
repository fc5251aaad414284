import { ExplorerError } from '../errors.ts';
import { DEFAULT_DIVERSITY } from '../search/diverse.ts';
import { SEARCH_MODES, type SearchMode } from '../search/hit.ts';
import type { PaperFilter } from '../search/paper-filter.ts';

/** What every ranking takes. */
export interface RankOptions {
  /** Hits at most, a whole number ≥ 1, or Infinity for all papers; default 10. */
  readonly limit?: number | undefined;
  /** Default `hybrid`. */
  readonly mode?: SearchMode | undefined;
  /** Share of meaning in a hybrid list, in [0, 1]; default 0.7 for a text, 0.8 where papers are asked with. */
  readonly weight?: number | undefined;
  /** Papers that may be in the list. A filter changes no score: it only leaves papers out. */
  readonly filter?: PaperFilter | undefined;
  /**
   * Less of the same in the list: share of diversity, in [0, 1]; true is 0.3, false (the default) is 0. The scores are
   * then those of maximal marginal relevance. Reaches the best 500 papers.
   */
  readonly diverse?: number | boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface SearchOptions extends RankOptions {
  /** The last word may be the beginning of one, as while one types; default false. */
  readonly isPrefix?: boolean | undefined;
  /** Take the text as it is, without the query language: for an abstract that somebody pasted. Default false. */
  readonly isPlain?: boolean | undefined;
}

export interface SimilarOptions extends RankOptions {
  /** Ids of papers of which there should be less: they and their like sink, they themselves to the very end. */
  readonly dislike?: readonly string[] | undefined;
  /** Words that are asked for besides the papers, in the query language; they count as much as one paper. */
  readonly words?: string | undefined;
}

/** Options completed by their defaults. */
export interface ResolvedRankOptions {
  readonly limit: number;
  readonly mode: SearchMode;
  readonly weight: number | null;
  readonly filter: PaperFilter;
  readonly diversity: number;
  readonly signal: AbortSignal | undefined;
}

/** @throws ExplorerError INVALID_ARGUMENT when one is out of its range */
export function resolveRankOptions(options: RankOptions, defaultLimit = 10): ResolvedRankOptions {
  const { limit = defaultLimit, mode = SEARCH_MODES[0]!, weight, filter = {}, diverse = false } = options;
  if (!(limit === Number.POSITIVE_INFINITY || (Number.isSafeInteger(limit) && limit >= 1)))
    throw invalid('limit', limit, 'a whole number from 1, or Infinity for all');
  if (!SEARCH_MODES.includes(mode)) throw invalid('mode', mode, `one of ${SEARCH_MODES.join(', ')}`);
  if (weight !== undefined && !isShare(weight))
    throw invalid('weight', weight, 'a share of meaning from 0 to 1');
  const diversity = diverse === true ? DEFAULT_DIVERSITY : Number(diverse);
  if (!isShare(diversity)) throw invalid('diverse', diverse, 'true, false or a share from 0 to 1');
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter))
    throw invalid('filter', filter, 'an object such as { years: [[2020, null]] }');
  return { limit, mode, weight: weight ?? null, filter, diversity, signal: options.signal };
}

/** @throws ExplorerError INVALID_ARGUMENT */
export function assertText(what: string, value: unknown): asserts value is string {
  if (typeof value === 'string') return;
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `${what} is ${value === null ? 'null' : typeof value}; expected text`,
  );
}

/**
 * One id or several, each once, in their order.
 *
 * @throws ExplorerError INVALID_ARGUMENT
 */
export function listIds(what: string, given: unknown): string[] {
  const ids: unknown[] = Array.isArray(given) ? given : [given];
  for (const id of ids) assertText(what, id);
  return [...new Set(ids as string[])];
}

function isShare(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function invalid(name: string, got: unknown, expected: string): ExplorerError {
  return new ExplorerError('INVALID_ARGUMENT', `${name} is ${describe(got)}; expected ${expected}`, {
    details: { [name]: got },
  });
}

function describe(value: unknown): string {
  return typeof value === 'string'
    ? `"${value}"`
    : typeof value === 'object'
      ? 'something else'
      : String(value);
}
