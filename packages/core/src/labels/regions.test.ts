import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isExplorerError } from '../errors.ts';
import { createRandom } from '../math/random.ts';
import type { Progress } from '../task.ts';
import { describeRegionChanges } from './follow-regions.ts';
import { buildRegions, type RegionMap } from './regions.ts';
import { strengthOf } from './stop-words.ts';
import type { PaperText } from './vocabulary.ts';

const PLACES = [
  [-0.7, -0.7],
  [0.7, -0.7],
  [0, 0.7],
] as const;

/** Three heaps of papers, `each` a heap, with the texts that `write` gives. */
function plant(
  each: number,
  write: (heap: number, i: number) => PaperText,
): { xy: Float32Array; texts: PaperText[] } {
  const random = createRandom(1);
  const texts = PLACES.flatMap((_, heap) => Array.from({ length: each }, (_, i) => write(heap, i)));
  const xy = Float32Array.from(
    PLACES.flatMap(([x, y]) =>
      Array.from({ length: each }, () => [x + 0.1 * random(), y + 0.1 * random()]).flat(),
    ),
  );
  return { xy, texts };
}

const coarseNames = ({ regions }: Pick<RegionMap, 'regions'>): string[] =>
  regions.filter(({ level }) => level === 0).map(({ name }) => name);

const TOPICS = [
  'We propose a novel approach to protein folding. Protein folding is useful, and folded proteins matter.',
  'Results show that Bayesian optimization and GPs help. The Bayesian optimization approach is developed.',
  'This paper studies chain-of-thought prompts for an LLM. Chain of thought and LLMs are important.',
];
const planted = plant(12, (heap, i) => ({ title: `Study ${i}`, abstract: TOPICS[heap]! }));

