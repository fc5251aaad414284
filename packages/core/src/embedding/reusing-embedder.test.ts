import { describe, expect, test } from 'vitest';
import { createWordEmbedder } from '../../tests/support/word-embedder.ts';
import type { Progress } from '../task.ts';
import type { Embedder, TextRole } from './embedder.ts';
import { createReusingEmbedder, type VectorSource } from './reusing-embedder.ts';

const words = createWordEmbedder();
const keyOf = (text: string, as: TextRole) => `${as} of ${text}`;
const TEXTS = ['graphs of papers', '', 'maps', 'graphs of papers', 'regions of maps'];

/** The word embedder, with the texts that it was asked for; tells of its vectors early when asked to. */
function createWatched(isEarly: boolean): Embedder & { asked: string[] } {
  const asked: string[] = [];
  return {
    ...words,
    asked,
    async embed(texts, as, task = {}) {
      asked.push(...texts);
      const made = await words.embed(texts, as);
      const { dimension, data } = made;
      for (let row = texts.length - 1; isEarly && row >= 0; row--)
        task.onVector?.(row, data.slice(row * dimension, (row + 1) * dimension));
      return made;
    },
  };
}

async function createSource(
  texts: readonly string[],
  role: TextRole = 'document',
  by: VectorSource['keyOf'] = keyOf,
): Promise<VectorSource> {
  const { data, dimension } = await words.embed(texts, role);
  return {
    keyOf: by,
    async read(_as, give) {
      for (const [row, text] of texts.entries())
        give(by?.(text, role) ?? text, data.slice(row * dimension, (row + 1) * dimension));
    },
  };
}

describe.each([true, false])('an embedder that reuses, over one that tells early: %s', (isEarly) => {
  test('gives the bytes of the embedder itself, whatever the sources have', async () => {
    const expected = await words.embed(TEXTS, 'document');
    for (const known of [[], ['maps'], ['', 'elsewhere'], TEXTS]) {
      const embedder = createReusingEmbedder(createWatched(isEarly), {
        sources: [await createSource(known)],
      });
      expect(await embedder.embed(TEXTS, 'document')).toEqual(expected);
    }
  });

  test('takes what one source has under keys and another under texts', async () => {
    const watched = createWatched(isEarly);
    const embedder = createReusingEmbedder(watched, {
      sources: [await createSource(['maps']), await createSource(['', 'maps'], 'document', null)],
    });
    expect(await embedder.embed(TEXTS, 'document')).toEqual(await words.embed(TEXTS, 'document'));
    expect(watched.asked).toEqual(['graphs of papers', 'regions of maps']);
  });

  test('embeds each text once and none that a source has', async () => {
    const watched = createWatched(isEarly);
    const found: unknown[] = [];
    const made: [string, TextRole][] = [];
    const embedder = createReusingEmbedder(watched, {
      sources: [await createSource(['maps']), await createSource(['maps', '', 'elsewhere'])],
      onFound: (figures) => found.push(figures),
      onMade: (text, as) => made.push([text, as]),
    });
    await embedder.embed(TEXTS, 'document');
    expect(watched.asked).toEqual(['graphs of papers', 'regions of maps']);
    expect(found).toEqual([{ as: 'document', total: 5, bySource: [1, 1] }]);
    expect(made.sort()).toEqual(watched.asked.map((text) => [text, 'document']).sort());
  });

  test('progress begins with what was found and ends with all', async () => {
    const seen: Progress[] = [];
    const embedder = createReusingEmbedder(createWatched(isEarly), {
      sources: [await createSource(['maps', ''])],
    });
    await embedder.embed(TEXTS, 'document', { onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ done }) => done)).toEqual(isEarly ? [2, 3, 5] : [2, 4, 5]);
    expect(seen.every(({ stage, total }) => stage === 'embed' && total === 5)).toBe(true);
  });
});

test('a question is not answered with the vector of a stored text', async () => {
  const watched = createWatched(true);
  const embedder = createReusingEmbedder(watched, { sources: [await createSource(['maps'], 'document')] });
  await embedder.embed(['maps'], 'query');
  expect(watched.asked).toEqual(['maps']);
});

test.each([
  ['of another dimension', () => new Float32Array(3).fill(1 / Math.sqrt(3))],
  ['of zeros', () => new Float32Array(64)],
  ['of no numbers', () => new Float32Array(64).fill(Number.NaN)],
  ['longer than 1', () => new Float32Array(64).fill(1)],
])('a vector %s is neither taken nor kept', async (_name, createBad) => {
  const watched = createWatched(true);
  const source: VectorSource = {
    keyOf,
    read: async (_as, give) => give(keyOf('maps', 'document'), createBad()),
  };
  await createReusingEmbedder(watched, { sources: [source] }).embed(['maps'], 'document');
  expect(watched.asked).toEqual(['maps']);

  const made: string[] = [];
  const broken: Embedder = {
    ...words,
    async embed(_texts, _as, task) {
      task?.onVector?.(0, createBad().subarray(0, 64));
      return { count: 1, dimension: 64, data: new Float32Array(64) };
    },
  };
  const keeping = createReusingEmbedder(broken, { sources: [], onMade: (text) => made.push(text) });
  if (createBad().length === 64) await keeping.embed(['maps'], 'document');
  expect(made).toEqual([]);
});

test('an embedder that gives another shape than it says is refused', async () => {
  const broken: Embedder = {
    ...words,
    embed: async () => ({ count: 1, dimension: 3, data: new Float32Array(3) }),
  };
  await expect(
    createReusingEmbedder(broken, { sources: [] }).embed(['maps'], 'document'),
  ).rejects.toMatchObject({ code: 'DIMENSION_MISMATCH' });
});
