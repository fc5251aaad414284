import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createRandom, type Hit, isExplorerError, openAtlas, readPapers, selectRows } from 'paper-atlas/node';
import { expect, test } from 'vitest';
import { runCli, SEED } from '../support/cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const CASES = 1000;

interface Answers {
  /** Of both scores, by the scan of all vectors. */
  readonly hits: readonly Hit[];
  /** From the HNSW index. */
  readonly near: Int32Array;
  readonly places: Float32Array;
  readonly regions: string;
  readonly membership: Int32Array;
  readonly neighbors: Int32Array;
  /** What the next build goes on from. */
  readonly reserve: Int32Array | undefined;
  readonly manifest: string;
}

/** Asks an atlas for everything it has. */
async function askAll(dir: string, warnings: string[]): Promise<Answers> {
  await using atlas = await openAtlas(dir, { onWarning: (message) => warnings.push(message) });
  await atlas.placement();
  return {
    hits: await atlas.similar(atlas.papers[3]!.id, { limit: 3 }),
    near: (await (await atlas.index()).search(selectRows(await atlas.embeddings(), [3]), 3)).indices,
    places: (await atlas.projection()).xy,
    regions: JSON.stringify(await atlas.regions()),
    membership: await atlas.membership(),
    neighbors: (await atlas.neighbors()).indices,
    reserve: (await atlas.neighborReserve())?.indices,
    manifest: JSON.stringify(atlas.manifest),
  };
}

const filesOf = (dir: string): string[] => [
  'manifest.json',
  ...readdirSync(join(dir, 'data')).map((name) => join('data', name)),
];
const kindOf = (name: string): string => name.replace(/-[0-9a-f]{16}\..*$/, '');

test(`${CASES} damaged atlases: an error that names the file, or a rebuilt part; no crash, no wrong answer`, async () => {
  const folder = makeTemporaryFolder();
  const { papers } = await readPapers(SEED);
  const dirs = ['whole', 'other'].map((name) => join(folder, name));
  for (const [i, dir] of dirs.entries()) {
    const input = JSON.stringify(papers.slice(100 * i, 100 * (i + 1)));
    expect((await runCli(['build', '-', '--format', 'json', '--out', dir], { input })).code).toBe(0);
  }
  const [whole, other] = dirs as [string, string];
  const expected = await askAll(whole, []);
  const files = filesOf(whole);
  const damaged = join(folder, 'damaged');
  cpSync(whole, damaged, { recursive: true });
  const random = createRandom(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const counts = { refused: 0, rebuilt: 0 };

  for (let at = 0; at < CASES; at++) {
    const name = files[at % files.length]!;
    const file = join(damaged, name);
    const damage = pick(['truncated', 'flipped', 'missing', 'swapped'] as const);
    const bytes = readFileSync(file);
    if (damage === 'truncated') truncateSync(file, Math.floor(random() * bytes.length));
    else if (damage === 'flipped') {
      const flipped = Uint8Array.from(bytes);
      flipped[Math.floor(random() * bytes.length)]! ^= 1 << Math.floor(random() * 8);
      writeFileSync(file, flipped);
    } else if (damage === 'missing') renameSync(file, `${file}.gone`);
    else
      copyFileSync(
        join(
          other,
          name === 'manifest.json'
            ? name
            : filesOf(other).find((candidate) => kindOf(candidate) === kindOf(name))!,
        ),
        file,
      );

    const warnings: string[] = [];
    const what = `case ${at}: ${name} ${damage}`;
    const outcome = await askAll(damaged, warnings).catch((error: unknown) => error);
    if (outcome instanceof Error) {
      expect(isExplorerError(outcome), `${what}: ${outcome.stack}`).toBe(true);
      // The other atlas's manifest names other files: it is their absence that is told.
      if (!(name === 'manifest.json' && damage === 'swapped')) expect(outcome.message, what).toContain(name);
      counts.refused++;
    } else {
      expect(kindOf(name), what).toMatch(/^data.(hnsw|calibration|keywords)$/);
      expect(warnings.join('\n'), what).toContain(name);
      expect(outcome, what).toEqual(expected);
      counts.rebuilt++;
    }
    if (existsSync(`${file}.gone`)) rmSync(`${file}.gone`);
    writeFileSync(file, bytes);
  }
  expect(await askAll(damaged, [])).toEqual(expected);
  console.info(`${CASES} cases: ${counts.refused} refused, ${counts.rebuilt} parts rebuilt from the others`);
});
