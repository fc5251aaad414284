import { createMatrix, normalizeRows, rowOf, type VectorMatrix } from '../src/math/matrix.ts';
import { createRandom, type RandomGenerator } from '../src/math/random.ts';

export interface SyntheticOptions {
  readonly count: number;
  readonly dimension: number;
  readonly seed: number;
  /** Topics that the vectors gather around, of uneven size; default one for 50 vectors, at least 4. */
  readonly topics?: number;
}

/**
 * Vectors that are spread like the embeddings of papers: all share one direction, each belongs to a topic, varies within
 * it along a few dozen directions that all topics share (the low intrinsic dimension of text), and carries a little noise
 * of full dimension. Unit length. Fitted to 10,000 abstracts of papers embedded by all-MiniLM-L6-v2: cosine distance of the
 * first, tenth and hundredth neighbour .33, .42, .52 (here .35, .43, .53), of a random one .85 (.84), intrinsic dimension 22 (25).
 */
export function createSyntheticEmbeddings(options: SyntheticOptions): VectorMatrix {
  const { count, dimension, seed } = options;
  const topics = options.topics ?? Math.max(4, Math.round(count / 50));
  const random = createRandom(seed);
  const normal = createNormal(random);
  const factors = gaussian(FACTORS, dimension, 1 / Math.sqrt(dimension), normal);
  const common = gaussian(1, dimension, COMMON / Math.sqrt(dimension), normal);
  const centers = gaussian(topics, FACTORS, TOPIC / Math.sqrt(FACTORS), normal);
  const vectors = createMatrix(count, dimension);
  const weights = new Float64Array(FACTORS);
  for (let row = 0; row < count; row++) {
    const vector = rowOf(vectors, row);
    // The square makes some topics much larger than others.
    const center = rowOf(centers, Math.floor(random() ** 2 * topics));
    for (let f = 0; f < FACTORS; f++) weights[f] = center[f]! + (WITHIN / Math.sqrt(FACTORS)) * normal();
    for (let i = 0; i < dimension; i++) {
      let value = common.data[i]! + (NOISE / Math.sqrt(dimension)) * normal();
      for (let f = 0; f < FACTORS; f++) value += weights[f]! * factors.data[f * dimension + i]!;
      vector[i] = value;
    }
  }
  return normalizeRows(vectors);
}

/** Directions drawn uniformly: no structure at all, the worst that a graph index can be given. */
export function createUniformVectors({ count, dimension, seed }: SyntheticOptions): VectorMatrix {
  return normalizeRows(gaussian(count, dimension, 1, createNormal(createRandom(seed))));
}

const FACTORS = 40;
const COMMON = 0.42;
const TOPIC = 0.65;
const WITHIN = 0.7;
const NOISE = 0.4;

function gaussian(count: number, dimension: number, scale: number, normal: RandomGenerator): VectorMatrix {
  const matrix = createMatrix(count, dimension);
  for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = scale * normal();
  return matrix;
}

/** Standard normal numbers by the method of Box and Muller, doi:10.1214/aoms/1177706645. */
function createNormal(random: RandomGenerator): RandomGenerator {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
