import { expect, test } from 'vitest';
import { createWordEmbedder } from '../../tests/support/word-embedder.ts';
import { buildKeywordIndex } from '../keyword-index/build-keyword-index.ts';
import type { Paper } from '../papers/paper.ts';
import { explainQuery } from './explain.ts';
import { explainWords, sentencesOf } from './explain-words.ts';
import { createSentenceVectors } from './sentence-vectors.ts';

const paper = (id: string, title: string, abstract: string): Paper => ({
  ...{ id, title, abstract, authors: [], year: null, venue: null, categories: [] },
  ...{ doi: null, arxivId: null, url: null, extra: {} },
});

const papers = [
  paper(
    'graphs',
    'Graph networks',
    'Graphs are everywhere, and graphs are large. We train k-NN graphs with GPT-4. It works, e.g. on molecules.',
  ),
  paper(
    'plants',
    'Light and plants',
    'All plants need light. Photosynthesis turns light into sugar in every leaf.',
  ),
  paper('title', 'Photosynthesis of algae', ''),
  paper('other', 'Sugar', 'Sugar is very sweet. Graphs of sugar prices rise.'),
];
const index = await buildKeywordIndex(papers);
const embedder = createWordEmbedder();
const { parameters } = index;

/** Counts how often and with what the model is asked. */
function watchEmbedder() {
  const calls: (readonly string[])[] = [];
  const watched: typeof embedder = {
    ...embedder,
    embed(texts, as, task) {
      calls.push([as, ...texts]);
      return embedder.embed(texts, as, task);
    },
  };
  return { calls, get: async () => watched };
}

function explain(text: string, of: Paper, isPrefix = false) {
  return explainWords(index.score({ text, isPrefix }).terms, of, parameters);
}

const written = (of: Paper, field: 'title' | 'abstract', places: readonly { start: number; end: number }[]) =>
  places.map(({ start, end }) => of[field].slice(start, end));

test('the sentence that holds the rarest words is the one, with its place', () => {
  const { sentence, words, missing } = explain('photosynthesis in a leaf of desert plants', papers[1]!);
  expect(sentence).toMatchObject({
    text: 'Photosynthesis turns light into sugar in every leaf.',
    field: 'abstract',
    index: 1,
    start: 23,
  });
  expect(papers[1]!.abstract.slice(sentence!.start, sentence!.end)).toBe(sentence!.text);
  expect(words.map(({ word }) => word)).toEqual(['photosynthesis', 'leaf', 'plants']);
  expect(missing).toEqual(['desert']);
});

test('words are found in any of their forms and spellings, and marked once where they overlap', () => {
  const { marks, words } = explain('graph GPT4 kNN', papers[0]!);
  expect(written(papers[0]!, 'title', marks.title)).toEqual(['Graph']);
  expect(written(papers[0]!, 'abstract', marks.abstract)).toEqual([
    'Graphs',
    'graphs',
    'k-NN',
    'graphs',
    'GPT-4',
  ]);
  expect(words.map(({ word, title, abstract }) => [word, title.length, abstract.length])).toEqual([
    ['graph', 1, 3],
    ['GPT4', 0, 1],
    ['kNN', 0, 1],
  ]);
});

test('a typo and the beginning of a word are explained by what they stand for', () => {
  expect(explain('photosinthesis', papers[1]!).words).toMatchObject([
    { word: 'photosinthesis', kind: 'corrected' },
  ]);
  const { words } = explain('photosyn', papers[1]!, true);
  expect(words).toMatchObject([{ word: 'photosyn', kind: 'prefix' }]);
  expect(written(papers[1]!, 'abstract', words[0]!.abstract)).toEqual(['Photosynthesis']);
});

test('the title stands for an abstract that is missing, and only then', () => {
  expect(explain('algae', papers[2]!).sentence).toMatchObject({
    text: 'Photosynthesis of algae',
    field: 'title',
    index: 0,
  });
  expect(explain('networks', papers[0]!).sentence).toBeNull();
  expect(explain('networks', papers[0]!).marks.title).toHaveLength(1);
});

