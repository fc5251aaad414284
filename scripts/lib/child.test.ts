import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { runChild, runNode } from './child.mjs';

const evaluate = (code: string, options = {}) => runChild(process.execPath, ['-e', code], options);

test('both streams and the exit code are captured', async () => {
  const { code, output } = await evaluate(`console.log('out'); console.error('err'); process.exitCode = 3;`);
  expect(code).toBe(3);
  expect(output).toContain('out\n');
  expect(output).toContain('err\n');
});

test('captured output is never asked to be coloured', async () => {
  const { output } = await evaluate(`console.log(process.env.NO_COLOR, process.env.FORCE_COLOR)`, {});
  expect(output).toBe('1 undefined\n');
});

test('a program that is missing, and one that dies, are failures with a reason', async () => {
  const missing = await runChild('no-such-program-here', []);
  expect(missing).toMatchObject({ code: 1, output: expect.stringContaining('could not be started') });
  const dead = await evaluate(`process.kill(process.pid, 'SIGKILL')`);
  expect(dead).toMatchObject({ code: 1, output: expect.stringContaining('was ended by SIGKILL') });
});

test('a child over its time is stopped and says so', async () => {
  const { code, output } = await evaluate('setInterval(() => {}, 1000)', { minutes: 0.002 });
  expect(code).toBe(1);
  expect(output).toContain('its time limit');
});

test('an aborted child is stopped', async () => {
  const { code, output } = await evaluate('setInterval(() => {}, 1000)', {
    signal: AbortSignal.timeout(100),
  });
  expect(code).toBe(1);
  expect(output).toContain('was ended by SIGTERM');
});

test('an aborted child that does not listen is made to stop', async () => {
  const deaf = `process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000)`;
  const { code, output } = await evaluate(deaf, { signal: AbortSignal.timeout(1000) });
  expect(code).toBe(1);
  expect(output).toContain('was ended by SIG');
});

test('a signal reaches the child, is waited for, and ends the parent with its own exit code', async () => {
  const module = pathToFileURL(join(import.meta.dirname, 'child.mjs')).href;
  const inner = `process.on('SIGTERM', () => setTimeout(() => process.exit(0), 50)); console.error('ready'); setInterval(() => {}, 1000)`;
  const outer = `
    import { runChild } from '${module}';
    await runChild(process.execPath, ['-e', ${JSON.stringify(inner)}], { show: 'errors' })
      .catch((error) => process.exit(error.exitCode));`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', outer], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await once(parent.stderr, 'data');
  parent.kill('SIGTERM');
  expect(await once(parent, 'exit')).toEqual([143, null]);
});

test('a file runs with this very Node', async () => {
  const { output } = await runNode('-p', ['process.execPath']);
  expect(output.trim()).toBe(process.execPath);
});
