import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { runCli } from '../support/cli.ts';
import {
  addressOf,
  ask,
  describeInBrowser,
  middleOfMap,
  parts,
  waitForMap,
  waitForMeaning,
} from '../support/explorer-page.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { openWorld } from '../support/world.ts';

describeInBrowser('atlases that are small or poor', () => {
  const folder = makeTemporaryFolder();
  const papers = [
    {
      id: 'one',
      title: 'How rationales explain',
      abstract: 'A rationale explains. Models give reasons.',
      year: 2020,
    },
    {
      id: 'two',
      title: 'Games and beliefs',
      abstract: 'Players believe that others are rational.',
      year: 2021,
    },
    { id: 'three', title: 'Soil of old vineyards', abstract: '', year: 2022 },
  ];
  const yearless = Array.from({ length: 16 }, (_, at) => ({
    title: `Paper ${at} on ${['rationales', 'games', 'soil', 'stars'][at % 4]}`,
    abstract:
      at % 3 === 0 ? '' : `What number ${at} says of ${['reasons', 'players', 'wine', 'light'][at % 4]}.`,
  }));
  const worlds = { one: papers.slice(0, 1), three: papers, yearless };
  const dirOf = (name: keyof typeof worlds) => join(folder, `${name}.atlas`);
  beforeAll(async () => {
    for (const [name, records] of Object.entries(worlds)) {
      const args = ['build', '-', '--format', 'json', '--out', dirOf(name as keyof typeof worlds)];
      const { code, stderr } = await runCli(args, { input: JSON.stringify(records) });
      expect(code, stderr).toBe(0);
    }
  });

  test('one paper: it is there, on the map and in the list, and is the only one', async () => {
    await using world = await openWorld(dirOf('one'));
    const { page } = world;
    await waitForMap(page);
    await page.getByText(words.rest.lead(1)).waitFor();
    await waitForMeaning(page);
    const { x, y } = await middleOfMap(page);
    await page.mouse.click(x, y);
    await expect.poll(() => addressOf(page, 'paper')).toBe('one');
    await parts.paper(page).getByText(words.paper.alone).waitFor();
    await page.keyboard.press('Escape');
    await ask(page, 'reasons');
    expect(await parts.hits(page).count()).toBe(1);
    expect(await parts.searchLine(page).innerText()).toMatch(/^1 paper\s/);
  });

  test('three papers: listed, found, and each other’s nearest', async () => {
    await using world = await openWorld(dirOf('three'));
    const { page } = world;
    await waitForMap(page);
    await page.getByText(words.rest.few).waitFor();
    await page.getByText(words.rest.noMap(3), { exact: true }).first().waitFor();
    expect(await page.getByLabel(words.status.label).innerText()).not.toContain('%');
    await parts.column(page).getByRole('button', { name: papers[2]!.title }).click();
    await parts.paper(page).getByText(words.paper.noAbstract).waitFor();
    expect(await parts.nearest(page).count()).toBe(2);
    // All others are its nearest, on any map, and all lie in one region: neither is said.
    expect(await parts.paper(page).getByText(words.paper.kept(2, 2)).isVisible()).toBe(false);
    expect(
      await parts
        .paper(page)
        .getByRole('button', { name: /^Region / })
        .count(),
    ).toBe(0);
    await page.keyboard.press('Escape');
    await waitForMeaning(page);
    await ask(page, 'wine');
    expect(await parts.hits(page).first().innerText()).toContain(papers[2]!.title);
  });

  test('papers without years, authors and abstracts show nothing where there is nothing', async () => {
    await using world = await openWorld(dirOf('yearless'));
    const { page } = world;
    await waitForMap(page);
    await waitForMeaning(page);
    await ask(page, 'wine');
    for (let at = 0; at < 4; at++) {
      await parts.hits(page).nth(at).click();
      expect(await parts.paper(page).innerText()).not.toMatch(/null|undefined|NaN|·\s*\n/);
      await page.keyboard.press('Escape');
    }
  });
});
