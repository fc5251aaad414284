import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutCaption } from './draw-caption.ts';

/** Six pixels a sign, as if. */
const measure = (text: string) => 6 * text.length;
const texts = fc.array(fc.string({ minLength: 1, maxLength: 30 }), { maxLength: 8 });

test('a caption says all, in lines no wider than the picture, one below the other', () => {
  fc.assert(
    fc.property(texts, texts, fc.integer({ min: 320, max: 2000 }), (facts, names, width) => {
      const legend = names.map((text) => ({ sign: 'swatch' as const, colours: ['#123456'], text }));
      const { texts: placed, height } = layoutCaption(
        { name: 'atlas', facts, legend },
        width,
        'serif',
        measure,
      );
      expect(placed.map(({ text }) => text)).toEqual(['atlas', ...facts, ...names]);
      for (const [at, { x, y, text }] of placed.entries()) {
        const before = placed[at - 1];
        expect(x + measure(text)).toBeLessThanOrEqual(width);
        expect(y).toBeLessThan(height);
        if (before !== undefined) expect(y > before.y || x > before.x + measure(before.text)).toBe(true);
      }
    }),
  );
});

test('what the colours mean begins a line of its own', () => {
  const legend = [{ sign: 'star' as const, colours: ['#000000'], text: 'tides' }];
  const caption = { name: 'atlas', facts: ['9 papers'], legend };
  const [name, fact, entry] = layoutCaption(caption, 1000, 'serif', measure).texts;
  expect(fact!.y).toBe(name!.y);
  expect(entry!.y).toBeGreaterThan(name!.y);
});
