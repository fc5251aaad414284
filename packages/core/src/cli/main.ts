#!/usr/bin/env node
import { nodeVersionProblem } from './node-version.ts';

// The program is loaded after the check: on an old Node its imports end in a stack trace before a line of it has run.
const problem = nodeVersionProblem(process.versions.node);
if (problem === null) await import('./program.ts');
else {
  console.error(`error: ${problem}`);
  process.exitCode = 1;
}
