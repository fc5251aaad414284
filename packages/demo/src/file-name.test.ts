import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileNameOf } from './file-name.ts';

const on = new Date(2026, 10, 3);

test.each([
  [null, 'selection', 'paper-atlas-selection-2026-11-03.bib'],
  ['my reading', 'papers', 'my-reading-papers-2026-11-03.bib'],
  ['Über «Bäume» & Co.', 'reading-list', 'Über-Bäume-Co-reading-list-2026-11-03.bib'],
  ['../..', 'map', 'paper-atlas-map-2026-11-03.bib'],
] as const)('papers of %s, %s, are saved as %s', (atlas, what, name) => {
  expect(fileNameOf({ atlas, what, on }, 'bib')).toBe(name);
});

test('whatever an atlas is called, its files have a name without spaces, folders or signs that shells read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (atlas) => {
      const name = fileNameOf({ atlas, what: 'papers', on }, 'csv');
      expect(name).toMatch(/^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}._-]*-papers-2026-11-03\.csv$/u);
      expect([...name].length).toBeLessThan(100);
    }),
  );
});
