import { expect, test } from 'vitest';
import { venueKind } from './venue-kind.ts';

test.each([
  ['NeurIPS', 'proceedings'],
  ['NeurIPS 2023', 'proceedings'],
  ["CHI '24", 'proceedings'],
  ['colm', 'proceedings'],
  ['Findings of EMNLP 2021', 'proceedings'],
  ['Proceedings of the 29th Symposium on Operating Systems Principles', 'proceedings'],
  ['Workshop on Insights from Negative Results in NLP', 'proceedings'],
  ['Journal of Machine Learning Research', 'journal'],
  ['Transactions of the Association for Computational Linguistics', 'journal'],
  ['Nature', 'journal'],
  ['Proceedings of the National Academy of Sciences', 'journal'],
  ['Proceedings of the IEEE', 'journal'],
  ['Proceedings of the IEEE Conference on Computer Vision', 'proceedings'],
  ['PNAS', 'journal'],
  ['ACL injuries', 'journal'],
  ['', 'journal'],
])('%s is a venue of kind %s', (venue, kind) => {
  expect(venueKind(venue)).toBe(kind);
});
