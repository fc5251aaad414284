import { join } from 'node:path';
import { runChild } from './child.mjs';
import { Failure } from './failure.mjs';
import { fingerprint } from './fingerprint.mjs';
import { CORE } from './paths.mjs';
import { readStamp, removeStamp, writeStamp } from './stamp.mjs';

/**
 * The packages that benches compare with. They are an install of their own: older releases of what the
 * library itself uses, which the workspace must not see.
 */
export const PEERS = join(CORE, 'bench', 'peers');

const STAMP = join(PEERS, 'node_modules', '.paper-atlas-install');

/** @param {import('./step-log.mjs').StepLog} log */
export async function ensurePeers(log) {
  const files = ['package.json', 'package-lock.json'].map((name) => join(PEERS, name));
  const inputs = fingerprint(PEERS, files, [process.versions.modules ?? '', process.platform, process.arch]);
  if (readStamp(STAMP)?.inputs === inputs) return;
  log.begin('peers');
  removeStamp(STAMP);
  // No build scripts: what runs on a CPU is in the packages, the scripts fetch from other hosts.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { code, output, seconds } = await runChild('npm', args, { cwd: PEERS });
  if (code !== 0) {
    log.fail('peers', seconds);
    throw new Failure(`${output}\nThe benches' peers did not install (npm ${args.join(' ')}, in ${PEERS}).`);
  }
  writeStamp(STAMP, { inputs });
  log.done('peers', seconds);
}
