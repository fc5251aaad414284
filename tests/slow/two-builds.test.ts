import { join } from 'node:path';
import { examineAtlas } from 'paper-atlas/node';
import { expect, test } from 'vitest';
import { runCli, SEED } from '../support/cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

test('of two builds into one folder at once, one wins and the other is refused with a clear error', async () => {
  for (let round = 0; round < 5; round++) {
    const out = join(makeTemporaryFolder(), 'x.atlas');
    const results = await Promise.all(
      [0, 1].map(() => runCli(['build', SEED, '--out', out, '--workers', '1'])),
    );
    expect(results.map(({ code }) => code).sort()).toEqual([0, 1]);
    const refused = results.find(({ code }) => code === 1)!;
    expect(refused.stderr).toMatch(/ATLAS_LOCKED/);
    expect(refused.stderr).toContain(out);
    expect((await examineAtlas(out)).healthy).toBe(true);
  }
});
