import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BM25Index } from './bm25-index.ts';
import { buildKeywordIndex } from './build-keyword-index.ts';
import { decodeKeywordIndex, encodeKeywordIndex } from './keyword-file.ts';

const TEXTS = [
  { title: 'Graph networks', abstract: `${'graph '.repeat(300)}of GPT-4` },
  { title: '', abstract: '' },
  { title: 'Обучение 深度学习', abstract: 'Erdős–Rényi graphs 😀 𝐱' },
  ...Array.from({ length: 300 }, (_, i) => ({
    title: `Paper ${i}`,
    abstract: i % 90 === 0 ? 'seldom' : 'often',
  })),
];

async function decode(bytes: Uint8Array, count: number): Promise<BM25Index> {
  const index = await decodeKeywordIndex(bytes, count);
  if (typeof index === 'string') throw new Error(index);
  return index;
}

/** What must hold in every index, checked without a matcher a value: there are thousands of them. */
function findDisorder({ postings }: BM25Index, count: number): string | null {
  const { terms, starts, rows, frequencies } = postings;
  for (let term = 0; term < terms.length; term++) {
    if (term > 0 && terms[term]! <= terms[term - 1]!) return `term ${term}`;
    for (let at = starts[term]!; at < starts[term + 1]!; at++) {
      const before = at > starts[term]! ? rows[at - 1]! : -1;
      if (rows[at]! <= before || rows[at]! >= count || frequencies[at] === 0) return `posting ${at}`;
    }
  }
  return null;
}

describe('the file of a keyword index', () => {
  let index: BM25Index;
  let bytes: Uint8Array;

  beforeAll(async () => {
    index = await buildKeywordIndex(TEXTS, { k1: 1.1, b: 0.3 });
    bytes = await encodeKeywordIndex(index);
  });

  test('gives back the same index', async () => {
    expect((await decode(bytes, TEXTS.length)).postings).toEqual(index.postings);
  });

  test('gives back any index', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ title: text, abstract: text }), { maxLength: 8 }),
        async (texts) => {
          const built = await buildKeywordIndex(texts);
          expect((await decode(await encodeKeywordIndex(built), texts.length)).postings).toEqual(
            built.postings,
          );
        },
      ),
      { numRuns: 200, seed: 1 },
    );
  });

  test('is read at any place in memory', async () => {
    const moved = new Uint8Array(bytes.length + 3);
    moved.set(bytes, 3);
    expect((await decode(moved.subarray(3), TEXTS.length)).postings).toEqual(index.postings);
  });

  test('takes about a byte and a half for each word of a paper', () => {
    expect(bytes.length).toBeLessThan(
      index.postings.rows.length * 1.5 + index.postings.terms.join(' ').length * 2 + 400,
    );
  });

  test.each([
    ['nothing', () => new Uint8Array(0), /ends at byte 0/],
    ['something else', () => new TextEncoder().encode('{"papers": []}'), /is no keyword index/],
    ['another version', () => changed(4, 9), /version 9; expected 1/],
    ['another number of papers', () => changed(8, 1), /rows; expected 303/],
    ['more terms than there are', () => changed(15, 0x7f), /terms, more than its size allows/],
    ['more postings than there are', () => changed(19, 0x7f), /postings, more than its size allows/],
    ['a k1 that is no number', () => changed(27, 0x7f, 0xff, 26, 0xff), /k1 = NaN/],
    ['half of it', () => bytes.slice(0, bytes.length / 2), /ends at byte/],
    ['more behind it', () => Uint8Array.of(...bytes, 0), /goes on behind/],
  ])('is refused in words when it is %s', async (_, make, message) => {
    expect(await decodeKeywordIndex(make(), TEXTS.length)).toMatch(message);
  });

  test('is refused cut off at any place', async () => {
    for (let size = 0; size < bytes.length; size++)
      expect(typeof (await decodeKeywordIndex(bytes.subarray(0, size), TEXTS.length))).toBe('string');
  });

  test('with any bytes changed is refused in words, or is an index whose every row is one', async () => {
    const change = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 }));
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const wrong = bytes.slice();
        for (const [at, value] of changes) wrong[at] = value;
        const read = await decodeKeywordIndex(wrong, TEXTS.length);
        if (typeof read === 'string') {
          expect(read.length).toBeGreaterThan(10);
          return;
        }
        accepted++;
        expect(findDisorder(read, TEXTS.length)).toBeNull();
        const { scores } = read.score({ text: 'graph network seldom', isPrefix: true });
        expect(scores.every((score) => score >= 0)).toBe(true);
      }),
      { numRuns: 3000, seed: 2 },
    );
    expect(accepted).toBeGreaterThan(0);
  });

  /** The file with some of its bytes set: places and values in turn. */
  function changed(...changes: number[]): Uint8Array {
    const copy = bytes.slice();
    for (let i = 0; i < changes.length; i += 2) copy[changes[i]!] = changes[i + 1]!;
    return copy;
  }
});
