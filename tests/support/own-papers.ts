import type { Page } from 'playwright-core';
import { words } from '../../packages/demo/src/words.ts';
import { waitForMap } from './explorer-page.ts';

const TOPICS = [
  ['Wine', 'Old vines root deep in chalk soil, and the harvest of grapes follows the weather.'],
  ['Stars', 'Telescopes measure the light of distant galaxies and the mass of their black holes.'],
  ['Proofs', 'A theorem prover searches for formal proofs by induction over recursive programs.'],
] as const;
export const PAPERS = Array.from({ length: 15 }, (_, at) => {
  const [name, abstract] = TOPICS[at % TOPICS.length]!;
  return {
    id: `p${at}`,
    title: `${name}: study ${at}`,
    abstract: `${abstract} This is report ${at}.`,
    year: 2010 + at,
  };
});
export const JSONL = PAPERS.map((paper) => JSON.stringify(paper)).join('\n');

interface TestFile {
  readonly name: string;
  readonly text: string | Buffer;
}

/** Where things stand in the panel. */
export const own = {
  menu: (page: Page) => page.getByRole('button', { name: words.own.menu }),
  dialog: (page: Page) => page.getByRole('dialog', { name: words.own.title }),
  button: (page: Page, name: string) => own.dialog(page).getByRole('button', { name, exact: true }),
  entries: (page: Page) => own.dialog(page).locator('.kept-entry'),
};

/** Lets files fall onto the middle of the page, as from a file manager. */
export async function dropFiles(page: Page, ...files: readonly TestFile[]): Promise<void> {
  const plain = files.map(({ name, text }) => ({ name, bytes: [...Buffer.from(text)] }));
  await page.evaluate((given) => {
    const dataTransfer = new DataTransfer();
    for (const { name, bytes } of given) dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }, plain);
}

/** Makes an atlas of what was read and waits until it is on the map and kept. */
export async function makeOwn(page: Page, name: string, papers = PAPERS.length): Promise<void> {
  await own.button(page, words.own.make(papers, 0)).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await waitForMap(page);
}
