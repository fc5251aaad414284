import { expect, test } from 'vitest';
import { nodeVersionProblem } from './node-version.mjs';

test('the supported versions are those of the manifests', () => {
  const fine = ['20.19.0', '20.20.2', '22.12.0', '22.21.1', '23.0.0', '24.4.0', '26.0.0'];
  expect(fine.filter((version) => nodeVersionProblem(version) !== null)).toEqual([]);
  const old = ['16.20.2', '18.20.0', '19.9.0', '20.18.3', '21.7.0', '22.11.0'];
  expect(old.filter((version) => nodeVersionProblem(version) === null)).toEqual([]);
});

test('an old Node is told what was found, what is expected and what to do', () => {
  expect(nodeVersionProblem('18.20.0')).toMatch(/^got Node 18\.20\.0, expected .*; install /);
});
