import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examineAtlas, openAtlas, readPapers } from 'paper-atlas/node';
import { expect, test } from 'vitest';
import { runCli, SEED } from '../support/cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const KILLS = 30;

/** The time to the kill as a share of a build's own: half of them over all of it, half in its last fifth, where files are written. */
const shareOf = (kill: number): number => (kill % 2 === 0 ? (kill + 1) / KILLS : 0.8 + (0.25 * kill) / KILLS);

test(`a rebuild that is killed at ${KILLS} moments leaves the old atlas or the new one, never anything else`, async () => {
  const folder = makeTemporaryFolder();
  const out = join(folder, 'x.atlas');
  const { papers } = await readPapers(SEED);
  const halves = [papers.slice(0, 100), papers.slice(100, 200)];
  const inputs = halves.map((half, i) => {
    const file = join(folder, `half-${i}.jsonl`);
    writeFileSync(file, half.map((paper) => `${JSON.stringify(paper)}\n`).join(''));
    return file;
  });
  const build = (half: number, killAfterMs?: number) =>
    runCli(['build', inputs[half]!, '--out', out], {
      onStart: (child) => {
        if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
      },
    });

  const start = performance.now();
  expect((await build(0)).code).toBe(0);
  const duration = performance.now() - start;
  const seen = { old: 0, new: 0, killed: 0 };
  let current = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const next = 1 - current;
    const { code, signal } = await build(next, shareOf(kill) * duration);
    expect(signal === 'SIGKILL' || code === 0).toBe(true);
    await using atlas = await openAtlas(out);
    const ids = atlas.papers.map(({ id }) => id);
    const found = halves.findIndex(
      (half) => half.length === ids.length && half.every(({ id }, row) => id === ids[row]),
    );
    expect([current, next]).toContain(found);
    expect(await examineAtlas(out)).toMatchObject({ healthy: true, problems: [] });
    expect((await atlas.similar(ids[0]!, { limit: 5 })).length).toBe(5);
    if (signal === 'SIGKILL') seen.killed++;
    seen[found === next ? 'new' : 'old']++;
    current = found;
  }
  console.info(
    `killed ${seen.killed} of ${KILLS}: ${seen.old} times the old atlas, ${seen.new} times the new one`,
  );
  expect(seen.killed).toBeGreaterThan(KILLS / 2);
  // Nothing of the killed builds is in the way: no lock, no leaving that another build does not clear.
  expect((await build(1 - current)).code).toBe(0);
});
