import { expect, test } from 'vitest';
import { suggestNames } from './suggestions.ts';

const titles = [
  'Invariant Graph Transformer',
  'Rationales for Sequential Predictions',
  'Neural Simulated Annealing',
];

test('a title with a slip finds the title', () => {
  expect(suggestNames('rationale for sequental prediction', titles)).toEqual([1]);
});

test('case and punctuation do not count', () => {
  expect(suggestNames('INVARIANT: graph-transformer!', titles)[0]).toBe(0);
});

test('nothing alike gives no suggestion', () => {
  expect(suggestNames('zzz', titles)).toEqual([]);
  expect(suggestNames('', titles)).toEqual([]);
});

test('the best comes first and no more than asked', () => {
  expect(
    suggestNames('neural graph transformer', ['Graph', 'Neural Graph Transformers', 'Graph Transformer'], 2),
  ).toEqual([1, 2]);
});
