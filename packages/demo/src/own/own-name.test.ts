import { expect, test } from 'vitest';
import { nameOfFiles } from './own-name.ts';

test.each([
  [['papers.bib'], 'papers'],
  [['my.list.jsonl.gz'], 'my.list'],
  [['thesis.atlas.zip'], 'thesis'],
  [['thesis.zip'], 'thesis'],
  [['notes'], 'notes'],
  [['.bib'], '.bib'],
  [['a.csv', 'b.ris', 'c.bib'], 'a + 2'],
])('%j is called %s', (names, called) => {
  expect(nameOfFiles(names.map((name) => ({ name })))).toBe(called);
});
