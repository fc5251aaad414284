import { ExplorerError } from '../errors.ts';
import { dot } from '../math/distance.ts';
import { createMatrix, rowOf, type VectorMatrix } from '../math/matrix.ts';
import { Pace } from '../task.ts';
import type { Embedder, EmbedTask, TextRole } from './embedder.ts';

/** Vectors that were made earlier, by the same {@link ModelSpec}. */
export interface VectorSource {
  /** What the vector of a text is found under; null: the text itself. */
  readonly keyOf: ((text: string, as: TextRole) => string) | null;
  /** True when there is nothing to be read, so that no key need be made; default false. */
  readonly isEmpty?: boolean | undefined;
  /**
   * Gives every vector that there is under its text or key, in any order; lent for the call. What cannot be believed is left out.
   *
   * @throws ExplorerError ABORTED
   */
  read(
    as: TextRole,
    give: (textOrKey: string, vector: Float32Array) => void,
    signal: AbortSignal | undefined,
  ): Promise<void>;
}

export interface ReuseOptions {
  /** Asked in this order: a vector comes from the first that has it. */
  readonly sources: readonly VectorSource[];
  /** Told before anything is embedded: how many of the texts each source had vectors for. */
  readonly onFound?:
    | ((found: {
        readonly as: TextRole;
        readonly total: number;
        readonly bySource: readonly number[];
      }) => void)
    | undefined;
  /** Told of each vector that is made, as soon as it is; lent for the call. */
  readonly onMade?: ((text: string, as: TextRole, vector: Float32Array) => void) | undefined;
}

/** How far the length of a vector that is kept or taken again may be from 1. */
const UNIT_TOLERANCE = 1e-3;

/**
 * An embedder that makes only the vectors which no source has, and each text once: what was embedded before, here or
 * elsewhere, need not be again. Progress begins with what was found, so that the speed is that of the embedding.
 *
 * @param embedder makes the others; disposed with the one that is given
 */
export function createReusingEmbedder(embedder: Embedder, options: ReuseOptions): Embedder {
  const { model } = embedder;
  return {
    model,

    async embed(texts: readonly string[], as: TextRole, task: EmbedTask = {}): Promise<VectorMatrix> {
      const { signal, onProgress, onVector } = task;
      const vectors = createMatrix(texts.length, model.dimension);
      const pace = new Pace(signal, 'embedding');
      const missing = await groupByText(texts, pace);
      let done = 0;
      const fill = (rows: readonly number[], vector: Float32Array): void => {
        for (const row of rows) {
          vectors.data.set(vector, row * model.dimension);
          onVector?.(row, vector);
        }
        done += rows.length;
      };

      const bySource: number[] = [];
      for (const source of options.sources) {
        const before = done;
        if (missing.size > 0 && source.isEmpty !== true) {
          const { keyOf } = source;
          const textOf = keyOf && (await textsByKey(missing.keys(), (text) => keyOf(text, as), pace));
          const give = (textOrKey: string, vector: Float32Array): void => {
            const text = textOf === null ? textOrKey : textOf.get(textOrKey);
            const rows = text === undefined ? undefined : missing.get(text);
            if (rows === undefined || !isUnitVector(vector, model.dimension)) return;
            missing.delete(text!);
            fill(rows, vector);
          };
          await source.read(as, give, signal);
        }
        bySource.push(done - before);
      }
      options.onFound?.({ as, total: texts.length, bySource });
      const report = (): void => onProgress?.({ stage: 'embed', done, total: texts.length });
      if (texts.length > 0) report();
      if (missing.size === 0) return vectors;

      const wanted = [...missing];
      const told = new Uint8Array(wanted.length);
      const take = (place: number, vector: Float32Array): void => {
        const [text, rows] = wanted[place]!;
        told[place] = 1;
        fill(rows, vector);
        if (isUnitVector(vector, model.dimension)) options.onMade?.(text, as, vector);
        report();
      };
      const made = await embedder.embed(
        wanted.map(([text]) => text),
        as,
        { signal, onVector: take },
      );
      assertShape(made, wanted.length, model.dimension);
      for (let place = 0; place < wanted.length; place++) {
        if (pace.isDue) await pace.rest();
        if (told[place] === 0) take(place, rowOf(made, place));
      }
      return vectors;
    },

    dispose: () => embedder.dispose(),
  };
}

/** Rows of each text, in the order in which the texts first come. */
async function groupByText(texts: readonly string[], pace: Pace): Promise<Map<string, number[]>> {
  const rowsOfText = new Map<string, number[]>();
  for (const [row, text] of texts.entries()) {
    const rows = rowsOfText.get(text);
    if (rows === undefined) rowsOfText.set(text, [row]);
    else rows.push(row);
    if (pace.isDue) await pace.rest();
  }
  return rowsOfText;
}

/** The texts by their keys. */
async function textsByKey(
  texts: Iterable<string>,
  keyOf: (text: string) => string,
  pace: Pace,
): Promise<Map<string, string>> {
  const textOfKey = new Map<string, string>();
  for (const text of texts) {
    textOfKey.set(keyOf(text), text);
    if (pace.isDue) await pace.rest();
  }
  return textOfKey;
}

/** A vector that no atlas could be written with is never kept: it would fail every later build. */
function isUnitVector(vector: Float32Array, dimension: number): boolean {
  if (vector.length !== dimension) return false;
  // False for a length that is no number, too.
  return Math.abs(Math.sqrt(dot(vector, 0, vector, 0, dimension)) - 1) <= UNIT_TOLERANCE;
}

function assertShape({ count, dimension, data }: VectorMatrix, rows: number, expected: number): void {
  if (count === rows && dimension === expected && data.length === rows * expected) return;
  throw new ExplorerError(
    'DIMENSION_MISMATCH',
    `the embedder gave ${count} × ${dimension} values (${data.length}); expected ${rows} × ${expected}, as its model says`,
    { details: { expected: [rows, expected], actual: [count, dimension] } },
  );
}
