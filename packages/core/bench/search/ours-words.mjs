// The keyword index of Paper Atlas by itself, from its build: what building it costs.
import { buildKeywordIndex } from '../../dist/keyword-index/build-keyword-index.js';
import { measureBuild } from './memory.mjs';

export async function open(_job, { papers }) {
  let index;
  const build = await measureBuild(async () => {
    index = await buildKeywordIndex(papers);
  });
  return { build: { ...build, terms: index.termCount }, modes: {} };
}
