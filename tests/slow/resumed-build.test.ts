import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examineAtlas, readPapers } from 'paper-atlas/node';
import { expect, test } from 'vitest';
import { SEED } from '../support/cli.ts';
import { type BuildRun, filesOfAtlas, runBuildChild } from '../support/resumed-build.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const KILLS = 30;
/** Of the sample page: so many texts that no build is done before it was killed so often, however fast it is. */
const COPIES = 4;

test(`a build that is killed ${KILLS} times loses no text that was done and ends with the same bytes`, async () => {
  const folder = makeTemporaryFolder();
  const input = join(folder, 'papers.jsonl');
  const { papers } = await readPapers(SEED);
  const lines = Array.from({ length: COPIES }, (_, copy) =>
    papers.map((paper) => ({
      ...paper,
      id: `${copy}-${paper.id}`,
      doi: null,
      arxivId: null,
      title: `${paper.title} (${copy})`,
    })),
  ).flat();
  writeFileSync(input, lines.map((paper) => `${JSON.stringify(paper)}\n`).join(''));
  expect(await runBuildChild(input, join(folder, 'undisturbed'))).toMatchObject({ isKilled: false });

  const out = join(folder, 'killed');
  let [kills, lost, least] = [0, 0, 0];
  let last: BuildRun | undefined;
  for (let attempt = 0; kills < KILLS; attempt++) {
    // By texts, so that every run comes a little further; then by time, so that it strikes between any two instructions.
    const run = await runBuildChild(input, out, { afterTexts: attempt % 7, thenMs: Math.random() * 12 });
    last = run;
    if (!run.isKilled) break;
    kills++;
    if (run.reused === null) continue;
    lost += Math.max(0, least - run.reused.resumed);
    expect(run.reused.resumed).toBeGreaterThanOrEqual(least);
    expect(run.warnings.filter((warning) => !/unfinished embedding/.test(warning))).toEqual([]);
    least = Math.max(run.done, run.reused.resumed);
  }
  if (last?.isKilled !== false) last = await runBuildChild(input, out);
  console.info(
    `killed ${kills} times, ${lost} done texts lost; the last run: ${JSON.stringify(last.reused)}`,
  );
  expect(kills).toBeGreaterThanOrEqual(10);
  expect(last.reused!.resumed).toBeGreaterThanOrEqual(least);
  expect(filesOfAtlas(out)).toEqual(filesOfAtlas(join(folder, 'undisturbed')));
  expect(readdirSync(out).sort()).toEqual(['build-report.json', 'data', 'manifest.json']);
  expect((await examineAtlas(out)).healthy).toBe(true);
});
