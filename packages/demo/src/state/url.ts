import { SEARCH_MODES, type SearchMode } from 'paper-atlas';
import type { Lasso } from '../map/lasso-line.ts';
import type { MapView3 } from '../map/map-scene.ts';
import { type ColourChoice, cleanColour } from './colour-choice.ts';
import { type ColumnFilter, cleanFilters, type NumberEnds, OWN } from './filters.ts';
import { cleanJudged } from './judgements.ts';
import { decodeLasso, encodeLasso } from './lasso-code.ts';
import { decodeShape, encodeShape, isSameShape, type MapShape } from './map-shape.ts';
import { isSamePath } from './path.ts';
import type { PathEnds } from './path-state.ts';
import type { ExplorerState } from './state.ts';

/** What the address of the page holds of the state: in its fragment, which no browser sends to a server. */
export interface Address {
  /** At most {@link MAX_QUERY} characters, well-formed. */
  readonly query: string;
  readonly mode: SearchMode;
  /** Ids; see `cleanJudged`. */
  readonly liked: readonly string[];
  readonly disliked: readonly string[];
  /** See `cleanFilters`. */
  readonly filters: readonly ColumnFilter[];
  /** Id of the selected paper. */
  readonly paper: string | null;
  /** Id of the paper that is laid beside it: another one; none beside none. */
  readonly compared: string | null;
  /** The reading path that is asked for; from one paper to another one, or to one that is being chosen. */
  readonly path: PathEnds | null;
  /** Id of the open region. */
  readonly region: number | null;
  /** See `closeLasso`. Which papers are within is told by it. */
  readonly lasso: Lasso | null;
  /** It is one of the atlas' own map, although another is asked for. */
  readonly isLassoOfOwn: boolean;
  /** See `cleanColour`. */
  readonly colour: ColourChoice;
  /** See `cleanShape`; null: as the atlas has it. */
  readonly shape: MapShape | null;
  /** Null: the whole map. */
  readonly view: MapView3 | null;
}

/** A whole abstract fits; what is longer would not fit into addresses everywhere. */
export const MAX_QUERY = 4000;
const MAX_ID = 1000;
/** Beyond these a view shows nothing. */
const MAX_PLACE = 4;
const MAX_ZOOM = 1000;

const OWN_NAMES = [
  'q',
  'mode',
  'like',
  'dislike',
  'paper',
  'with',
  'path',
  'region',
  'lasso',
  'own-lasso',
  'colour',
  'invert',
  'shape',
  'view',
];

/** The fragment of the address, with its `#`, or empty. */
export function encodeAddress(address: Address): string {
  const parameters = new URLSearchParams();
  const put = (name: string, value: string | null) => {
    if (value !== null && value !== '') parameters.set(name, value);
  };
  put('q', clipQuery(address.query));
  put('mode', address.mode === SEARCH_MODES[0] ? null : address.mode);
  putAll(parameters, 'like', address.liked);
  putAll(parameters, 'dislike', address.disliked);
  encodeFilters(parameters, address.filters);
  put('paper', address.paper);
  put('with', address.compared);
  if (address.path !== null) putAll(parameters, 'path', pathIds(address.path));
  put('region', address.region === null ? null : String(address.region));
  put(address.isLassoOfOwn ? 'own-lasso' : 'lasso', address.lasso && encodeLasso(address.lasso));
  put('colour', address.colour.by);
  put('invert', address.colour.isInverted ? '1' : null);
  put('shape', address.shape && encodeShape(address.shape));
  const view = address.view === null ? null : roundView(address.view);
  put('view', view === null ? null : `${view.x},${view.y},${view.k}`);
  const text = parameters.toString();
  return text === '' ? '' : `#${text}`;
}

