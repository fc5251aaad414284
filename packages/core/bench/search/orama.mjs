// Orama's hybrid search on the same vectors: with no cut-off and our weights, and as it comes.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { textOf } from './corpus.mjs';
import { addEach, measureBuild } from './memory.mjs';

const PROPERTIES = ['title', 'abstract'];

export async function open({ peersFolder, limit }, { papers, vectors, dimension, queries, vectorOfQuery }) {
  const require = createRequire(join(peersFolder, 'package.json'));
  const { create, insert, search } = await import(pathToFileURL(require.resolve('@orama/orama')).href);
  const vectorOf = (row) => Array.from(vectors.subarray(row * dimension, (row + 1) * dimension));
  const schema = { id: 'string', title: 'string', abstract: 'string', embedding: `vector[${dimension}]` };
  const database = create({ schema });
  const build = await measureBuild(() =>
    addEach(papers, ({ id, title, abstract }, row) =>
      insert(database, { id, title, abstract, embedding: vectorOf(row) }),
    ),
  );
  const ask = async (term, vector, options) => {
    const found = await search(database, {
      mode: 'hybrid',
      term,
      vector: { value: Array.from(vector), property: 'embedding' },
      properties: PROPERTIES,
      limit: limit + 1,
      ...options,
    });
    return found.hits.map(({ id }) => id);
  };
  const weights = (vector) => ({ similarity: 0, hybridWeights: { text: 1 - vector, vector } });
  return {
    build,
    modes: {
      hybrid: async (query) =>
        (await ask(queries[query], vectorOfQuery(query), weights(0.7))).slice(0, limit),
      'as it comes': async (query) => (await ask(queries[query], vectorOfQuery(query), {})).slice(0, limit),
      similar: async (row) => {
        const { id } = papers[row];
        const ids = await ask(textOf(papers[row]), vectorOf(row), weights(0.8));
        return ids.filter((other) => other !== id).slice(0, limit);
      },
    },
  };
}
