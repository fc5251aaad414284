import { parseQuery } from 'paper-atlas';
import { expect, test } from 'vitest';
import { writtenFilterOf } from './written-filter.ts';

test.each([
  ['snow year:1800', { text: 'year:1800', column: 'year', words: 'snow' }],
  ['author:foo', { text: 'author:foo', column: 'author', words: '' }],
  ['-author:foo', { text: '-author:foo', column: null, words: '' }],
  ['year:1800 venue:ACL radar', { text: 'year:1800 venue:ACL', column: null, words: 'radar' }],
  ['snow -radar', { text: '-radar', column: null, words: 'snow' }],
])('%s filters by %o', (query, written) => {
  expect(writtenFilterOf(parseQuery(query))).toEqual(written);
});

test('words alone filter by nothing', () => {
  expect(writtenFilterOf(parseQuery('snow and radar'))).toBeNull();
});