test('lone words and mere addresses earn nothing where there is anything else', () => {
  const of = paper(
    'site',
    'Forcing',
    'We force all graphs into order. Thanks. Graphs: https://some.site/graphs/',
  );
  expect(explain('graphs', of).sentence).toMatchObject({ index: 0 });
  expect(sentencesOf(of).map(({ index }) => index)).toEqual([0]);
  expect(sentencesOf(paper('short', 'T', 'Diffusion works.'))).toMatchObject([
    { text: 'Diffusion works.', index: 0 },
  ]);
  expect(sentencesOf(paper('dense', 'T', '我们提出一种方法。它很好。'))).toHaveLength(2);
});

test('a part of a compound earns less than the whole', () => {
  const [term] = index.score({ text: 'GPT-4' }).terms;
  const whole = explainWords([term!], { title: '', abstract: 'We use GPT-4 here.' }, parameters);
  const part = explainWords([term!], { title: '', abstract: 'We use GPT here.' }, parameters);
  expect(part.sentence!.score).toBeGreaterThan(0);
  expect(part.sentence!.score).toBeLessThan(whole.sentence!.score);
});

test('nothing asked, or nothing there, explains nothing', () => {
  expect(explain('', papers[0]!)).toEqual({
    sentence: null,
    words: [],
    missing: [],
    marks: { title: [], abstract: [] },
  });
  expect(explain('graph', paper('empty', '', '')).sentence).toBeNull();
});

test('by meaning the nearest sentence is the one; all papers are embedded in one call, as documents', async () => {
  const { calls, get } = watchEmbedder();
  const vector = (await embedder.embed(['all plants need light'], 'query')).data;
  const sentences = createSentenceVectors(get);
  const query = { terms: index.score({ text: 'plants need light' }).terms, parameters, vector };
  const parts = [{ semantic: 1.5, keyword: 0.25 }];
  const explained = await explainQuery(query, [papers[1]!, papers[0]!, paper('none', '', '')], {
    sentences,
    parts,
  });
  expect(explained.map(({ id }) => id)).toEqual(['plants', 'graphs', 'none']);
  expect(explained[0]!.meaning).toMatchObject({ text: 'All plants need light.', index: 0 });
  expect(explained[0]!.meaning!.score).toBeCloseTo(1, 5);
  expect(explained[0]!.parts).toEqual({ semantic: 1.5, keyword: 0.25 });
  expect(explained[1]!.parts).toBeNull();
  expect(explained[2]!.meaning).toBeNull();
  expect(calls).toHaveLength(1);
  expect(calls[0]).toHaveLength(1 + 2 + 3);
  expect(calls[0]![0]).toBe('document');
  await explainQuery(query, [papers[0]!, papers[1]!], { sentences });
  expect(calls).toHaveLength(1);
});

test('without a vector, or without a model, words are explained alone', async () => {
  const query = { terms: index.score({ text: 'light' }).terms, parameters, vector: null };
  const { calls, get } = watchEmbedder();
  const [byWords] = await explainQuery(query, [papers[1]!], { sentences: createSentenceVectors(get) });
  expect(byWords!.meaning).toBeNull();
  expect(byWords!.words.sentence!.text).toBe('All plants need light.');
  expect(calls).toEqual([]);
});

test('only so many sentences are kept: the papers longest unasked are embedded again', async () => {
  const { calls, get } = watchEmbedder();
  const sentences = createSentenceVectors(get, { capacity: 5 });
  await sentences.get([papers[0]!, papers[1]!]);
  await sentences.get([papers[0]!]);
  await sentences.get([papers[3]!]);
  expect(calls).toHaveLength(2);
  await sentences.get([papers[0]!, papers[3]!]);
  expect(calls).toHaveLength(2);
  await sentences.get([papers[1]!]);
  expect(calls).toHaveLength(3);
});

test('an explanation that is stopped ends with ABORTED, and a later one still works', async () => {
  const { get } = watchEmbedder();
  const sentences = createSentenceVectors(get);
  await expect(sentences.get(papers, AbortSignal.abort())).rejects.toMatchObject({ code: 'ABORTED' });
  const controller = new AbortController();
  const stopped = sentences.get(papers, controller.signal);
  controller.abort();
  await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
  expect(await sentences.get([papers[1]!])).toMatchObject([
    { sentences: [{ field: 'abstract' }, { index: 1 }], vectors: { count: 2 } },
  ]);
  expect(() => createSentenceVectors(get, { capacity: -1 })).toThrow(/capacity/);
});
