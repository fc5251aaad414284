/** Words of the page that is one file, where they are others than those of a page from a server. */
export const oneFileWords = {
  searches: 'Searches by words: this file holds no model',
  short: 'no model in this file',
  modelWhy: (id: string) =>
    `The model ${id} read these papers when the atlas was made, so nearest papers are near in meaning. It is not in this file: what you type is searched by its words, and sent nowhere.`,
  privacy: 'is sent nowhere: this page reaches no network.',
  /** What runs a model. */
  withoutWorks: ['all-MiniLM-L6-v2', 'transformers.js', 'ONNX Runtime'] as readonly string[],
  bibliography: 'Your bibliography',
  lead: 'Drop your bibliography anywhere on this page, or choose it, and see which of its papers are on this map and what to read next. It is read in this browser: nothing leaves your machine.',
  formats: 'BibTeX, RIS, CSV, TSV, JSON or JSONL, each also as .gz.',
  drop: 'Drop a bibliography here',
  noOther: 'This page shows the atlas that it holds and no other; open a zip with “paper-atlas serve”.',
  damaged: 'This file is damaged or cut off',
  damagedDo: 'Copy it again from where it came, or export it anew with “paper-atlas export”.',
} as const;
