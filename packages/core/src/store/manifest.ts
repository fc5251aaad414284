import * as v from 'valibot';
import type { ModelSpec } from '../embedding/model-spec.ts';
import { ExplorerError } from '../errors.ts';
import type { Metric } from '../math/distance.ts';
import { sha256HexOfText } from '../math/sha256.ts';
import { isDtype } from './dtype.ts';
import { type AtlasFiles, damagedFileError, MANIFEST_FILE, printable, quoteName } from './files.ts';
import { findKindProblem, isKindName, type KindEntry, LIMITS } from './kind-entry.ts';
import { findSealProblem, sealJson } from './manifest-seal.ts';

/** The version that this library writes and the only one that it reads. */
export const FORMAT_VERSION = 1;

/** Parameters of one step of a build, flat; a step that draws random numbers names its `seed`. */
export type StepParameters = { readonly [name: string]: string | number | boolean | null };

/** How the atlas was made. Further steps and further parameters may stand beside those named here. */
export type AtlasSteps = {
  /** The kNN graph of all rows. */
  readonly graph: StepParameters & { readonly metric: Metric; readonly k: number };
  /** The HNSW index as hnswlib calls its parameters, or null when the atlas is searched exactly. */
  readonly index:
    | (StepParameters & {
        readonly M: number;
        readonly efConstruction: number;
        readonly ef: number;
        readonly seed: number;
      })
    | null;
  /** The map as umap-learn calls its parameters. */
  readonly projection: StepParameters & {
    readonly nNeighbors: number;
    readonly minDist: number;
    readonly nEpochs: number;
    readonly seed: number;
  };
  readonly regions: StepParameters;
  readonly [step: string]: StepParameters | null;
};

/** Means over the papers, each in [0, 1], null when not measured. Further figures may stand beside those named here. */
export type AtlasQuality = {
  /** Share of the true 10 nearest that the index finds. */
  readonly recallAt10: number | null;
  readonly trustworthiness: number | null;
  readonly continuity: number | null;
  /** Share of a paper's true 10 nearest that are also its 10 nearest on the map. */
  readonly keptNeighbors: number | null;
  readonly [figure: string]: number | null;
};

/** What a builder decides; the folder adds the identity. */
export interface ManifestContent {
  readonly counts: { readonly papers: number; readonly dimension: number };
  readonly model: ModelSpec;
  readonly steps: AtlasSteps;
  readonly quality: AtlasQuality;
  readonly kinds: Readonly<Record<string, KindEntry>>;
}

export interface AtlasManifest extends ManifestContent {
  readonly format: typeof FORMAT_VERSION;
  /** 32 hex digits; the same through all rebuilds into one folder. */
  readonly atlasId: string;
  /** 1 for the first build, one more with each commit. */
  readonly generation: number;
}

const count = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const seed = count(0, 2 ** 32 - 1);
const scalar = v.union([text(10_000), v.pipe(v.number(), v.finite()), v.boolean(), v.null()]);
const figure = v.nullable(v.pipe(v.number(), v.finite()));
const share = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1)));

const KIND_SCHEMA = v.object({
  optional: v.boolean(),
  dtype: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,15}$/)),
  shape: v.pipe(v.array(count(0, Number.MAX_SAFE_INTEGER)), v.maxLength(LIMITS.axes)),
  shards: v.pipe(
    v.array(
      v.object({
        name: v.string(),
        rows: v.strictTuple([count(0, Number.MAX_SAFE_INTEGER), count(0, Number.MAX_SAFE_INTEGER)]),
        bytes: count(0, LIMITS.kindBytes),
        sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      }),
    ),
    v.maxLength(LIMITS.shards),
  ),
});

