import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { makePapers } from '../../tests/support/made-papers.ts';
import { buildInMemory } from '../../tests/support/memory-atlas.ts';
import { createWordEmbedder } from '../../tests/support/word-embedder.ts';
import { type Hit, SEARCH_MODES } from '../search/hit.ts';
import { type Atlas, openAtlas } from './atlas.ts';

const embedder = async () => createWordEmbedder();
const all = Number.POSITIVE_INFINITY;
const idsOf = (hits: readonly Hit[]) => hits.map(({ paper }) => paper.id);

let atlas: Atlas;
beforeAll(async () => {
  atlas = await openAtlas(await buildInMemory(60), { embedder });
});

describe.each(SEARCH_MODES)('in mode %s', (mode) => {
  test('scores fall, ranks have no gaps, and a similarity stands beside each', async () => {
    const hits = await atlas.search('graph message', { mode, limit: all });
    expect(hits.map(({ rank }) => rank)).toEqual(hits.map((_, at) => at + 1));
    expect(hits.every(({ score }, at) => at === 0 || score <= hits[at - 1]!.score)).toBe(true);
    for (const { similarity, percentile, parts, score } of hits) {
      expect(similarity).toBeGreaterThanOrEqual(-1);
      expect(percentile).toBeGreaterThanOrEqual(0);
      expect((parts.semantic ?? 0) + (parts.keyword ?? 0)).toBe(score);
    }
  });

  test('a list is the beginning of the longer one', async () => {
    const options = { mode, words: 'noise', dislike: ['p2'] };
    const whole = await atlas.similar(['p0', 'p5'], { ...options, limit: all });
    expect(await atlas.similar(['p0', 'p5'], { ...options, limit: 7 })).toEqual(whole.slice(0, 7));
    expect(whole).toHaveLength(58);
    expect(idsOf(whole).at(-1)).toBe('p2');
  });

  test('a filter leaves papers out and changes nothing else, however narrow: against filtering the whole list', async () => {
    const whole = await atlas.similar('p1', { mode, limit: all });
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(atlas.papers.map(({ id }) => id)),
        fc.integer({ min: 1, max: 70 }),
        async (ids, limit) => {
          const filter = { ids };
          const expected = whole.filter(({ paper }) => ids.includes(paper.id));
          const hits = await atlas.similar('p1', { mode, limit, filter });
          expect(hits.map(({ paper, score }) => [paper.id, score])).toEqual(
            expected.slice(0, limit).map(({ paper, score }) => [paper.id, score]),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('every paper but those asked with is listed when all are asked for', async () => {
    const hits = await atlas.similar('p1', { mode, limit: all });
    const others = atlas.papers.map(({ id }) => id).filter((id) => id !== 'p1');
    expect(idsOf(hits).sort()).toEqual(others.sort());
  });

  test('rank gives the same list as arrays, of all papers unless told', async () => {
    const ranking = await atlas.rank('reward policy', { mode });
    const hits = await atlas.search('reward policy', { mode, limit: all });
    expect(Array.from(ranking.rows, (row) => atlas.papers[row]!.id)).toEqual(idsOf(hits));
    expect([...ranking.scores]).toEqual(hits.map(({ score }) => score));
    expect(ranking.total).toBe(hits.length);
    expect(ranking.terms.map(({ word }) => word)).toEqual(['reward', 'policy']);
  });
});

test('papers like a paper are found by meaning and words together unless told', async () => {
  const hits = await atlas.similar('p1', { limit: all });
  expect(hits).toEqual(await atlas.similar('p1', { limit: all, mode: 'hybrid' }));
  expect(hits.every(({ parts }) => parts.semantic !== null && parts.keyword !== null)).toBe(true);
});

describe('a search', () => {
  test('is hybrid unless told, with a weight that shifts it from words to meaning', async () => {
    const order = async (options: object) =>
      idsOf(await atlas.search('causal 31', { limit: all, ...options }));
    expect(await order({})).toEqual(await order({ mode: 'hybrid', weight: 0.7 }));
    expect(await order({ weight: 1 })).toEqual(await order({ mode: 'semantic' }));
    const words = await order({ mode: 'keyword' });
    expect((await order({ weight: 0 })).slice(0, words.length)).toEqual(words);
  });

  test('for words that stand nowhere is ordered by meaning, and lists nothing by words', async () => {
    const hits = await atlas.search('xyzzy plugh', { limit: all });
    expect(idsOf(hits)).toEqual(idsOf(await atlas.search('xyzzy plugh', { limit: all, mode: 'semantic' })));
    expect(await atlas.search('xyzzy plugh', { mode: 'keyword' })).toEqual([]);
  });

  test('in another script, of signs alone or of a stop word gives papers and no error', async () => {
    for (const query of ['граф', '图神经网络', '???', 'the', '🦊', '""', '-'])
      expect((await atlas.search(query)).length).toBeLessThanOrEqual(10);
  });

  test('that is empty lists what its filter accepts, newest first, and is refused without one', async () => {
    const hits = await atlas.search('', { filter: { years: [[2004, 2006]] }, limit: all });
    const years = hits.map(({ paper }) => paper.year!);
    expect(years.length).toBeGreaterThan(1);
    expect(years).toEqual(
      atlas.papers
        .flatMap(({ year }) => (year !== null && year >= 2004 && year <= 2006 ? [year] : []))
        .sort((a, b) => b - a),
    );
    for (const query of ['', ' \n', '\u200b\u202e'])
      await expect(atlas.search(query)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  test('understands the query language, and with isPlain takes the text as it is', async () => {
    const hits = await atlas.search('graph year:2004', { limit: all });
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.every(({ paper }) => paper.year === 2004)).toBe(true);
    expect(await atlas.search('graph year:2004', { limit: all, isPlain: true })).toHaveLength(60);
    const { notes } = await atlas.rank('graph year:soon');
    expect(notes[0]?.message).toMatch(/year/);
  });

  test('meets its own filter and the option’s, both', async () => {
    const hits = await atlas.search('graph year:2000..2008', {
      filter: { years: [[2004, null]] },
      limit: all,
    });
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.every(({ paper }) => paper.year! >= 2004 && paper.year! <= 2008)).toBe(true);
  });

  test('of filters alone lists what they accept, newest first, without a model', async () => {
    const plain = await openAtlas(await buildInMemory(30));
    const hits = await plain.search('year:2003..2006', { limit: all });
    const years = hits.map(({ paper }) => paper.year);
    expect(years).toEqual([2006, 2006, 2005, 2005, 2004, 2004, 2003, 2003].slice(-years.length));
    expect(hits.every((hit) => hit.similarity === null && hit.percentile === null && !hit.isWeak)).toBe(true);
  });

  test('by words alone needs no model: the similarities are missing then', async () => {
    const plain = await openAtlas(await buildInMemory(30));
    const hits = await plain.search('graph', { mode: 'keyword' });
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.every(({ similarity, isWeak }) => similarity === null && !isWeak)).toBe(true);
  });

  test.each([
    [{ weight: 1.1 }, /weight is 1.1/],
    [{ weight: Number.NaN }, /weight/],
    [{ diverse: -1 }, /diverse/],
    [{ diverse: 'much' as never }, /diverse/],
    [{ filter: [] as never }, /filter/],
  ])('refuses %j', async (options, message) => {
    await expect(atlas.search('graph', options)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringMatching(message),
    });
  });
});

describe('papers like several others', () => {
  test('those near to both come before those near to one', async () => {
    // p0 and p2 are of the fields of graphs and of causes; a paper of both is put among the others.
    const papers = makePapers(40);
    const bridge = { ...papers[0]!, id: 'bridge', abstract: `${papers[0]!.abstract} ${papers[2]!.abstract}` };
    const bridged = await openAtlas(await buildInMemory([...papers, bridge]));
    expect(idsOf(await bridged.similar(['p0', 'p2'], { limit: 1 }))).toEqual(['bridge']);
  });

  test('what is disliked stands last, and its like sink', async () => {
    const options = { limit: all, mode: 'semantic' as const };
    const before = idsOf(await atlas.similar(['p0', 'p1'], options));
    const after = idsOf(await atlas.similar(['p0', 'p1'], { ...options, dislike: ['p5'] }));
    const places = (ids: readonly string[]) =>
      ['p9', 'p13', 'p17', 'p21'].map((id) => ids.indexOf(id)).reduce((sum, at) => sum + at);
    expect(after.at(-1)).toBe('p5');
    expect(places(after)).toBeGreaterThan(places(before));
  });

  test('words pull the list towards them', async () => {
    const places = (ids: readonly string[]) =>
      ['p1', 'p5', 'p9', 'p13'].map((id) => ids.indexOf(id)).reduce((sum, at) => sum + at);
    const before = idsOf(await atlas.similar('p0', { limit: all }));
    const after = idsOf(await atlas.similar('p0', { words: 'diffusion noise image', limit: all }));
    expect(places(after)).toBeLessThan(places(before));
  });

  test('words alone may be asked; nothing at all, or a paper both liked and disliked, may not', async () => {
    expect(await atlas.similar([], { words: 'graph', limit: 3 })).toHaveLength(3);
    await expect(atlas.similar([])).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(atlas.similar('p1', { dislike: ['p1'] })).rejects.toThrow(/both asked for and disliked/);
    await expect(atlas.similar('p1', { dislike: ['nobody'] })).rejects.toMatchObject({
      code: 'PAPER_NOT_FOUND',
    });
  });

  test('an id that is named twice counts once', async () => {
    expect(await atlas.similar(['p3', 'p3'])).toEqual(await atlas.similar('p3'));
  });
});

test('a diverse list has the best hit first and another order behind it', async () => {
  const plain = await atlas.search('graph', { limit: 15 });
  const diverse = await atlas.search('graph', { limit: 15, diverse: 0.6 });
  expect(idsOf(diverse)[0]).toBe(idsOf(plain)[0]);
  expect(idsOf(diverse)).not.toEqual(idsOf(plain));
  expect(diverse.every(({ score }, at) => at === 0 || score <= diverse[at - 1]!.score)).toBe(true);
});

describe('an explanation', () => {
  test('names the sentence and the words that earned a hit, by words at once and by meaning', async () => {
    const [hit] = await atlas.search('message passing', { limit: 1 });
    const [explained] = await atlas.explain('message passing', [hit!.paper.id], { parts: [hit!.parts] });
    expect(explained).toMatchObject({ id: hit!.paper.id, parts: hit!.parts });
    expect(explained!.words.words.map(({ word }) => word)).toEqual(['message', 'passing']);
    expect(explained!.meaning!.text).toBe(hit!.paper.abstract);
    const [byWords] = await atlas.explain('message passing', [hit!.paper.id], { byMeaning: false });
    expect(byWords!.meaning).toBeNull();
    expect(byWords!.words).toEqual(explained!.words);
  });

  test('of two papers gives what they share', async () => {
    const { sentences, shared } = await atlas.explainPair('p0', 'p4');
    expect(sentences).toHaveLength(1);
    expect(shared.map(({ word }) => word)).toContain('nodes');
  });

  test('of two papers says how close they are as their hit does, and of several takes the nearest', async () => {
    const options = { byMeaning: false };
    const hits = await atlas.similar('p0', { limit: all });
    for (const { paper, similarity, percentile } of hits) {
      const compared = await atlas.explainPair('p0', paper.id, options);
      expect(compared).toMatchObject({ a: 'p0', b: paper.id, similarity, percentile });
    }
    const nearest = hits.reduce((one, other) => (other.similarity! > one.similarity! ? other : one));
    const asked = ['p1', 'p2', 'p3', nearest.paper.id].filter((id, at, ids) => ids.indexOf(id) === at);
    expect((await atlas.explainPair(asked, 'p0', options)).a).toBe(nearest.paper.id);
    await expect(atlas.explainPair([], 'p0')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(atlas.explainPair('p0', 'p1', { limit: -1 })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });

  test('needs no model by words alone, and says which paper is not there', async () => {
    const plain = await openAtlas(await buildInMemory(20));
    expect(await plain.explain('graph', ['p0', 'p1'], { byMeaning: false })).toHaveLength(2);
    expect((await plain.explainPair('p0', 'p4', { byMeaning: false })).sentences).toBeNull();
    await expect(plain.explain('graph', ['p0'])).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    await expect(plain.explain('graph', ['nobody'])).rejects.toMatchObject({ code: 'PAPER_NOT_FOUND' });
  });
});

describe('an atlas without words and calibration, as of an earlier version', () => {
  const isOld = (kind: string) => kind !== 'keywords' && kind !== 'calibration';

  test('ranks the same; a text has no percentile, papers do', async () => {
    const old = await openAtlas(await buildInMemory(60, undefined, isOld), { embedder });
    const [now, then] = [await atlas.search('graph'), await old.search('graph')];
    expect(then.map(({ paper, score }) => [paper.id, score])).toEqual(
      now.map(({ paper, score }) => [paper.id, score]),
    );
    expect(then[0]!.percentile).toBeNull();
    expect((await old.similar('p1'))[0]!.percentile).toBeGreaterThan(50);
  });

  test('and so does one whose files are damaged, with a warning that names them', async () => {
    const files = await buildInMemory(60);
    for (const [name, bytes] of files.files)
      if (/^(keywords|calibration)-/.test(name))
        files.files.set(
          name,
          bytes.map((byte) => byte ^ 1),
        );
    const warnings: string[] = [];
    const damaged = await openAtlas(files, { embedder, onWarning: (message) => warnings.push(message) });
    expect(idsOf(await damaged.search('graph'))).toEqual(idsOf(await atlas.search('graph')));
    expect(warnings.sort()).toEqual([
      expect.stringMatching(/calibration-.*SHA-256/),
      expect.stringMatching(/keywords-.*SHA-256/),
    ]);
  });
});

test.each([1, 2])('an atlas of %i papers is ranked in every mode', async (count) => {
  const small = await openAtlas(await buildInMemory(count), { embedder });
  for (const mode of SEARCH_MODES) {
    const hits = await small.search('graph', { mode });
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.every(({ isWeak }) => !isWeak)).toBe(true);
    expect(await small.similar('p0', { mode })).toHaveLength(count - 1);
  }
});
