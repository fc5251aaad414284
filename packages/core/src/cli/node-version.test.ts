import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeVersionProblem } from './node-version.ts';

test('the supported versions of Node are those of the manifest', () => {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    engines: { node: string };
  };
  expect(engines.node).toBe('^20.19.0 || >=22.12.0');
  for (const version of ['20.19.0', '20.20.2', '22.12.0', '24.4.0', '26.0.0'])
    expect(nodeVersionProblem(version)).toBeNull();
  for (const version of ['16.20.2', '18.20.8', '20.18.3', '21.7.0', '22.11.0'])
    expect(nodeVersionProblem(version)).toMatch(new RegExp(`^got Node ${version}, expected .*; install `));
});

test('the command line loads nothing else before it has looked at the version', () => {
  const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
  const imports = (text: string) =>
    [...text.matchAll(/^(?:import|export) .*?'(.*)';$/gm)].map(([, from]) => from);
  expect(imports(read('main.ts'))).toEqual(['./node-version.ts']);
  expect(imports(read('node-version.ts'))).toEqual([]);
});
