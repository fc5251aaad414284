import { expect, test } from 'vitest';
import { formatHits, formatSummary } from './atlas-summary.mjs';

test('what was made fits on a screen, with every region by name', () => {
  const region = (id: number, level: number, parent: number | null, name: string) => ({
    id,
    level,
    parent,
    name,
    size: 10 + id,
  });
  const text = formatSummary({
    papers: 209,
    model: { id: 'minilm', dtype: 'q8', dimension: 384, maxTokens: 256 },
    regions: [
      region(0, 0, null, 'rationales'),
      region(1, 0, null, 'exploration'),
      ...Array.from({ length: 8 }, (_, i) => region(2 + i, 1, 0, `a rather long fine name ${i}`)),
    ],
    quality: { recallAt10: null, keptNeighbors: 0.5004, trustworthiness: 0.95 },
    stages: [{ stage: 'embed', seconds: 3.24 }],
  });
  expect(text.split('\n')).toEqual([
    'papers   209',
    'model    minilm, q8, 384 dimensions, 256 tokens',
    'regions  rationales (10): a rather long fine name 0, a rather long fine name 1,',
    '         a rather long fine name 2, a rather long fine name 3, a rather long fine name 4,',
    '         a rather long fine name 5, a rather long fine name 6, a rather long fine name 7',
    '         exploration (11)',
    'map      kept neighbors 0.500, trustworthiness 0.950',
    'time     embed 3.2 s',
  ]);
});

test('hits are shown under their query', () => {
  expect(formatHits('why', [{ rank: 1, similarity: 0.5, title: 'Because' }])).toBe(
    '“why”\n  1  0.500  Because',
  );
});
