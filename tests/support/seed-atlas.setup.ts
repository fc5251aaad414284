import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { runCli, SEED } from './cli.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the atlas of the seed page: to be read, not changed. */
    readonly seedAtlas: string;
  }
}

/** Builds the atlas of the seed page once for all test files of a project, through the command line. */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'seed-atlas-'));
  const seedAtlas = join(folder, 'seed.atlas');
  const { code, stderr } = await runCli(['build', SEED, '--out', seedAtlas]);
  if (code !== 0) throw new Error(`the seed atlas could not be built:\n${stderr}`);
  project.provide('seedAtlas', seedAtlas);
  return () => rmSync(folder, { recursive: true, force: true });
}