/** The address in the fragment of a page's URL, or in its query part; whatever makes no sense there is left out. */
export function decodeAddress(text: string): Address {
  const parameters = new URLSearchParams(text.replace(/^[#?]/, ''));
  const paper = idOf(parameters, 'paper');
  const other = idOf(parameters, 'with');
  return {
    query: clipQuery(parameters.get('q') ?? ''),
    mode: SEARCH_MODES.find((mode) => mode === parameters.get('mode')) ?? SEARCH_MODES[0]!,
    ...cleanJudged({ liked: idsOf(parameters, 'like'), disliked: idsOf(parameters, 'dislike') }),
    filters: decodeFilters(parameters),
    paper,
    compared: paper === null || other === paper ? null : other,
    path: decodePath(parameters),
    region: decodeRegion(parameters.get('region')),
    ...decodeSelection(parameters),
    colour: cleanColour(parameters.get('colour'), parameters.get('invert') === '1'),
    shape: decodeShape(parameters.get('shape')),
    view: decodeView(parameters.get('view')),
  };
}

/** The query part of a page's URL without what belongs into the fragment: what is left (`atlas`) says where things lie. */
export function foreignPart(search: string): string {
  const parameters = new URLSearchParams(search);
  for (const name of [...parameters.keys()])
    if (OWN_NAMES.includes(name) || isFilterName(name)) parameters.delete(name);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

function putAll(parameters: URLSearchParams, name: string, values: readonly string[]): void {
  for (const value of values) parameters.append(name, value);
}

function idOf(parameters: URLSearchParams, name: string): string | null {
  const id = parameters.get(name);
  return isId(id) ? id : null;
}

function idsOf(parameters: URLSearchParams, name: string): string[] {
  return parameters.getAll(name).filter(isId);
}

const pathIds = ({ from, to }: PathEnds): string[] => (to === null ? [from] : [from, to]);

function decodePath(parameters: URLSearchParams): PathEnds | null {
  const [from, to] = idsOf(parameters, 'path');
  return from === undefined ? null : { from, to: to === undefined || to === from ? null : to };
}

function isId(id: string | null): id is string {
  return id !== null && id !== '' && id.length <= MAX_ID && id.isWellFormed();
}

/** Begins the name of a range of an own column, which is written as `x.` where values are asked for. */
const RANGE = 'r.';
const VALUES: ReadonlySet<string> = new Set(['venue', 'category', 'author', 'has']);

function isFilterName(name: string): boolean {
  return name === 'year' || VALUES.has(name) || name.startsWith(OWN) || name.startsWith(RANGE);
}

function encodeFilters(parameters: URLSearchParams, filters: readonly ColumnFilter[]): void {
  for (const { key, values, range } of filters) {
    if (range === null) putAll(parameters, key, values);
    else {
      const name = key.startsWith(OWN) ? `${RANGE}${key.slice(OWN.length)}` : key;
      parameters.set(name, `${range[0] ?? ''}..${range[1] ?? ''}`);
    }
  }
}

function decodeFilters(parameters: URLSearchParams): readonly ColumnFilter[] {
  return cleanFilters(
    [...new Set(parameters.keys())].filter(isFilterName).map((name) => {
      const isRange = name === 'year' || name.startsWith(RANGE);
      const key = name.startsWith(RANGE) ? `${OWN}${name.slice(RANGE.length)}` : name;
      return isRange
        ? { key, values: [], range: decodeRange(parameters.get(name)!) }
        : { key, values: parameters.getAll(name), range: null };
    }),
  );
}

const NUMBER = String.raw`-?\d{1,25}(?:\.\d{1,25})?(?:e[+-]?\d{1,3})?`;
const ENDS = new RegExp(`^(${NUMBER})?\\.\\.(${NUMBER})?$`);

function decodeRange(text: string): NumberEnds {
  const [, from, to] = ENDS.exec(text) ?? [];
  const read = (end: string | undefined) => (end === undefined ? null : Number(end));
  return [read(from), read(to)];
}

/** On the atlas' own map alone there is no difference between the two. */
function decodeSelection(parameters: URLSearchParams): Pick<Address, 'lasso' | 'isLassoOfOwn'> {
  const own = decodeLasso(parameters.get('own-lasso'));
  const isLassoOfOwn = own !== null && decodeShape(parameters.get('shape')) !== null;
  return { lasso: own ?? decodeLasso(parameters.get('lasso')), isLassoOfOwn };
}

function decodeRegion(text: string | null): number | null {
  return /^(?:0|[1-9]\d{0,5})$/.test(text ?? '') ? Number(text) : null;
}

function decodeView(text: string | null): MapView3 | null {
  const match = /^(-?\d{1,3}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?),(\d{1,4}(?:\.\d{1,6})?)$/.exec(
    text ?? '',
  );
  if (match === null) return null;
  const [x, y, k] = match.slice(1).map(Number) as [number, number, number];
  const isSeen = Math.abs(x) <= MAX_PLACE && Math.abs(y) <= MAX_PLACE && k > 0 && k <= MAX_ZOOM;
  return isSeen ? roundView({ x, y, k }) : null;
}

/** A view as the address can hold it: a thousandth of the map, a hundredth of the zoom. */
export function roundView({ x, y, k }: MapView3): MapView3 {
  const round = (value: number, digits: number) => Number(value.toFixed(digits)) + 0;
  return { x: round(x, 3), y: round(y, 3), k: Math.max(0.01, round(k, 2)) };
}

/** What shows nothing and is no space: the library drops it from every text, and a query of it alone asks for nothing. */
const INVISIBLE = /(?!\s)[\p{Cc}\u00ad\u200b\u202a-\u202e\u2066-\u2069]/gu;

/** A query as the state holds it: well-formed, without what cannot be seen, and cut where it is too long. */
export function clipQuery(query: string): string {
  return query.slice(0, MAX_QUERY).toWellFormed().replace(INVISIBLE, '');
}

export function addressOf(state: ExplorerState): Address {
  const { query, mode, liked, disliked, filters, colour, shape } = state;
  const { selected, compared, path, region, lasso, view } = state;
  const asked = { query, mode, liked, disliked, filters, colour, shape: shape.asked };
  const isLassoOfOwn = lasso !== null && state.isLassoOfOwn && shape.asked !== null;
  return { ...asked, paper: selected, compared, path, region, lasso, isLassoOfOwn, view };
}

/**
 * What a change of the state does to the history: another paper, pair, path, region, lasso, colour or judgement is a new entry, and so are
 * another query and another filter when the one before had been left standing; moving the map, a slider or a knob and typing
 * on change the entry in place.
 */
export function historyStep(before: ExplorerState, after: ExplorerState): 'push' | 'replace' | 'none' {
  if (before.selected !== after.selected || before.compared !== after.compared) return 'push';
  if (!isSamePath(before.path, after.path)) return 'push';
  if (before.liked !== after.liked || before.disliked !== after.disliked) return 'push';
  if (!isSameShape(before.shape.asked, after.shape.asked)) return before.shape.isMoving ? 'replace' : 'push';
  if (before.query !== after.query || before.filters !== after.filters)
    return before.isTyping ? 'replace' : 'push';
  if (before.lasso !== after.lasso || before.region !== after.region || before.mode !== after.mode)
    return 'push';
  if (before.colour !== after.colour) return 'push';
  return before.view === after.view ? 'none' : 'replace';
}
