import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseByteRange } from './byte-range.ts';

describe('a Range header of a file of 100 bytes', () => {
  test.each([
    ['bytes=0-0', { from: 0, to: 1 }],
    ['bytes=10-19', { from: 10, to: 20 }],
    ['BYTES= 10-19 ', { from: 10, to: 20 }],
    ['bytes=90-', { from: 90, to: 100 }],
    ['bytes=-10', { from: 90, to: 100 }],
    ['bytes=-1000', { from: 0, to: 100 }],
    ['bytes=50-99999999999999999999', { from: 50, to: 100 }],
  ])('%s is a part', (header, range) => {
    expect(parseByteRange(header, 100)).toEqual(range);
  });

  test.each(['bytes=100-', 'bytes=100-200', 'bytes=99999999999999999999-', 'bytes=-0'])(
    '%s lies outside',
    (header) => {
      expect(parseByteRange(header, 100)).toBe('outside');
    },
  );

  test.each([
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=20-10',
    'bytes=0-1,5-6',
    'lines=0-1',
    'bytes=a-b',
    'bytes=-1-2',
    'bytes=0x1-2',
  ])('%s is ignored', (header) => {
    expect(parseByteRange(header, 100)).toBe('whole');
  });

  test('of an empty file lies outside', () => {
    expect(parseByteRange('bytes=0-', 0)).toBe('outside');
    expect(parseByteRange('bytes=-1', 0)).toBe('outside');
  });

  test('never leaves the file', () => {
    const edge = fc.oneof(fc.constant(''), fc.nat(300).map(String));
    fc.assert(
      fc.property(edge, edge, fc.nat(200), (first, last, bytes) => {
        const range = parseByteRange(`bytes=${first}-${last}`, bytes);
        if (typeof range === 'string') return;
        expect(range.from).toBeGreaterThanOrEqual(0);
        expect(range.to).toBeGreaterThan(range.from);
        expect(range.to).toBeLessThanOrEqual(bytes);
      }),
    );
  });
});
