import type { Paper } from '../../src/papers/paper.ts';

const FIELDS = [
  ['graph', 'nodes', 'edges', 'message', 'passing'],
  ['diffusion', 'noise', 'image', 'generation', 'denoising'],
  ['causal', 'treatment', 'effect', 'confounder', 'intervention'],
  ['reward', 'policy', 'agent', 'exploration', 'environment'],
] as const;

/** A paper that has only what is given. */
export function makePaper(fields: Partial<Paper>): Paper {
  return {
    id: 'p',
    title: '',
    abstract: '',
    authors: [],
    year: null,
    venue: null,
    categories: [],
    doi: null,
    arxivId: null,
    url: null,
    extra: {},
    ...fields,
  };
}

/** `count` different papers in four fields that share no words; paper r belongs to field r mod 4. */
export function makePapers(count: number): Paper[] {
  return Array.from({ length: count }, (_, row) => {
    const words = FIELDS[row % FIELDS.length]!;
    const said = Array.from(
      { length: 12 },
      (_, i) => words[(row * 7 + i * (1 + (row % 3))) % words.length],
    ).join(' ');
    return makePaper({
      id: `p${row}`,
      title: `${words[0]} ${words[(row >> 2) % words.length]} number ${row}`,
      abstract: `${said} ${String.fromCharCode(97 + (row % 26)).repeat(3)}.`,
      authors: [`Author ${row}`],
      year: 2000 + (row % 20),
    });
  });
}
