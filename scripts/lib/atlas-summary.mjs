const WIDTH = 100;

/**
 * What was made, in a screenful.
 *
 * @param {import('./seed-atlas.mjs').BuildReport} report
 * @returns {string}
 */
export function formatSummary({ papers, model, regions, quality, stages }) {
  const figures = Object.entries(quality).filter(([, value]) => value !== null);
  /** @type {readonly (readonly [string, readonly string[]])[]} */
  const rows = [
    ['papers', [String(papers)]],
    ['model', [model.id, model.dtype, `${model.dimension} dimensions`, `${model.maxTokens} tokens`]],
    ...regionRows(regions),
    ['map', figures.map(([name, value]) => `${words(name)} ${Number(value).toFixed(3)}`)],
    ['time', stages.map(({ stage, seconds }) => `${stage} ${seconds.toFixed(1)} s`)],
  ];
  return rows.map(([name, parts]) => wrap(name, parts)).join('\n');
}

/**
 * @param {string} query
 * @param {readonly { readonly rank: number, readonly title: string, readonly similarity: number }[]} hits
 * @returns {string}
 */
export function formatHits(query, hits) {
  const lines = hits.map(({ rank, title, similarity }) => `  ${rank}  ${similarity.toFixed(3)}  ${title}`);
  return [`“${query}”`, ...lines].join('\n');
}

/**
 * One row a coarse region: its name and size, then its fine ones.
 *
 * @param {import('./seed-atlas.mjs').BuildReport['regions']} regions
 * @returns {(readonly [string, readonly string[]])[]}
 */
function regionRows(regions) {
  const coarse = regions.filter(({ level }) => level === 0);
  return coarse.map(({ id, name, size }, index) => {
    const fine = regions.filter(({ parent }) => parent === id).map((region) => region.name);
    return [index === 0 ? 'regions' : '', [`${name} (${size})${fine.length > 0 ? ':' : ''}`, ...fine]];
  });
}

/** @param {string} name `keptNeighbors`, `recallAt10` @returns {string} `kept neighbors`, `recall@10` */
function words(name) {
  return name.replace(/At(?=\d)/, '@').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** @param {string} name @param {readonly string[]} parts @returns {string} */
function wrap(name, parts) {
  let line = name.padEnd(9);
  let text = '';
  for (const [index, part] of parts.entries()) {
    const piece = index === parts.length - 1 ? part : part.endsWith(':') ? `${part} ` : `${part}, `;
    if (line.length + piece.length > WIDTH && line.trim() !== '') {
      text += `${line.trimEnd()}\n`;
      line = ' '.repeat(9);
    }
    line += piece;
  }
  return text + line.trimEnd();
}
