import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type PublicName, readPublicNames } from './exports/public-names.ts';

// A change here is a change of what users may rely on: the diff of the snapshot is read with that in mind.
// After a wanted change: npm test -- repo exports -u

const CORE = join(import.meta.dirname, '../packages/core');

const ENTRIES = [
  { name: 'paper-atlas', source: 'src/index.ts', load: () => import('paper-atlas') },
  { name: 'paper-atlas/node', source: 'src/node.ts', load: () => import('paper-atlas/node') },
];

describe.each(ENTRIES)('$name', ({ name, source, load }) => {
  const names = () => readPublicNames(join(CORE, source));

  test('exports what it did', async () => {
    const snapshot = `${names().map(formatName).join('\n')}\n`;
    await expect(snapshot).toMatchFileSnapshot(`./exports/${name.replace('/', '-')}.txt`);
  });

  test('exports at run time what its source says', async () => {
    const values = names().filter(({ isType }) => !isType);
    expect(Object.keys(await load()).sort()).toEqual(values.map((value) => value.name));
  });
});

test('paper-atlas/node has all that the portable entry has', () => {
  const [portable, node] = ENTRIES.map(({ source }) => readPublicNames(join(CORE, source)).map(formatName));
  expect(node).toEqual(expect.arrayContaining(portable ?? []));
});

test('the package offers these entries and its manifest, and nothing behind them', () => {
  const { exports } = JSON.parse(readFileSync(join(CORE, 'package.json'), 'utf8'));
  expect(Object.keys(exports)).toEqual(['.', './node', './package.json']);
});

function formatName({ name, isType }: PublicName): string {
  return isType ? `type ${name}` : name;
}
