import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformWithOxc } from 'vite';

const ROOT = join(import.meta.dirname, '..', '..');
const CLI = join(ROOT, 'packages/core/dist/cli/main.js');

/** A folder in which a reader could be typing: the library is installed, the project's data is there. */
export interface ExampleFolder extends Disposable {
  /** Runs a TypeScript or JavaScript example with plain Node; gives its output, throws with it on a failure. */
  runCode(code: string): Promise<string>;
  /** Runs one shell line in which `npm run -s atlas --` means the command line. */
  runShell(line: string): string;
}

/** Examples may read `data/…`, and every file of `tests/fixtures/examples`. */
export function createExampleFolder(): ExampleFolder {
  const folder = mkdtempSync(join(tmpdir(), 'paper-atlas-docs-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(ROOT, 'packages/core'), join(folder, 'node_modules/paper-atlas'), 'junction');
  symlinkSync(join(ROOT, 'data'), join(folder, 'data'), 'junction');
  const fixtures = join(ROOT, 'tests/fixtures/examples');
  if (existsSync(fixtures)) cpSync(fixtures, folder, { recursive: true });
  let count = 0;

  const run = (program: string, args: readonly string[], source: string): string => {
    const { status, signal, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
    if (status === 0) return stdout;
    throw new Error(`ended with ${signal ?? status}:\n${source}\n${stdout}\n${stderr}`);
  };
  return {
    async runCode(code) {
      count++;
      const file = join(folder, `example-${count}.mjs`);
      const { code: plain } = await transformWithOxc(code, `example-${count}.ts`, { sourcemap: false });
      writeFileSync(file, plain);
      return run(process.execPath, [file], code);
    },
    runShell(line) {
      const command = line.replaceAll('npm run -s atlas --', `'${process.execPath}' '${CLI}'`);
      return run('sh', ['-c', command], line);
    },
    [Symbol.dispose]() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