describe('buildRegions', () => {
  it('names each heap by the words of its field, as they are written', async () => {
    const names = coarseNames(await buildRegions(planted.xy, planted.texts));
    expect(names).toHaveLength(3);
    expect(names.find((name) => name.includes('protein folding'))).toBeDefined();
    expect(names.find((name) => name.includes('Bayesian optimization'))).toBeDefined();
    expect(names.find((name) => name.includes('chain-of-thought') && name.includes('LLM'))).toBeDefined();
  });

  it('gives the same regions for the same input', async () => {
    expect(await buildRegions(planted.xy, planted.texts)).toEqual(
      await buildRegions(planted.xy, planted.texts),
    );
  });

  it('merges singular and plural, and hyphen, space and case, under the commonest spelling', async () => {
    const spellings = [
      ['a rationale', 'rationales', 'rationales', 'Rationales'],
      ['fine tuning', 'fine-tuning', 'fine-tuning', 'Fine-tuning'],
      ['auto-encoder', 'autoencoder', 'autoencoders', 'autoencoder'],
    ];
    const { xy, texts } = plant(12, (heap, i) => ({
      title: '',
      abstract: `we use ${spellings[heap]![i % 4]} of malaria${heap} here`,
    }));
    const { regions } = await buildRegions(xy, texts);
    const terms = regions
      .filter(({ level }) => level === 0)
      .flatMap((region) => region.terms.map(({ term }) => term));
    expect(terms).toContain('rationales');
    expect(terms).toContain('autoencoder');
    expect(terms.filter((term) => /^rationales?$/iu.test(term))).toHaveLength(1);
    expect(terms.filter((term) => /^auto-?encoders?$/iu.test(term))).toHaveLength(1);
  });

  it('writes in lower case what is only capitalised in titles and at the start of sentences', async () => {
    const { xy, texts } = plant(10, (heap) => ({
      title: ['Graph Kernels', 'Malaria Vaccines', 'Quantum Optics'][heap]!,
      abstract: ['Graph kernels win.', 'Malaria vaccines win.', 'Quantum optics wins.'][heap]!,
    }));
    expect(coarseNames(await buildRegions(xy, texts)).sort()).toEqual([
      'graph kernels',
      'malaria vaccines',
      'quantum optics',
    ]);
  });

  it('writes a pair together with the word that completes it', async () => {
    const { xy, texts } = plant(10, (heap) => ({
      title: '',
      abstract: [
        'we ask large language models twice',
        'generative adversarial networks draw',
        'malaria spreads by mosquitoes',
      ][heap]!,
    }));
    const names = coarseNames(await buildRegions(xy, texts)).join(' | ');
    expect(names).toContain('generative adversarial networks');
    expect(names).not.toMatch(/generative adversarial(?! networks)/u);
  });

  it('names a thing once, abbreviated or not, and by no bare adjective', async () => {
    const { xy, texts } = plant(12, (heap, i) => ({
      title: '',
      abstract: [
        `unsupervised reinforcement learning (RL) is hard. ${i % 2 ? 'Unsupervised RL' : 'Unsupervised reinforcement learning'} of RL.`,
        `moral ${['judgments', 'norms'][i % 2]} of moral ${['people', 'norms'][i % 2]} in moral ${['dilemmas', 'norms'][i % 2]}.`,
        'malaria spreads by mosquitoes',
      ][heap]!,
    }));
    const names = coarseNames(await buildRegions(xy, texts));
    const learning = names.filter((name) => /RL|reinforcement/u.test(name));
    expect(learning).toHaveLength(1);
    expect(learning[0]).not.toMatch(/(?:RL|reinforcement).*(?:RL|reinforcement)/u);
    const terms = names.flatMap((name) => name.split(' · '));
    expect(terms).toContain('moral norms');
    expect(terms).not.toContain('moral');
    expect(terms).not.toContain('unsupervised');
  });

  it('leaves a lone unigram out where its pair says it', async () => {
    const { xy, texts } = plant(10, (heap) => ({
      title: '',
      abstract: ['the lottery ticket is used', 'a malaria vaccine is given', 'quantum optics is shown'][
        heap
      ]!,
    }));
    for (const name of coarseNames(await buildRegions(xy, texts))) expect(name.split(' · ')).toHaveLength(1);
  });

  it('names one, two and three papers, and none', async () => {
    expect(await buildRegions(new Float32Array(0), [])).toEqual({
      regions: [],
      membership: new Int32Array(0),
      regionBefore: new Int32Array(0),
    });
    for (let count = 1; count <= 3; count++) {
      const xy = Float32Array.from({ length: 2 * count }, (_, i) => (i % 3) - 1);
      const texts = Array.from({ length: count }, () => ({
        title: 'Malaria vaccines in Ghana',
        abstract: '',
      }));
      const { regions } = await buildRegions(xy, texts);
      expect(regions.map(({ level, size }) => [level, size])).toEqual([
        [0, count],
        [1, count],
      ]);
      expect(regions[0]!.name).toMatch(/malaria vaccines|ghana/iu);
    }
  });

  it('calls regions without words by a number, each its own', async () => {
    const { xy, texts } = plant(10, () => ({ title: '', abstract: '🙂 12 …' }));
    const { regions } = await buildRegions(xy, texts);
    expect(coarseNames({ regions })).toEqual(['region 1', 'region 2', 'region 3']);
    expect(regions.every(({ terms }) => terms.length === 0)).toBe(true);
  });

  it('survives hostile texts', async () => {
    const hostile = [
      'constructor __proto__ toString hasOwnProperty valueOf',
      `<script>alert(1)</script> ${'<'.repeat(1000)}`,
      'x'.repeat(100_000),
      '🧬🧬🧬 \u0000 \ud800 ‮txet',
      '中文论文摘要没有空格 абстракт на русском',
      `${'- '.repeat(500)} a-b-c-d-e-f-g $$$ \\frac{`,
    ];
    const { xy, texts } = plant(12, (_, i) => ({ title: hostile[i % 6]!, abstract: hostile[(i + 1) % 6]! }));
    const { regions, membership } = await buildRegions(xy, texts);
    expect(membership).toHaveLength(72);
    for (const { name } of regions) expect(name).toMatch(/^[^<>$\\]{1,200}$/u);
  });

  it('names by no stop word, repeats no name and no term on a level, and none within a name, whatever the texts', async () => {
    const word = fc.constantFrom(
      'the',
      'useful',
      'propose',
      'results',
      'novel',
      'model',
      'models',
      'malaria',
      'vaccine',
      'vaccines',
      'LLM',
      'LLMs',
      'graph',
      'graphs',
      'Graph',
      'kernel',
      'chain-of-thought',
      'chain of thought',
      'learning',
      'deep',
      'T',
      'cells',
      'of',
    );
    const sentence = fc.array(word, { maxLength: 25 }).map((words) => words.join(' '));
    const paper = fc.record({ title: sentence, abstract: sentence });
    await fc.assert(
      fc.asyncProperty(fc.array(paper, { minLength: 36, maxLength: 36 }), async (texts) => {
        const { regions } = await buildRegions(planted.xy, texts);
        for (const level of [0, 1]) {
          const names = regions
            .filter((region) => region.level === level)
            .map(({ name }) => name.toLowerCase());
          expect(new Set(names).size).toBe(names.length);
          const terms = names.flatMap((name) => name.split(' · '));
          expect(new Set(terms.map((term) => term.replace(/s$/u, ''))).size).toBe(terms.length);
          for (const term of terms) {
            if (term.startsWith('region ')) continue;
            const words = term.replaceAll('chain of thought', 'chain-of-thought').split(' ');
            const strengths = words.map((word) => (word.includes('-') ? 'strong' : strengthOf(word)));
            expect(strengths).not.toContain('stop');
            if (strengths.length === 1) expect(strengths).toEqual(['strong']);
          }
        }
        for (const { name, terms } of regions) {
          if (!name.startsWith('region '))
            expect(name.split(' · ')).toEqual(
              terms.slice(0, name.split(' · ').length).map(({ term }) => term),
            );
          expect(terms.every(({ score }) => score > 0)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does not give a fine region its parent’s name when there are other words', async () => {
    const { regions } = await buildRegions(
      planted.xy,
      planted.texts.map((text, i) => ({
        ...text,
        abstract: `${text.abstract} Also ${['enzymes of yeast', 'priors and kernels', 'arithmetic word puzzles'][Math.floor(i / 12)]}.`,
      })),
    );
    for (const { parent, name } of regions) if (parent !== null) expect(name).not.toBe(regions[parent]!.name);
  });

  it('reports progress and can be stopped', async () => {
    const seen: Progress[] = [];
    await buildRegions(planted.xy, planted.texts, {}, { onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ done }) => done)).toEqual([0, 1, 2, 3, 4, 5]);
    const controller = new AbortController();
    const stopped = buildRegions(
      planted.xy,
      planted.texts,
      {},
      {
        signal: controller.signal,
        onProgress: ({ done }) => done === 2 && controller.abort(),
      },
    );
    await expect(stopped).rejects.toSatisfy((error) => isExplorerError(error, 'ABORTED'));
  });

  it('refuses a map of other papers and places off the map', async () => {
    await expect(buildRegions(new Float32Array(3), [])).rejects.toSatisfy((error) =>
      isExplorerError(error, 'DIMENSION_MISMATCH'),
    );
    for (const value of [Number.NaN, 1.5]) {
      const run = buildRegions(Float32Array.of(0, value), [{ title: 'a', abstract: '' }]);
      await expect(run).rejects.toSatisfy((error) => isExplorerError(error, 'INVALID_ARGUMENT'));
    }
  });

  it('keeps names and order of regions that are still there, and names what is new by words that no other has', async () => {
    const first = await buildRegions(planted.xy, planted.texts);
    // One heap of three goes, another one comes, and a few papers of the old ones.
    const stay = Array.from({ length: 36 }, (_, row) => row).filter((row) => row < 3 || row >= 12);
    const come = Array.from({ length: 14 }, (_, i) => i);
    const texts = [
      ...come.map((i) => ({
        title: `Quantum sensors ${i}`,
        abstract: 'Quantum sensors measure magnetic fields.',
      })),
      ...stay.map((row) => planted.texts[row]!),
    ];
    const xy = Float32Array.from([
      ...come.flatMap((i) => [-0.9 + 0.005 * i, 0.9 - 0.004 * i]),
      ...stay.flatMap((row) => [planted.xy[2 * row]!, planted.xy[2 * row + 1]!]),
    ]);
    const membership = Int32Array.from([
      ...come.flatMap(() => [-1, -1]),
      ...stay.flatMap((row) => [first.membership[2 * row]!, first.membership[2 * row + 1]!]),
    ]);
    const before = { regions: first.regions, membership };
    const second = await buildRegions(xy, texts, { before });
    const ofHeap = (row: number) => first.regions[first.membership[2 * row]!]!.name;
    const names = coarseNames(second);
    expect(names).toEqual(expect.arrayContaining([ofHeap(12), ofHeap(24)]));
    expect(names.filter((name) => /quantum|sensors|magnetic/i.test(name))).toHaveLength(1);
    expect(new Set(names).size).toBe(names.length);
    // What stays, stays in its order.
    const kept = names.filter((name) => coarseNames(first).includes(name));
    expect(kept).toEqual(coarseNames(first).filter((name) => kept.includes(name)));
    second.regions.forEach(({ id, parent, level, size }, position) => {
      expect([id, parent !== null]).toEqual([position, level === 1]);
      expect(size).toBe(second.membership.filter((region) => region === position).length);
    });
    const changes = describeRegionChanges(second.regions, second, before);
    expect(changes.filter(({ level, change }) => level === 0 && change === 'new')).toMatchObject([
      { before: 0, now: 14, other: null },
    ]);
  });

  it('keeps every name when nothing changed, and says that nothing did', async () => {
    const first = await buildRegions(planted.xy, planted.texts);
    const second = await buildRegions(planted.xy, planted.texts, { before: first });
    expect(second.regions).toEqual(first.regions);
    expect(second.membership).toEqual(first.membership);
    expect(describeRegionChanges(second.regions, second, first)).toEqual([]);
  });

  it('tells of a region that was merged into another', async () => {
    const first = await buildRegions(planted.xy, planted.texts);
    const xy = planted.xy.map((value, i) => (i < 24 ? planted.xy[i + 24]! + 0.001 : value));
    const second = await buildRegions(xy, planted.texts, { before: first });
    const gone = describeRegionChanges(second.regions, second, first).filter(
      ({ change }) => change === 'gone',
    );
    expect(gone.find(({ level }) => level === 0)).toMatchObject({ now: 0, other: expect.any(String) });
  });
});
