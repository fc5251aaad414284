import { createRandom, type Paper, type RandomGenerator } from 'paper-atlas';

/** A paper as it comes twice: what a later version, a careless copy or another service makes of it. */
export type MakeVariant = (paper: Paper, random: RandomGenerator) => { title: string; abstract: string };

/** Words that one may put for another; each stands for the other. */
const SYNONYMS = new Map(
  'method approach,propose introduce,show demonstrate,novel new,performance accuracy,improve enhance,use employ,large big,problem task'
    .split(',')
    .map((pair) => pair.split(' ') as [string, string])
    .flatMap(([a, b]) => [[a, b] as const, [b, a] as const]),
);

export const VARIANTS: Readonly<Record<string, MakeVariant>> = {
  'title edited': (paper, random) => ({ title: editTitle(paper.title, random), abstract: paper.abstract }),
  'sentences shuffled': (paper, random) => ({
    title: paper.title,
    abstract: shuffle(sentencesOf(paper.abstract), random).join(' '),
  }),
  'sentences dropped': (paper, random) => ({
    title: paper.title,
    abstract: sentencesOf(paper.abstract)
      .filter((_, i) => i === 0 || random() < 0.6)
      .join(' '),
  }),
  'two words of five changed': (paper, random) => ({
    title: paper.title,
    abstract: reword(paper.abstract, 0.4, random),
  }),
  'title edited, shuffled, a word of five changed': (paper, random) => ({
    title: editTitle(paper.title, random),
    abstract: reword(shuffle(sentencesOf(paper.abstract), random).join(' '), 0.2, random),
  }),
  'another title, second half cut': (paper, random) => {
    const sentences = sentencesOf(paper.abstract);
    return {
      title: otherTitle(paper.abstract, random),
      abstract: sentences.slice(0, Math.ceil(sentences.length / 2)).join(' '),
    };
  },
  'another title, a word of five changed': (paper, random) => ({
    title: otherTitle(paper.abstract, random),
    abstract: reword(paper.abstract, 0.2, random),
  }),
};

/** One variant of a paper; the same seed gives the same. */
export function makeVariant(paper: Paper, make: MakeVariant, seed: number): Paper {
  return {
    ...paper,
    ...make(paper, createRandom(seed)),
    id: `variant-of-${paper.id}`,
    doi: null,
    arxivId: null,
  };
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+(?=\p{Lu})/u);
}

function shuffle<T>(values: readonly T[], random: RandomGenerator): T[] {
  return values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

/** Puts synonyms where it knows them; of the other words the given share is dropped, cut or led by an article. */
function reword(text: string, share: number, random: RandomGenerator): string {
  return text
    .split(' ')
    .flatMap((word) => {
      const other = SYNONYMS.get(word.toLowerCase());
      if (other !== undefined) return [other];
      const chance = random();
      if (chance >= share) return [word];
      if (chance < share / 2) return [];
      return [word.length > 6 ? word.slice(0, -2) : `the ${word}`];
    })
    .join(' ');
}

function editTitle(title: string, random: RandomGenerator): string {
  const words = title.split(' ');
  const at = Math.floor(random() * words.length);
  const edit = words.length < 3 ? 2 : Math.floor(random() * 3);
  if (edit === 0) words.splice(at, 1);
  else if (edit === 1) words[at] = 'Improved';
  else words.push('Revisited');
  return words.join(' ');
}

/** Six long words of the last sentence in any order. */
function otherTitle(abstract: string, random: RandomGenerator): string {
  const words = sentencesOf(abstract)
    .at(-1)!
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word.length > 3);
  return `On ${shuffle(words, random).slice(0, 6).join(' ')}`;
}
