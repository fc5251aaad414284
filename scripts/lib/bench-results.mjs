import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { basename, dirname, join } from 'node:path';
import { runChild, runNode } from './child.mjs';
import { toolFile } from './tool.mjs';

/**
 * Keeps what a bench measured, with what it was measured on.
 *
 * @param {string} bench its file
 * @param {string} question
 * @param {unknown} result plain data
 * @returns {Promise<string>} the file
 */
export async function saveResult(bench, question, result) {
  const folder = join(dirname(bench), 'results');
  const name = basename(bench, '.ts');
  const file = join(folder, `${name}.json`);
  const [cpu] = os.cpus();
  const machine = {
    cpu: cpu?.model ?? 'unknown',
    cores: os.availableParallelism(),
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
  };
  const saved = { bench: name, question, commit: await currentCommit(), machine, result };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(saved, null, 2)}\n`);
  await runNode(toolFile('@biomejs/biome', 'biome'), ['format', '--write', file]);
  return file;
}

/** @returns {Promise<string>} marked when the working tree differs from it */
async function currentCommit() {
  const head = await runChild('git', ['rev-parse', '--short=12', 'HEAD']);
  if (head.code !== 0) return 'unknown';
  const status = await runChild('git', ['status', '--porcelain']);
  return head.output.trim() + (status.output.trim() === '' ? '' : ' with changes');
}