const CONTENT_ENTRIES = {
  counts: v.object({ papers: count(1, LIMITS.papers), dimension: count(1, LIMITS.dimension) }),
  model: v.object({
    id: v.pipe(text(512), v.minLength(1)),
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    dtype: text(32),
    dimension: count(1, LIMITS.dimension),
    pooling: v.picklist(['mean', 'cls']),
    normalize: v.boolean(),
    maxTokens: count(1, 1_000_000),
    documentPrefix: text(10_000),
    queryPrefix: text(10_000),
  }),
  steps: v.objectWithRest(
    {
      graph: v.objectWithRest(
        { metric: v.picklist(['cosine', 'ip', 'l2']), k: count(0, LIMITS.papers) },
        scalar,
      ),
      index: v.nullable(
        v.objectWithRest(
          { M: count(1, 10_000), efConstruction: count(1, LIMITS.papers), ef: count(1, LIMITS.papers), seed },
          scalar,
        ),
      ),
      projection: v.objectWithRest(
        {
          nNeighbors: count(1, LIMITS.papers),
          minDist: v.pipe(v.number(), v.finite(), v.minValue(0)),
          nEpochs: count(0, 1_000_000),
          seed,
        },
        scalar,
      ),
      regions: v.record(v.string(), scalar),
    },
    v.nullable(v.record(v.string(), scalar)),
  ),
  quality: v.objectWithRest(
    { recallAt10: share, trustworthiness: share, continuity: share, keptNeighbors: share },
    figure,
  ),
  kinds: v.record(v.string(), KIND_SCHEMA),
};

const MANIFEST_SCHEMA = v.object({
  format: v.literal(FORMAT_VERSION),
  atlasId: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  generation: count(1, Number.MAX_SAFE_INTEGER),
  ...CONTENT_ENTRIES,
});

/** The keys of a manifest in the order in which they are written: what people look for comes first. */
const KEY_ORDER = Object.keys(MANIFEST_SCHEMA.entries);

export interface ParseManifestOptions {
  /** Where the manifest comes from, for messages. */
  readonly location?: string | undefined;
  /**
   * The kinds that the reader understands. Another kind (or a type of values that this version does not know) is ignored
   * when it is marked optional, and refused when not. Left out: kinds are not judged (for tools that only list files).
   */
  readonly kinds?: readonly string[] | undefined;
}

/**
 * The manifest in `bytes`, with every number and name in it checked, so that nothing it claims has to be doubted again
 * except the contents of the files.
 *
 * @throws ExplorerError ATLAS_DAMAGED for what is no manifest or claims what cannot be; ATLAS_UNSUPPORTED for another
 *   version of the format, or a kind that has to be understood and is not.
 */
export function parseManifest(bytes: Uint8Array, options: ParseManifestOptions = {}): AtlasManifest {
  const location = options.location ?? 'atlas';
  if (bytes.length > LIMITS.manifestBytes)
    throw damagedFileError(
      location,
      MANIFEST_FILE,
      `holds ${bytes.length} bytes`,
      `at most ${LIMITS.manifestBytes}`,
    );
  const sealProblem = findSealProblem(bytes);
  if (sealProblem !== null)
    throw damagedFileError(location, MANIFEST_FILE, sealProblem, 'the manifest of an atlas');
  const value = parseJson(bytes, location);
  checkFormat(value, location);
  const problem = findProblem(value);
  if (typeof problem === 'string')
    throw damagedFileError(location, MANIFEST_FILE, problem, 'the manifest of an atlas, format 1');
  if (options.kinds !== undefined) checkKinds(problem, options.kinds, location);
  return problem;
}

