const number = new Intl.NumberFormat('en');
const percent = (share: number) => `${(100 * share).toFixed(1).replace(/\.0$/, '')}\u00a0%`;

/** Words of what stands behind the page: the atlas, its model and map, the program and its licences. */
export const aboutWords = {
  menu: 'About this atlas',
  title: 'About this atlas',
  close: 'Close',
  none: 'No atlas is open.',
  /** The last sentence of the help leads here. */
  open: 'About this atlas, its model and its map',
  atlas: 'Atlas',
  papers: 'Papers',
  count: (n: number) => number.format(n),
  id: 'Identity',
  generation: (generation: number, format: number) =>
    `${generation === 1 ? 'built once' : `state ${generation} of its builds`}, format ${format}`,
  generationName: 'Builds',
  model: 'Model',
  modelName: 'Reads for meaning',
  vectors: 'Vectors',
  vectorsOf: (dimension: number, dtype: string) => `${dimension} values a paper, weights ${dtype}`,
  reads: 'Of each text',
  readsOf: (tokens: number) => `the first ${number.format(tokens)} tokens`,
  map: 'Map',
  mapKind: 'Made by',
  mapParameters: (nNeighbors: number, minDist: number, seed: number) =>
    `UMAP, ${nNeighbors} neighbours, minimum distance ${minDist}, seed ${seed}`,
  kept: 'Keeps',
  keptOf: (share: number) => `${percent(share)} of each paper’s ten truly nearest among its ten nearest`,
  trustworthiness: 'Trustworthiness',
  trustworthinessOf: (share: number) =>
    `${share.toFixed(3)} of 1: how seldom it sets side by side what is far apart`,
  continuity: 'Continuity',
  continuityOf: (share: number) => `${share.toFixed(3)} of 1: how seldom it tears apart what is near`,
  program: 'Program',
  version: 'Version',
  versionOf: (version: string) => `Paper Atlas ${version}`,
  privacy: 'What you type',
  privacyOf: 'is sent nowhere: search and model run in this browser.',
  licences: 'Licences',
  /** Of what this page brings along. */
  licensed: [
    ['Paper Atlas', 'MIT'],
    ['all-MiniLM-L6-v2', 'Apache 2.0'],
    ['transformers.js', 'Apache 2.0'],
    ['ONNX Runtime', 'MIT'],
    ['D3', 'ISC'],
    ['idb', 'ISC'],
    ['Source Serif 4 and Inter', 'SIL Open Font License 1.1'],
  ] as readonly (readonly [work: string, licence: string])[],
  rights: 'The rights in titles and abstracts stay with their authors.',
} as const;
