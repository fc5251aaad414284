import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makePaper } from '../../tests/support/made-papers.ts';
import { sampleContent } from '../../tests/support/sample-atlas.ts';
import { isExplorerError } from '../errors.ts';
import type { Paper } from '../papers/paper.ts';
import { toStoredCard } from '../papers/paper-card.ts';
import { acceptRows } from '../search/accept-rows.ts';
import { createCardTable, createPaperTable } from '../search/paper-table.ts';
import { MANIFEST_FILE } from '../store/files.ts';
import type { KindEntry } from '../store/kind-entry.ts';
import { deriveAtlasId, encodeManifest, FORMAT_VERSION } from '../store/manifest.ts';
import { memoryFiles } from '../store/memory.ts';
import { encodeArray, encodeJsonl, writeKind } from '../store/shards.ts';
import { createAtlasReader } from './atlas-reader.ts';
import { readPaperSource } from './read-paper-source.ts';

/** Papers as the files of an atlas, and the names of the files of texts that are read. */
async function store(papers: readonly Paper[], rowsPerShard: number, hasCards: boolean) {
  const files = memoryFiles();
  const kinds: Record<string, KindEntry> = {
    papers: await writeKind(files, encodeJsonl('papers', papers, { rowsPerShard })),
    embeddings: await writeKind(
      files,
      encodeArray('embeddings', 'f32', new Float32Array(4 * papers.length).fill(0.5), {
        shape: [papers.length, 4],
      }),
    ),
  };
  if (hasCards)
    kinds['cards'] = await writeKind(
      files,
      encodeJsonl('cards', papers.map(toStoredCard), { optional: true }),
    );
  const content = { ...sampleContent(kinds), counts: { papers: papers.length, dimension: 4 } };
  const identity = { format: FORMAT_VERSION, atlasId: deriveAtlasId(content), generation: 1 } as const;
  files.files.set(MANIFEST_FILE, encodeManifest({ ...identity, ...content }));
  const read: string[] = [];
  const watched = {
    ...files,
    read: (...asked: Parameters<typeof files.read>) => {
      if (asked[0].startsWith('papers')) read.push(asked[0]);
      return files.read(...asked);
    },
  };
  return { files: files.files, kinds, read, reader: await createAtlasReader(watched) };
}

