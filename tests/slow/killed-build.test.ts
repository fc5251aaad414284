import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, type FSWatcher, readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examineAtlas, openAtlas, type Paper, readPapers } from 'paper-atlas/node';
import { expect, test } from 'vitest';
import { runCli, SEED } from '../support/cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const KILLS = 30;
const PAPERS = 60;

/** Kills after a time, or when so many changes of files were seen in the atlas folder. */
type Moment = { readonly afterMs: number } | { readonly afterChanges: number };

/** Half of the kills spread over a build's own time, half over the changes that it makes to files. */
function momentOf(kill: number, buildMs: number): Moment {
  return kill % 2 === 0
    ? { afterMs: ((kill + 1) / KILLS) * buildMs }
    : { afterChanges: 1 + Math.floor((kill / 2) * 4) };
}

function killAt(moment: Moment, folder: string, kill: () => void): () => void {
  if ('afterMs' in moment) {
    const timer = setTimeout(kill, moment.afterMs);
    return () => clearTimeout(timer);
  }
  let changes = 0;
  const seen = (): void => {
    if (++changes === moment.afterChanges) kill();
  };
  const watchers: FSWatcher[] = [folder, join(folder, 'data')]
    .filter(existsSync)
    .map((path) => watch(path, seen));
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}

test(`a rebuild that is killed at ${KILLS} moments leaves the old atlas or the new one, never anything else`, async () => {
  const folder = makeTemporaryFolder();
  const out = join(folder, 'x.atlas');
  const { papers } = await readPapers(SEED);
  /** Every build has other papers, so that each writes every file anew. */
  const corpusOf = (build: number): readonly Paper[] => papers.slice(build, build + PAPERS);
  const build = async (number: number, moment?: Moment) => {
    const input = join(folder, 'papers.jsonl');
    writeFileSync(
      input,
      corpusOf(number)
        .map((paper) => `${JSON.stringify(paper)}\n`)
        .join(''),
    );
    let disarm = (): void => {};
    const result = await runCli(['build', input, '--out', out], {
      onStart: (child) => {
        if (moment !== undefined) disarm = killAt(moment, out, () => child.kill('SIGKILL'));
      },
    });
    disarm();
    return result;
  };
  const idsOf = (number: number): string[] => corpusOf(number).map(({ id }) => id);

  expect((await build(0)).code).toBe(0);
  const start = performance.now();
  expect((await build(1)).code).toBe(0);
  const buildMs = performance.now() - start;
  const seen = { killed: 0, old: 0, new: 0 };
  let current = 1;
  for (let kill = 0; kill < KILLS; kill++) {
    const next = 2 + kill;
    const { code, signal } = await build(next, momentOf(kill, buildMs));
    expect(signal === 'SIGKILL' || code === 0).toBe(true);
    await using atlas = await openAtlas(out);
    const ids = atlas.papers.map(({ id }) => id);
    if (ids[0] === idsOf(next)[0]) current = next;
    expect(ids).toEqual(idsOf(current));
    expect(await examineAtlas(out)).toMatchObject({ healthy: true, problems: [] });
    expect(await atlas.similar(ids[0]!, { limit: 5 })).toHaveLength(5);
    if (signal === 'SIGKILL') {
      seen.killed++;
      seen[current === next ? 'new' : 'old']++;
    }
  }
  console.info(
    `killed ${seen.killed} of ${KILLS}: the old atlas ${seen.old} times, the new one ${seen.new} times`,
  );
  expect(seen.killed).toBeGreaterThan(KILLS / 2);
  // Nothing of the killed builds is in the way: no lock, no leaving that another build does not clear.
  expect((await build(2 + KILLS)).code).toBe(0);
  expect((await build(3 + KILLS)).code).toBe(0);
  const { kinds } = (await openAtlas(out)).manifest;
  const named = Object.values(kinds).flatMap(({ shards }) => shards.map(({ name }) => name));
  expect(readdirSync(join(out, 'data')).filter((name) => name.startsWith('.'))).toEqual([]);
  // This generation's files and those of the one before.
  expect(readdirSync(join(out, 'data')).length).toBeLessThanOrEqual(2 * named.length);
});

test('a first build that is killed where it saves the index is in nobody’s way', async () => {
  const out = join(makeTemporaryFolder(), 'x.atlas');
  const args = ['build', SEED, '--out', out];
  expect((await runCli(args)).code).toBe(0);
  const [hnsw] = readdirSync(join(out, 'data')).filter((name) => name.startsWith('hnsw-'));
  // What hnswlib leaves when it is killed: its file under the name that it has until it is whole.
  cpSync(join(out, 'data', hnsw!), join(out, 'data', `.tmp-${randomUUID()}.part`));
  for (const name of ['manifest.json', 'build-report.json']) rmSync(join(out, name));
  const again = await runCli(args);
  expect(again.stderr).not.toMatch(/ATLAS_EXISTS/);
  expect(again.code).toBe(0);
  expect((await runCli(args)).code).toBe(0);
  expect(readdirSync(join(out, 'data')).filter((name) => name.startsWith('.'))).toEqual([]);
});
