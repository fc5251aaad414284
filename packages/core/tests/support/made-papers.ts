import type { Paper } from '../../src/papers/paper.ts';

const FIELDS = [
  ['graph', 'nodes', 'edges', 'message', 'passing'],
  ['diffusion', 'noise', 'image', 'generation', 'denoising'],
  ['causal', 'treatment', 'effect', 'confounder', 'intervention'],
  ['reward', 'policy', 'agent', 'exploration', 'environment'],
] as const;

/** `count` different papers in four fields that share no words; paper r belongs to field r mod 4. */
export function makePapers(count: number): Paper[] {
  return Array.from({ length: count }, (_, row) => {
    const words = FIELDS[row % FIELDS.length]!;
    const said = Array.from(
      { length: 12 },
      (_, i) => words[(row * 7 + i * (1 + (row % 3))) % words.length],
    ).join(' ');
    return {
      id: `p${row}`,
      title: `${words[0]} ${words[(row >> 2) % words.length]} number ${row}`,
      abstract: `${said} ${String.fromCharCode(97 + (row % 26)).repeat(3)}.`,
      authors: [`Author ${row}`],
      year: 2000 + (row % 20),
      venue: null,
      categories: [],
      doi: null,
      arxivId: null,
      url: null,
      extra: {},
    };
  });
}