const text = fc.oneof(
  fc.constantFrom('', 'a line\nand another', 'graph networks', 'Networks of “graphs”', '\u2028 ü 図'),
  fc.string({ maxLength: 12 }),
);
const somePapers = fc
  .array(fc.record({ title: text, abstract: text, venue: fc.constantFrom(null, 'ACL', 'ICML') }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((all) =>
    all.map((fields, row) => makePaper({ id: `p${row}`, authors: ['Ada', `B ${row % 3}`], ...fields })),
  );
const plain = Array.from({ length: 9 }, (_, row) =>
  makePaper({ id: `p${row}`, title: `t${row}`, abstract: `about ${row}` }),
);

describe('papers that stay in their files', () => {
  test('are what the plain reader gives, with their cards and without, however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        somePapers,
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        fc.nat(),
        async (papers, step, hasCards, seed) => {
          const { reader } = await store(papers, step, hasCards);
          const source = await readPaperSource(reader, { heldBytes: 1 });
          expect(source.cards).toEqual(papers.map(({ abstract: _, ...card }) => card));
          const rows = papers.map((_, row) => (row * (seed + 1)) % papers.length);
          expect(await source.read(rows)).toEqual(rows.map((row) => papers[row]));
          const streamed: Paper[] = [];
          for await (const paper of source.stream()) streamed.push(paper);
          expect(streamed).toEqual(papers);
          expect(await source.read([...papers.keys()])).toEqual(await reader.papers());
        },
      ),
      { numRuns: 40 },
    );
  });

  test('are accepted by filters as papers in memory are', async () => {
    const filters = [
      { phrases: ['graph networks'] },
      { without: ['network'] },
      { hasAbstract: false },
      { phrases: ['graphs'], without: ['another'], not: { phrases: ['of'] } },
    ];
    await fc.assert(
      fc.asyncProperty(somePapers, fc.boolean(), async (papers, hasCards) => {
        const { reader } = await store(papers, 3, hasCards);
        const source = await readPaperSource(reader);
        const [table, held] = [createCardTable(source.cards, source.texts), createPaperTable(papers)];
        for (const filter of filters) {
          await source.texts.prepare([filter]);
          expect(acceptRows(table, filter)).toEqual(acceptRows(held, filter));
        }
      }),
      { numRuns: 25 },
    );
  });

  test('are searched once for what is sought again, and not before it was asked', async () => {
    const { reader, read } = await store(plain, 3, true);
    const { texts } = await readPaperSource(reader);
    const phrase = { kind: 'phrase', text: 'about 4' } as const;
    expect(() => texts.standsIn(phrase)).toThrow(/prepare/);
    await texts.prepare([{ phrases: [phrase.text] }, {}]);
    expect(read).toHaveLength(3);
    await texts.prepare([{ phrases: [phrase.text] }]);
    expect(read).toHaveLength(3);
    expect([...plain.keys()].filter(texts.standsIn(phrase))).toEqual([4]);
  });

  test('are read file by file: those alone that hold what is asked for, each once', async () => {
    const { reader, read, kinds } = await store(plain, 3, true);
    const source = await readPaperSource(reader);
    const names = kinds['papers']!.shards.map(({ name }) => name);
    expect([read, source.held([4])]).toEqual([[], null]);
    await Promise.all([source.read([4, 3]), source.read([5])]);
    expect(read).toEqual([names[1]]);
    expect(source.held([4, 5])).toEqual([plain[4], plain[5]]);
    expect(source.held([4, 8])).toBeNull();
    await source.read([8, 4]);
    expect(read).toEqual([names[1], names[2]]);
  });

  test('are kept only as far as there is room: what was used longest ago is read again', async () => {
    const { reader, read, kinds } = await store(plain, 3, true);
    const [one] = kinds['papers']!.shards;
    const source = await readPaperSource(reader, { heldBytes: 2.5 * one!.bytes });
    for (const row of [0, 3, 0, 6, 0, 3]) await source.read([row]);
    const names = kinds['papers']!.shards.map(({ name }) => name);
    expect(read).toEqual([names[0], names[1], names[2], names[1]]);
  });

  test('of a damaged file are told with its name, and the others are read; a file that is whole again is read', async () => {
    const { reader, files, kinds } = await store(plain, 3, true);
    const { name } = kinds['papers']!.shards[1]!;
    const whole = files.get(name)!;
    files.set(
      name,
      whole.map((byte, at) => (at === 20 ? byte ^ 1 : byte)),
    );
    const source = await readPaperSource(reader);
    await expect(source.read([0, 4])).rejects.toSatisfy(
      (error) => isExplorerError(error, 'ATLAS_DAMAGED') && error.message.includes(name),
    );
    expect(await source.read([0, 8])).toEqual([plain[0], plain[8]]);
    files.set(name, whole);
    expect(await source.read([4])).toEqual([plain[4]]);
  });

  test('that are no papers, and cards that are none, are damage', async () => {
    const odd = { ...plain[0]!, title: 5 } as unknown as Paper;
    const withCards = await store([odd, plain[1]!], 1, true);
    await expect(readPaperSource(withCards.reader)).rejects.toMatchObject({ code: 'ATLAS_DAMAGED' });
    const without = await store([odd, plain[1]!], 1, false);
    await expect(readPaperSource(without.reader)).rejects.toMatchObject({ code: 'ATLAS_DAMAGED' });
  });

  test('are not read for someone who has gone', async () => {
    const { reader } = await store(plain, 3, true);
    const source = await readPaperSource(reader);
    await expect(source.read([1], AbortSignal.abort())).rejects.toMatchObject({ code: 'ABORTED' });
    await expect(readPaperSource(reader, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});
