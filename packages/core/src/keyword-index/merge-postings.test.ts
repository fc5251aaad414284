import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildKeywordIndex } from './build-keyword-index.ts';
import { encodeKeywordIndex } from './keyword-file.ts';

const word = fc.constantFrom('graph', 'graphs', 'the', 'reward', 'GPT-4', 'naïve', 'x', 'Who', '深度学习');
const text = fc.record({
  title: fc.array(word, { maxLength: 4 }).map((words) => words.join(' ')),
  abstract: fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
});

/** Texts now: taken from those before, ascending, or new ones. */
const changes = fc.array(text, { maxLength: 12 }).chain((before) =>
  fc.record({
    before: fc.constant(before),
    kept: fc.subarray(before.map((_, row) => row)),
    fresh: fc.array(fc.record({ at: fc.nat(12), text }), { maxLength: 5 }),
  }),
);

test('an index that goes on from the one before has the bytes of one made anew', async () => {
  await fc.assert(
    fc.asyncProperty(changes, async ({ before, kept, fresh }) => {
      const now = kept.map((row) => ({ row, text: before[row]! }));
      for (const { at, text } of fresh) now.splice(at % (now.length + 1), 0, { row: -1, text });
      const texts = now.map((entry) => entry.text);
      const index = await buildKeywordIndex(before, { k1: 1.2 });
      const rowBefore = Int32Array.from(now, ({ row }) => row);
      const grown = await buildKeywordIndex(texts, { before: { index, rowBefore } });
      expect(await encodeKeywordIndex(grown)).toEqual(
        await encodeKeywordIndex(await buildKeywordIndex(texts)),
      );
    }),
  );
});

test('reads every text again when those that are left stand in another order', async () => {
  const before = [
    { title: 'one graph', abstract: '' },
    { title: 'another reward', abstract: 'of graphs' },
  ];
  const index = await buildKeywordIndex(before);
  const texts = [...before].reverse();
  const turned = await buildKeywordIndex(texts, { before: { index, rowBefore: Int32Array.of(1, 0) } });
  expect(await encodeKeywordIndex(turned)).toEqual(await encodeKeywordIndex(await buildKeywordIndex(texts)));
});
