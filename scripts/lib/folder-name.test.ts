import { expect, test } from 'vitest';
import { folderNameProblem } from './folder-name.mjs';

test('a folder of almost any name will do', () => {
  for (const folder of [
    '/home/Zoë Müller/paper atlas',
    "/tmp/100% [new] (a) & b's $x",
    'C:\\Users\\Zoë\\atlas',
  ])
    expect(folderNameProblem(folder)).toBeNull();
});

test.each(['#', '?', '*'])('a name with %s is told with what to do', (sign) => {
  const problem = folderNameProblem(`/home/c${sign}/atlas`);
  expect(problem).toContain(`there is a ${sign} in its name; move the checkout`);
});
