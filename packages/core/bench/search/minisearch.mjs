// MiniSearch with a stemmer and a stop list, otherwise as it comes.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { textOf } from './corpus.mjs';
import { addEach, measureBuild } from './memory.mjs';

export async function open({ peersFolder, limit }, { papers, queries }) {
  const require = createRequire(join(peersFolder, 'package.json'));
  const load = (name) => import(pathToFileURL(require.resolve(name)).href);
  const [{ default: MiniSearch }, { stemmer }, { eng }] = await Promise.all(
    ['minisearch', 'stemmer', 'stopword'].map(load),
  );
  const stops = new Set(eng);
  const processTerm = (term) => {
    const lower = term.toLowerCase();
    return stops.has(lower) ? null : stemmer(lower);
  };
  const index = new MiniSearch({ fields: ['title', 'abstract'], processTerm });
  const build = await measureBuild(() => addEach(papers, (paper) => index.add(paper)));
  const search = (text) => index.search(text).slice(0, limit + 1);
  return {
    build: { ...build, terms: index.termCount },
    modes: {
      keyword: (query) =>
        search(queries[query])
          .slice(0, limit)
          .map(({ id }) => id),
      similar: (row) =>
        search(textOf(papers[row]))
          .map(({ id }) => id)
          .filter((id) => id !== papers[row].id)
          .slice(0, limit),
    },
  };
}