/** Reads and parses the manifest: the first thing that whoever opens an atlas does. */
export async function readManifest(
  files: AtlasFiles,
  options: { readonly kinds?: readonly string[] | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<AtlasManifest> {
  const bytes = await files.read(MANIFEST_FILE, { maxBytes: LIMITS.manifestBytes, signal: options.signal });
  return parseManifest(bytes, { location: files.location, kinds: options.kinds });
}

/**
 * JSON with two spaces and a checksum of itself as its last field; the same manifest gives the same bytes, whatever the
 * order of its keys.
 *
 * @throws ExplorerError INVALID_ARGUMENT when a reader would refuse it.
 */
export function encodeManifest(manifest: AtlasManifest): Uint8Array<ArrayBuffer> {
  const problem = findProblem(manifest);
  if (typeof problem === 'string') throw invalidManifest(problem);
  const ordered: Record<string, unknown> = {};
  for (const key of KEY_ORDER) ordered[key] = sortKeys(problem[key as keyof AtlasManifest]);
  const bytes = sealJson(ordered);
  if (bytes.length > LIMITS.manifestBytes)
    throw invalidManifest(
      `it takes ${bytes.length} bytes of at most ${LIMITS.manifestBytes}; put more rows in a shard`,
    );
  return bytes;
}

/**
 * The id of an atlas that is built for the first time: made from its content, so that two builds of one input are the
 * same bytes. 32 hex digits.
 */
export function deriveAtlasId(content: ManifestContent): string {
  return sha256HexOfText(JSON.stringify(sortKeys(content))).slice(0, 32);
}

/** What can still be told of a manifest that is damaged otherwise, so that a rebuild keeps the atlas' identity. */
export function salvageIdentity(bytes: Uint8Array): Pick<AtlasManifest, 'atlasId' | 'generation'> | null {
  try {
    const { atlasId, generation } = MANIFEST_SCHEMA.entries;
    const identity = v.safeParse(v.object({ atlasId, generation }), parseJson(bytes, ''));
    return identity.success ? identity.output : null;
  } catch {
    return null;
  }
}

function parseJson(bytes: Uint8Array, location: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), (key, value) => {
      if (key === '__proto__') throw new SyntaxError('a key is called __proto__');
      return value;
    });
  } catch (cause) {
    // A RangeError is JSON that is nested too deep for the stack.
    const why = cause instanceof Error ? printable(cause.message, 200) : 'unknown reason';
    throw damagedFileError(location, MANIFEST_FILE, `is no JSON (${why})`, 'the manifest of an atlas', cause);
  }
}

function checkFormat(value: unknown, location: string): void {
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  if (format === FORMAT_VERSION) return;
  if (typeof format !== 'number')
    throw damagedFileError(
      location,
      MANIFEST_FILE,
      'names no format',
      'the manifest of an atlas, with "format": 1',
    );
  throw new ExplorerError(
    'ATLAS_UNSUPPORTED',
    `${location} has format ${format}, this version reads format ${FORMAT_VERSION}; update Paper Atlas, or build the atlas again with this version into another folder`,
    { details: { location, file: MANIFEST_FILE, format, supported: FORMAT_VERSION } },
  );
}

/** The manifest in plain objects of its own, or what is wrong with it. */
function findProblem(value: unknown): AtlasManifest | string {
  const kinds: unknown =
    typeof value === 'object' && value !== null && 'kinds' in value ? value.kinds : undefined;
  // Before the schema, because a record drops names such as `constructor` without a word.
  for (const kind of Object.keys(kinds ?? {})) {
    if (!isKindName(kind)) return `has a kind called ${quoteName(kind)}`;
  }
  const result = v.safeParse(MANIFEST_SCHEMA, value, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    return printable(`has a wrong ${v.getDotPath(issue) ?? 'value'} (${issue.message})`, 300);
  }
  return findCountProblem(result.output) ?? result.output;
}

function findCountProblem({ counts, model, kinds }: AtlasManifest): string | null {
  if (counts.dimension !== model.dimension)
    return `has counts.dimension ${counts.dimension} and model.dimension ${model.dimension}`;
  const entries = Object.entries(kinds);
  const shards = entries.reduce((sum, [, entry]) => sum + entry.shards.length, 0);
  if (entries.length > LIMITS.kinds || shards > LIMITS.shards)
    return `lists ${shards} shards of ${entries.length} kinds (limits: ${LIMITS.shards} and ${LIMITS.kinds})`;
  for (const [kind, entry] of entries) {
    const problem = findKindProblem(kind, entry);
    if (problem !== null) return `has a wrong kinds.${kind}: ${problem}`;
  }
  return null;
}

function checkKinds(manifest: AtlasManifest, known: readonly string[], location: string): void {
  for (const [kind, { optional, dtype }] of Object.entries(manifest.kinds)) {
    if (optional || (known.includes(kind) && isDtype(dtype))) continue;
    throw new ExplorerError(
      'ATLAS_UNSUPPORTED',
      `${location} holds "${kind}" (${dtype}), which this version does not know and may not leave out; update Paper Atlas, or build the atlas again with this version into another folder`,
      { details: { location, file: MANIFEST_FILE, kind, dtype, known } },
    );
  }
}

function invalidManifest(problem: string): ExplorerError {
  return new ExplorerError(
    'INVALID_ARGUMENT',
    `the manifest cannot be written: ${problem}; expected what parseManifest accepts`,
  );
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort())
    sorted[key] = sortKeys((value as Record<string, unknown>)[key]);
  return sorted;
}
