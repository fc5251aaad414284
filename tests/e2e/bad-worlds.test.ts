import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { copyAtlas, fileOfKind, sealManifest } from '../support/changed-atlas.ts';
import { ask, describeInBrowser, parts, waitForMap } from '../support/explorer-page.ts';
import type { Change } from '../support/static-site.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { openWorld } from '../support/world.ts';

const NOT_FOUND = /Failed to load resource.* 404/;
const { failure } = words;

/** One byte of a file is another. */
function altered(file: string): Uint8Array {
  const bytes = new Uint8Array(readFileSync(file));
  const at = bytes.length >> 1;
  bytes[at] = bytes[at]! ^ 1;
  return bytes;
}

async function expectWordsWork(page: Page): Promise<void> {
  await ask(page, 'rationales', 'words');
  expect(await parts.hits(page).count()).toBeGreaterThan(3);
}

async function expectPaperWorks(page: Page): Promise<void> {
  await parts.hits(page).first().click();
  await parts.paperTitle(page).waitFor();
  expect(await parts.nearest(page).count()).toBe(10);
}

describeInBrowser('bad worlds', () => {
  const seed = inject('seedAtlas');
  const shard = (kind: string) => fileOfKind(seed, kind);
  const alert = (page: Page, text: string) => parts.alerts(page).filter({ hasText: text });

  describe('an atlas that cannot be opened', () => {
    const manifest = () => readFileSync(join(seed, 'manifest.json'), 'utf8');
    const worlds: [string, string, string | (() => string), () => Record<string, Change>][] = [
      ['no atlas', failure.noAtlas, 'manifest.json', () => ({ 'atlas/': null })],
      [
        'a manifest that is a web page',
        failure.noAtlas,
        'manifest.json',
        () => ({
          'atlas/manifest.json': (response) =>
            response.setHeader('content-type', 'text/html').end('<!doctype html>'),
        }),
      ],
      [
        'a manifest cut in half',
        failure.damaged,
        'manifest.json',
        () => ({
          'atlas/manifest.json': manifest().slice(0, 2000),
        }),
      ],
      [
        'a manifest with one digit changed',
        failure.damaged,
        'manifest.json',
        () => ({
          'atlas/manifest.json': manifest().replace('"seed": 42', '"seed": 43'),
        }),
      ],
      [
        'a manifest of a later version',
        failure.unsupported,
        'manifest.json',
        () => ({
          'atlas/manifest.json': sealManifest({ ...JSON.parse(manifest()), format: 999 }),
        }),
      ],
      [
        'papers that are missing',
        failure.damaged,
        () => shard('papers'),
        () => ({ [`atlas/${shard('papers')}`]: null }),
      ],
      [
        'papers that were altered',
        failure.damaged,
        () => shard('papers'),
        () => ({
          [`atlas/${shard('papers')}`]: altered(join(seed, shard('papers'))),
        }),
      ],
      [
        'papers that end early',
        failure.damaged,
        () => shard('papers'),
        () => ({
          [`atlas/${shard('papers')}`]: readFileSync(join(seed, shard('papers'))).subarray(0, 1000),
        }),
      ],
    ];
    test.each(worlds)(
      '%s: says what is wrong with which file, and what to do',
      async (_name, title, file, changes) => {
        await using world = await openWorld(seed, changes(), { expected: NOT_FOUND });
        const { page } = world;
        await page.getByRole('heading', { level: 1, name: title }).waitFor();
        await page.getByText(`${failure.file}: ${typeof file === 'string' ? file : file()}`).waitFor();
        await page.getByRole('button', { name: failure.retry }).waitFor();
        expect(await parts.search(page).isVisible()).toBe(false);
        // The file is named once; its whole address is for those who unfold it.
        if (title === failure.damaged) {
          const address = page.getByText(new RegExp(`^http.*${typeof file === 'string' ? file : file()}`));
          expect(await address.isVisible()).toBe(false);
          await page.getByText(failure.details).click();
          await address.waitFor();
        }
      },
    );

    test('once it is there, trying again opens it', async () => {
      let isThere = false;
      const manifestOrNot: Change = (response, file) =>
        isThere ? response.end(readFileSync(file)) : response.writeHead(404).end();
      await using world = await openWorld(
        seed,
        { 'atlas/manifest.json': manifestOrNot },
        { expected: NOT_FOUND },
      );
      const { page } = world;
      const retry = page.getByRole('button', { name: failure.retry });
      await retry.waitFor();
      isThere = true;
      await retry.click();
      await page.getByText(words.rest.lead(209)).waitFor();
    });
  });

  describe('an atlas with a broken part', () => {
    const breakings: [string, (file: string) => Change][] = [
      ['missing', () => null],
      ['altered', (file) => altered(join(seed, file))],
    ];
    const change = (kind: string, breaking: (file: string) => Change) => ({
      [`atlas/${shard(kind)}`]: breaking(shard(kind)),
    });

    test.each(breakings)(
      'vectors that are %s: map, words and nearest papers work, and it says so',
      async (_, breaking) => {
        await using world = await openWorld(seed, change('embeddings', breaking), { expected: NOT_FOUND });
        const { page } = world;
        await waitForMap(page);
        await alert(page, failure.part(shard('embeddings')))
          .getByText(words.model.noVectors)
          .waitFor();
        await expectWordsWork(page);
        await expectPaperWorks(page);
      },
    );

    test.each(breakings)('nearest papers that are %s are computed again', async (_, breaking) => {
      await using world = await openWorld(seed, change('neighbors', breaking), {
        expected: NOT_FOUND,
        isModelHeld: true,
      });
      const { page } = world;
      await alert(page, failure.part(shard('neighbors')))
        .getByText(failure.stillWorks.graphMade)
        .waitFor();
      await waitForMap(page);
      await expectWordsWork(page);
      await expectPaperWorks(page);
    });

    test.each(breakings)('a map that is %s is drawn again on the page, with names', async (_, breaking) => {
      await using world = await openWorld(seed, change('projection', breaking), {
        expected: NOT_FOUND,
        isModelHeld: true,
      });
      const { page } = world;
      await alert(page, failure.part(shard('projection')))
        .getByText(failure.stillWorks.map)
        .waitFor();
      await page.getByText(words.status.made).first().waitFor();
      await waitForMap(page);
      expect(await parts.column(page).getByRole('listitem').count()).toBeGreaterThan(2);
    });

    test.each(breakings)('regions that are %s are left out', async (_, breaking) => {
      await using world = await openWorld(seed, change('regions', breaking), {
        expected: NOT_FOUND,
        isModelHeld: true,
      });
      const { page } = world;
      await alert(page, failure.part(shard('regions')))
        .getByText(failure.stillWorks.regions)
        .waitFor();
      await waitForMap(page);
      await expectWordsWork(page);
      await expectPaperWorks(page);
    });

    test('everything but the papers missing: they are listed and found by words', async () => {
      const kinds = ['embeddings', 'neighbors', 'neighbor-distances', 'projection', 'regions', 'membership'];
      const changes = Object.fromEntries(kinds.map((kind) => [`atlas/${shard(kind)}`, null]));
      await using world = await openWorld(seed, changes, { expected: NOT_FOUND });
      const { page } = world;
      await page.getByRole('heading', { name: words.map.none }).waitFor();
      for (const kind of ['embeddings', 'projection']) await alert(page, failure.part(shard(kind))).waitFor();
      await page.getByText(words.rest.noMap(209), { exact: true }).waitFor();
      await expectWordsWork(page);
      await parts.hits(page).first().click();
      await parts.paper(page).getByText(words.paper.noNearest).waitFor();
    });
  });

  describe('a model that does not fit', () => {
    const model = 'models/Xenova/all-MiniLM-L6-v2';
    test.each([
      ['a model that is missing', 'models/', `${model}/`],
      [
        'weights that are missing',
        `${model}/onnx/model_quantized.onnx`,
        `${model}/onnx/model_quantized.onnx`,
      ],
      ['a tokenizer that is missing', `${model}/tokenizer.json`, `${model}/tokenizer.json`],
      ['a runtime that is missing', 'runtime/', 'runtime/ort-wasm-simd-threaded.wasm'],
    ])('%s: it names the file, and words, map and nearest papers work', async (_name, missing, named) => {
      await using world = await openWorld(seed, { [missing]: null }, { expected: NOT_FOUND });
      const { page } = world;
      await waitForMap(page);
      await alert(page, words.model.missing).getByText(named).first().waitFor();
      await expectWordsWork(page);
      await expectPaperWorks(page);
    });

    test('a model that is another one than the atlas’s is not used, and it says so', async () => {
      const other = join(makeTemporaryFolder(), 'other.atlas');
      copyAtlas(seed, other, (manifest) => {
        manifest.model.sha256 = '0'.repeat(64);
      });
      await using world = await openWorld(other);
      const { page } = world;
      await waitForMap(page);
      await alert(page, words.model.otherModel('Xenova/all-MiniLM-L6-v2')).waitFor();
      await expectWordsWork(page);
      await expectPaperWorks(page);
    });

    test('weights that were altered are not used', async () => {
      const weights = `${model}/onnx/model_quantized.onnx`;
      const file = join(import.meta.dirname, '../../data', weights);
      await using world = await openWorld(seed, { [weights]: altered(file) });
      const { page } = world;
      await alert(page, words.model.missing).waitFor();
      await expectWordsWork(page);
    });

    test('a tokenizer that is no JSON: it names the file', async () => {
      await using world = await openWorld(seed, { [`${model}/tokenizer.json`]: '{"half":' });
      const { page } = world;
      await alert(page, words.model.missing).waitFor();
      await expectWordsWork(page);
    });
  });
});
