// Paper Atlas, from its build: an atlas folder that is opened. The vector of a query is the one that was made before.
import { openAtlas } from '../../dist/node.js';

export async function open({ atlas: folder, limit }, { queries, vectorOfQuery, dimension }) {
  let asked = 0;
  const embedder = async (model) => ({
    model,
    embed: async () => ({ data: vectorOfQuery(asked), count: 1, dimension }),
    dispose: async () => {},
  });
  const atlas = await openAtlas(folder, { embedder });
  const idsOf = (hits) => hits.map(({ paper }) => paper.id);
  const search = (mode) => async (query) => {
    asked = query;
    return idsOf(await atlas.search(queries[query], { mode, limit, isPlain: true }));
  };
  return {
    modes: {
      hybrid: search('hybrid'),
      semantic: search('semantic'),
      keyword: search('keyword'),
      similar: async (row) => idsOf(await atlas.similar(atlas.papers[row].id, { limit })),
    },
    close: () => atlas.dispose(),
  };
}
