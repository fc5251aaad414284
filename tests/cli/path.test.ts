import { expect, inject, test } from 'vitest';
import { runCli } from '../support/cli.ts';

const atlas = inject('seedAtlas');
const FIRST = 'Rationales for Sequential Predictions';
const LAST = 'STaR: Bootstrapping Reasoning With Reasoning';

test('path as JSON gives the steps with their closeness, from the first paper to the last', async () => {
  const { code, stdout, stderr } = await runCli(['path', atlas, FIRST, LAST, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const path = JSON.parse(stdout);
  expect(Object.keys(path)).toEqual(['from', 'to', 'whole', 'similarity', 'percentile', 'steps']);
  expect(path).toMatchObject({
    whole: true,
    steps: [{ id: path.from, title: FIRST, similarity: null }, ...path.steps.slice(1)],
  });
  expect(path.steps.at(-1)).toMatchObject({ id: path.to, title: LAST });
  expect(path.steps.length).toBeGreaterThan(2);
  for (const { similarity, percentile } of path.steps.slice(1)) {
    expect(similarity).toBeGreaterThan(path.similarity);
    expect(percentile).toBeGreaterThan(path.percentile);
  }
});

test('path for a person lists the papers on stdout and tells on stderr how close the two are', async () => {
  const { code, stdout, stderr } = await runCli(['path', atlas, FIRST, LAST]);
  expect(code).toBe(0);
  expect(stdout.startsWith(`1  ${FIRST}\n`)).toBe(true);
  expect(stdout).toMatch(/\n {3}│ closer than \d+(\.\d+)? % of the pairs of papers; similarity 0\.\d\d\n/);
  expect(stdout).toContain(LAST);
  expect(stderr).toMatch(/^the two papers themselves: closer than .* similarity 0\.\d\d\n$/);
});

test('path from a paper to itself says so', async () => {
  const { stdout } = await runCli(['search', atlas, 'rationale', '--limit', '1', '--json']);
  const { id } = JSON.parse(stdout).hits[0];
  const { code, stderr } = await runCli(['path', atlas, id, id]);
  expect([code, stderr]).toEqual([0, 'both are the same paper\n']);
});

test('path refuses an unknown paper with the nearest titles, and a missing one', async () => {
  const unknown = await runCli(['path', atlas, FIRST, 'Bootstrapping Reasoning']);
  expect(unknown).toMatchObject({ code: 1, stdout: '' });
  expect(unknown.stderr).toContain(LAST);
  expect((await runCli(['path', atlas, FIRST])).code).toBe(2);
});
