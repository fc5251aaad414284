// What the contenders of the bench `search` are given, read from the folder that `prepare.ts` wrote.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} name @returns {Float32Array} */
function readVectors(folder, name) {
  return new Float32Array(Uint8Array.from(readFileSync(join(folder, name))).buffer);
}

function readJson(folder, name) {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

/**
 * @param {string} folder
 * @param {readonly string[]} needs `papers`, `vectors`, or both; the queries are always there
 */
export function readCorpus(folder, needs) {
  const { queries, dimension } = readJson(folder, 'queries.json');
  const queryVectors = readVectors(folder, 'queries.f32');
  return {
    dimension,
    queries,
    vectorOfQuery: (query) => queryVectors.subarray(query * dimension, (query + 1) * dimension),
    papers: needs.includes('papers') ? readJson(folder, 'papers.json') : [],
    vectors: needs.includes('vectors') ? readVectors(folder, 'vectors.f32') : new Float32Array(0),
  };
}

/** Title and abstract, as they are embedded. */
export function textOf({ title, abstract }) {
  return `${title} ${abstract}`.trim();
}
