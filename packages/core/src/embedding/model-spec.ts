import { ExplorerError } from '../errors.ts';
import { sha256HexOfText } from '../math/sha256.ts';

/** How token vectors become one vector a text. */
export type Pooling = 'mean' | 'cls';

/** Everything that decides what vector a text gets. Vectors of two specs are never mixed. */
export interface ModelSpec {
  /** Hub name or folder name, as `Xenova/all-MiniLM-L6-v2`. */
  readonly id: string;
  /** SHA-256 of the ONNX file, 64 hex digits. */
  readonly sha256: string;
  /** Weight format, as transformers.js names it: `q8`, `fp32`, `fp16`… */
  readonly dtype: string;
  /** Values a vector. */
  readonly dimension: number;
  readonly pooling: Pooling;
  /** True when vectors are scaled to unit length. */
  readonly normalize: boolean;
  /** Longest input in tokens, special tokens included; the rest of a text is cut off. */
  readonly maxTokens: number;
  /** Put before a text that is stored. */
  readonly documentPrefix: string;
  /** Put before a text that asks. */
  readonly queryPrefix: string;
}

/** The model that travels with Paper Atlas: 22 million parameters, English, 384 values a vector. */
export const DEFAULT_MODEL_ID = 'Xenova/all-MiniLM-L6-v2';

/** A model's own small files, parsed; `null` where the model has none. */
export interface ModelFiles {
  /** `config.json` */
  readonly config: unknown;
  /** `sentence_bert_config.json` */
  readonly sentenceConfig: unknown;
  /** `1_Pooling/config.json` */
  readonly poolingConfig: unknown;
}

/** What a family of models does not write into its files. */
interface FamilyDefaults {
  readonly pooling: Pooling;
  readonly maxTokens: number;
  readonly documentPrefix: string;
  readonly queryPrefix: string;
}

/** Families by the last part of their name; the figures are those of their model cards. */
const FAMILIES: readonly (readonly [RegExp, FamilyDefaults])[] = [
  [
    /^bge-(small|base|large)-en(-v1\.5)?$/,
    {
      pooling: 'cls',
      maxTokens: 512,
      documentPrefix: '',
      queryPrefix: 'Represent this sentence for searching relevant passages: ',
    },
  ],
  [/^gte-(small|base|large)$/, { pooling: 'mean', maxTokens: 512, documentPrefix: '', queryPrefix: '' }],
  [
    /^(multilingual-)?e5-(small|base|large)(-v2)?$/,
    { pooling: 'mean', maxTokens: 512, documentPrefix: 'passage: ', queryPrefix: 'query: ' },
  ],
  [/^all-MiniLM-L(6|12)-v2$/, { pooling: 'mean', maxTokens: 256, documentPrefix: '', queryPrefix: '' }],
  [/^all-mpnet-base-v2$/, { pooling: 'mean', maxTokens: 384, documentPrefix: '', queryPrefix: '' }],
];

function positiveInteger(from: unknown, name: string): number | undefined {
  if (typeof from !== 'object' || from === null) return undefined;
  const value: unknown = Reflect.get(from, name);
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

function poolingOf(poolingConfig: unknown): Pooling | undefined {
  if (typeof poolingConfig !== 'object' || poolingConfig === null) return undefined;
  if (Reflect.get(poolingConfig, 'pooling_mode_cls_token') === true) return 'cls';
  if (Reflect.get(poolingConfig, 'pooling_mode_mean_tokens') === true) return 'mean';
  return undefined;
}

/**
 * The spec of a model: what its own files say, else what is known of its family.
 *
 * @param asked.maxTokens taken instead of the model's usual length, as far as the model has positions for it
 * @throws ExplorerError MODEL_UNSUPPORTED when neither says how its token vectors are pooled: guessing would give
 *   vectors that look right and are not.
 */
export function parseModelSpec(
  identity: { id: string; sha256: string; dtype: string },
  files: ModelFiles,
  asked: { readonly maxTokens?: number | undefined } = {},
): ModelSpec {
  const { id } = identity;
  const name = id.split('/').at(-1) ?? id;
  const family = FAMILIES.find(([pattern]) => pattern.test(name))?.[1];
  const dimension = positiveInteger(files.config, 'hidden_size');
  if (dimension === undefined) {
    throw new ExplorerError(
      'MODEL_UNSUPPORTED',
      `the config.json of ${id} has no "hidden_size"; expected an encoder model such as ${DEFAULT_MODEL_ID}`,
      { details: { model: id } },
    );
  }
  const pooling = poolingOf(files.poolingConfig) ?? family?.pooling;
  if (pooling === undefined) {
    throw new ExplorerError(
      'MODEL_UNSUPPORTED',
      `${id} has no 1_Pooling/config.json with mean or CLS pooling and is of no known family; add that file from the model's page to its folder`,
      { details: { model: id } },
    );
  }
  const positions = positiveInteger(files.config, 'max_position_embeddings') ?? 512;
  const maxTokens =
    asked.maxTokens ??
    positiveInteger(files.sentenceConfig, 'max_seq_length') ??
    family?.maxTokens ??
    positions;
  return {
    ...identity,
    dimension,
    pooling,
    normalize: true,
    maxTokens: Math.min(maxTokens, positions),
    documentPrefix: family?.documentPrefix ?? '',
    queryPrefix: family?.queryPrefix ?? '',
  };
}

/** All but the name: a model may be kept under another one, the checksum says whether it is the same. */
const DECIDING_FIELDS = [
  'sha256',
  'dtype',
  'dimension',
  'pooling',
  'normalize',
  'maxTokens',
  'documentPrefix',
  'queryPrefix',
] as const satisfies readonly (keyof ModelSpec)[];

/** Names of the fields in which two specs differ, in the order of {@link ModelSpec}; empty when their vectors may be mixed. */
export function diffModelSpecs(a: ModelSpec, b: ModelSpec): (keyof ModelSpec)[] {
  return DECIDING_FIELDS.filter((field) => a[field] !== b[field]);
}

/** 64 hex digits, the same for two specs exactly when {@link diffModelSpecs} finds no difference. */
export function digestModelSpec(spec: ModelSpec): string {
  return sha256HexOfText(JSON.stringify(DECIDING_FIELDS.map((field) => spec[field])));
}

/** @throws ExplorerError MODEL_MISMATCH when vectors of `actual` must not be compared with those of `expected`. */
export function assertSameModel(expected: ModelSpec, actual: ModelSpec, what: string): void {
  const differing = diffModelSpecs(expected, actual);
  if (differing.length === 0) return;
  const listed = differing
    .map((field) => `${field} ${JSON.stringify(actual[field])} instead of ${JSON.stringify(expected[field])}`)
    .join(', ');
  throw new ExplorerError(
    'MODEL_MISMATCH',
    `${what} was made with ${expected.id}, the model at hand is ${actual.id}: ${listed}; give the first model or build again with the second`,
    { details: { expected, actual, differing } },
  );
}
