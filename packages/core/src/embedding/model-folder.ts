import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { ExplorerError, isExplorerError } from '../errors.ts';
import type { LongTask } from '../task.ts';
import { downloadModel } from './hub.ts';
import { DEFAULT_MODEL_ID, type ModelSpec, parseModelSpec } from './model-spec.ts';

/** A model on this machine: its folder and what it is. */
export interface ModelFolder {
  readonly path: string;
  readonly spec: ModelSpec;
}

export interface OpenModelOptions extends LongTask {
  /** Tokens after which a text is cut, instead of the model's usual length; at most as many as it has positions. */
  readonly maxTokens?: number | undefined;
}

/** Weight files by the dtype that transformers.js gives them, best for CPUs first. */
const WEIGHT_FILES = [
  ['q8', 'model_quantized.onnx'],
  ['fp32', 'model.onnx'],
  ['fp16', 'model_fp16.onnx'],
] as const;

/** Where a model folder has the weights of a dtype; `onnx/model.onnx` for one that is not known here. */
export function weightFileOf(dtype: string): string {
  return `onnx/${WEIGHT_FILES.find(([known]) => known === dtype)?.[1] ?? 'model.onnx'}`;
}

/** A hub name: `owner/name`, neither beginning with a dot. */
const HUB_NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]*\/[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/**
 * Finds a model, reads its spec and checks its files.
 *
 * @param model a folder, or a hub name that is looked up in the models that travel with Paper Atlas, then in the
 *   cache of earlier downloads, then on the hub. Default: {@link DEFAULT_MODEL_ID}, which travels with it.
 * @throws ExplorerError MODEL_NOT_FOUND when it is nowhere: the message lists each place and how to provide it.
 *   Another model is never taken instead.
 * @throws ExplorerError MODEL_DAMAGED when a file differs from its SHA256SUMS.
 */
export async function openModelFolder(
  model = DEFAULT_MODEL_ID,
  options: OpenModelOptions = {},
): Promise<ModelFolder> {
  const looksLikePath =
    model.startsWith('.') ||
    model.startsWith('~/') ||
    model !== model.split('\\').join('/') ||
    resolve(model) === model;
  if (looksLikePath || existsSync(join(model, 'config.json'))) {
    const path = resolve(model.startsWith('~/') ? join(homedir(), model.slice(2)) : model);
    if (!existsSync(join(path, 'config.json'))) {
      throw new ExplorerError(
        'MODEL_NOT_FOUND',
        `no model at ${path}: expected a folder with config.json, tokenizer.json and onnx/model_quantized.onnx`,
        { details: { model, tried: [path] } },
      );
    }
    return readModelFolder(path, `${basename(dirname(path))}/${basename(path)}`, options);
  }
  if (!HUB_NAME.test(model)) {
    throw new ExplorerError(
      'MODEL_NOT_FOUND',
      `"${model}" is neither a folder here nor a hub name; expected a path, or a name like ${DEFAULT_MODEL_ID}`,
      { details: { model, tried: [resolve(model)] } },
    );
  }
  const tried = [...bundledModelFolders(), modelCacheFolder()].map((folder) => join(folder, model));
  const present = tried.find((path) => existsSync(join(path, 'config.json')));
  if (present !== undefined) return readModelFolder(present, model, options);
  const cached = join(modelCacheFolder(), model);
  try {
    await downloadModel(model, cached, options);
  } catch (cause) {
    if (isExplorerError(cause, 'ABORTED')) throw cause;
    const places = tried.map((path) => `\n  ${path}`).join('');
    throw new ExplorerError(
      'MODEL_NOT_FOUND',
      `the model ${model} was not found; looked in${places}\n  the hub (${cause instanceof Error ? cause.message : String(cause)})\n` +
        `To provide it: give its folder (--model PATH), copy it to ${cached}, or connect to the hub once`,
      { cause, details: { model, tried } },
    );
  }
  return readModelFolder(cached, model, options);
}

/** Where models travel: beside the installed package, or in `data/models` of the repository. */
function bundledModelFolders(): string[] {
  const packageFolder = fileURLToPath(new URL('../../', import.meta.url));
  return [join(packageFolder, 'models'), resolve(packageFolder, '../../data/models')];
}

/** Downloads are kept here: `$PAPER_ATLAS_CACHE/models`, else `paper-atlas/models` in the user's cache folder. */
function modelCacheFolder(): string {
  const { PAPER_ATLAS_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (PAPER_ATLAS_CACHE) return join(PAPER_ATLAS_CACHE, 'models');
  return join(XDG_CACHE_HOME || LOCALAPPDATA || join(homedir(), '.cache'), 'paper-atlas', 'models');
}

async function readModelFolder(
  path: string,
  id: string,
  { maxTokens }: OpenModelOptions,
): Promise<ModelFolder> {
  const weights = WEIGHT_FILES.find(([, file]) => existsSync(join(path, 'onnx', file)));
  if (weights === undefined) {
    throw new ExplorerError(
      'MODEL_NOT_FOUND',
      `the model folder ${path} has no weights; expected onnx/${WEIGHT_FILES.map(([, file]) => file).join(', onnx/')} (the first found is used)`,
      { details: { path } },
    );
  }
  for (const file of ['tokenizer.json', 'tokenizer_config.json']) {
    if (!existsSync(join(path, file)))
      throw new ExplorerError('MODEL_NOT_FOUND', `the model folder ${path} has no ${file}; copy it there`, {
        details: { path, file },
      });
  }
  const [dtype, file] = weights;
  const sums = await readChecksums(path);
  const checksums = new Map<string, string>();
  const names = new Set([`onnx/${file}`, ...sums.keys()]);
  await Promise.all(
    [...names].map(async (name) => checksums.set(name, await hashFile(join(path, name), path))),
  );
  for (const [name, expected] of sums) {
    const actual = checksums.get(name);
    if (actual !== expected) {
      throw new ExplorerError(
        'MODEL_DAMAGED',
        `${join(path, name)} has SHA-256 ${actual}; its SHA256SUMS says ${expected}: copy the file again`,
        { details: { file: join(path, name), expected, actual } },
      );
    }
  }
  const [config, sentenceConfig, poolingConfig] = await Promise.all(
    ['config.json', 'sentence_bert_config.json', '1_Pooling/config.json'].map((name) =>
      readJson(join(path, name)),
    ),
  );
  const identity = { id, sha256: checksums.get(`onnx/${file}`)!, dtype };
  return { path, spec: parseModelSpec(identity, { config, sentenceConfig, poolingConfig }, { maxTokens }) };
}

/** `SHA256SUMS` as `sha256sum` writes it: name -> 64 hex digits. Empty when the folder has none. */
async function readChecksums(path: string): Promise<Map<string, string>> {
  const file = join(path, 'SHA256SUMS');
  if (!existsSync(file)) return new Map();
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line, number) => {
      const match = /^([0-9a-f]{64}) [ *](.+)$/.exec(line.trim());
      const name = match?.[2] ?? '';
      if (match === null || name.startsWith('/') || name.split(/[\\/]/).includes('..')) {
        throw new ExplorerError(
          'MODEL_DAMAGED',
          `${file}, line ${number + 1}: expected 64 hex digits, two spaces and a file of this folder`,
          { details: { file, line: number + 1 } },
        );
      }
      return [name, match[1]!];
    }),
  );
}

async function hashFile(path: string, folder: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  } catch (cause) {
    throw new ExplorerError(
      'MODEL_DAMAGED',
      `${path} cannot be read; put the files of ${folder} there again`,
      {
        cause,
        details: { file: path },
      },
    );
  }
  return hash.digest('hex');
}

async function readJson(path: string): Promise<unknown> {
  const info = await stat(path).catch(() => null);
  if (info === null) return null;
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new ExplorerError('MODEL_DAMAGED', `${path} is not JSON; copy the file again`, {
      cause,
      details: { file: path },
    });
  }
}
