import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import hnswlib from 'hnswlib-node';
import { rowOf, type VectorMatrix } from '../../src/math/matrix.ts';
import { createExactIndex } from '../../src/vector-index/exact.ts';
import { buildHnswIndex, saveHnswIndex } from '../../src/vector-index/hnsw.ts';
import { HNSW_DEFAULTS } from '../../src/vector-index/hnsw-parameters.ts';

/** An index that answers; each uses one thread. */
export interface BuiltIndex {
  /** The k nearest rows of each query, one query after the other; `ef` means nothing to an exact index. */
  search(queries: VectorMatrix, k: number, ef: number): Promise<Int32Array>;
  /** Bytes of the index on disk; null where it has no file. */
  measureBytes(): Promise<number | null>;
  dispose(): Promise<void>;
}

export interface Contender {
  readonly name: string;
  readonly isExact: boolean;
  build(vectors: VectorMatrix): Promise<BuiltIndex>;
}

const { M, efConstruction, seed } = HNSW_DEFAULTS;

/** All with the same M and efConstruction, by cosine, on the same vectors. */
export function listContenders(peersFolder: string): readonly Contender[] {
  return [
    { name: 'exact', isExact: true, build: buildExact },
    { name: 'Paper Atlas', isExact: false, build: buildOurs },
    { name: 'hnswlib-node', isExact: false, build: buildRaw },
    { name: 'usearch', isExact: false, build: (vectors) => buildUsearch(vectors, peersFolder) },
  ];
}

async function buildExact(vectors: VectorMatrix): Promise<BuiltIndex> {
  const index = createExactIndex(vectors);
  return {
    search: async (queries, k) => (await index.search(queries, k)).indices,
    measureBytes: async () => null,
    dispose: () => index.dispose(),
  };
}

async function buildOurs(vectors: VectorMatrix): Promise<BuiltIndex> {
  const index = await buildHnswIndex(vectors);
  return {
    search: async (queries, k, ef) => (await index.search(queries, k, { ef })).indices,
    measureBytes: () => measureFile((path) => saveHnswIndex(index, path)),
    dispose: () => index.dispose(),
  };
}

async function buildRaw(vectors: VectorMatrix): Promise<BuiltIndex> {
  const index = new hnswlib.HierarchicalNSW('cosine', vectors.dimension);
  index.initIndex(vectors.count, M, efConstruction, seed);
  for (let row = 0; row < vectors.count; row++) index.addPoint(Array.from(rowOf(vectors, row)), row);
  return {
    async search(queries, k, ef) {
      const found = new Int32Array(queries.count * k).fill(-1);
      index.setEf(ef);
      for (let query = 0; query < queries.count; query++) {
        found.set(index.searchKnn(Array.from(rowOf(queries, query)), k).neighbors, query * k);
      }
      return found;
    },
    measureBytes: () => measureFile((path) => index.writeIndex(path)),
    // There is no other way to free it before the garbage collector does.
    dispose: async () => index.initIndex(1),
  };
}

/** What the bench uses of the package, whose own types do not resolve from here. */
interface Usearch {
  readonly Index: new (options: Record<string, string | number>) => UsearchIndex;
}
interface UsearchIndex {
  add(keys: BigUint64Array, vectors: Float32Array, threads: number): void;
  search(queries: Float32Array, k: number, threads: number): { readonly keys: BigUint64Array };
  save(path: string): void;
  load(path: string): void;
}

/** Its `ef` is fixed when it is made, so that each `ef` has the saved index loaded anew. */
async function buildUsearch(
  { data, count, dimension }: VectorMatrix,
  peersFolder: string,
): Promise<BuiltIndex> {
  const { Index } = createRequire(join(peersFolder, 'package.json'))('usearch') as Usearch;
  const folder = await mkdtemp(join(tmpdir(), 'paper-atlas-bench-'));
  const path = join(folder, 'index.usearch');
  const create = (ef: number): UsearchIndex =>
    new Index({
      metric: 'cos',
      dimensions: dimension,
      quantization: 'f32',
      connectivity: M,
      expansion_add: efConstruction,
      expansion_search: ef,
    });
  const keys = BigUint64Array.from({ length: count }, (_, row) => BigInt(row));
  const built = create(HNSW_DEFAULTS.ef);
  built.add(keys, data, 1);
  const byEf = new Map<number, UsearchIndex>();
  return {
    async search(queries, k, ef) {
      let index = byEf.get(ef);
      if (index === undefined) {
        byEf.clear();
        built.save(path);
        index = create(ef);
        index.load(path);
        byEf.set(ef, index);
      }
      const found = new Int32Array(queries.count * k);
      for (let query = 0; query < queries.count; query++) {
        const { keys } = index.search(rowOf(queries, query), k, 1);
        for (let i = 0; i < k; i++) found[query * k + i] = Number(keys[i]);
      }
      return found;
    },
    async measureBytes() {
      built.save(path);
      return (await stat(path)).size;
    },
    async dispose() {
      byEf.clear();
      await rm(folder, { recursive: true });
    },
  };
}

async function measureFile(save: (path: string) => unknown): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'paper-atlas-bench-'));
  try {
    await save(join(folder, 'index'));
    return (await stat(join(folder, 'index'))).size;
  } finally {
    await rm(folder, { recursive: true });
  }
}
