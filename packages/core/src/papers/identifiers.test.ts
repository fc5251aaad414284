import { expect, test } from 'vitest';
import { findArxivId, normalizeArxivId, normalizeDoi, normalizeId, normalizeUrl } from './identifiers.ts';

test.each([
  ['10.1000/XYZ', '10.1000/xyz'],
  ['https://doi.org/10.1000/a%2Fb', '10.1000/a/b'],
  ['http://dx.doi.org/10.1000/x.', '10.1000/x'],
  ['doi: 10.1000/x', '10.1000/x'],
  ['https://doi.org/10.1000/%', '10.1000/%'],
  ['10.10/x', null],
  ['see 10.1000/x', null],
  ['', null],
])('the DOI %j is %j', (text, doi) => {
  expect(normalizeDoi(text)).toBe(doi);
});

test.each([
  ['2001.01234', '2001.01234'],
  ['arXiv:2001.01234v12', '2001.01234'],
  ['ARXIV: 0704.0001', '0704.0001'],
  ['https://arxiv.org/abs/2001.01234v2', '2001.01234'],
  ['http://export.arxiv.org/pdf/2001.01234v1.pdf', '2001.01234'],
  ['arXiv:2001.01234 [cs.LG]', '2001.01234'],
  ['10.48550/arXiv.2001.01234', '2001.01234'],
  ['https://doi.org/10.48550/arXiv.2001.01234', '2001.01234'],
  ['math.GT/0309136v1', 'math/0309136'],
  ['arXiv:hep-th/9901001', 'hep-th/9901001'],
  ['https://arxiv.org/abs/cs/0101001', 'cs/0101001'],
  ['2013.01234', null],
  ['10.1000/2001.01234', null],
  ['hal-01234567', null],
])('the arXiv id %j is %j', (text, id) => {
  expect(normalizeArxivId(text)).toBe(id);
});

test('an arXiv id is found in a venue', () => {
  expect(findArxivId('arXiv preprint arXiv:2001.01234.')).toBe('2001.01234');
  expect(findArxivId('Journal of arXiv studies')).toBeNull();
});

test('only http and https addresses are kept', () => {
  expect(normalizeUrl(' https://example.org ')).toBe('https://example.org/');
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///x',
    'example.org',
    '',
    `http://x/${'a'.repeat(3000)}`,
  ]) {
    expect(normalizeUrl(bad)).toBeNull();
  }
});

test('ids are cleaned and bounded', () => {
  expect(normalizeId(' a\u0000\nb ')).toBe('a b');
  expect(normalizeId(42)).toBe('42');
  for (const bad of ['', '  ', 'x'.repeat(257), null, {}, []]) expect(normalizeId(bad)).toBeNull();
});
