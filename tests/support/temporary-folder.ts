import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A new empty folder that is removed when the test file has ended. Call it inside a test file only. */
export function makeTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'paper-atlas-test-'));
  folders.push(folder);
  return folder;
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
