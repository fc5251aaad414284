import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listBenches } from './bench-files.mjs';
import { renderTable, withTable } from './performance-table.mjs';

test("README's table of performance is what the kept results say: `npm run bench -- --table` writes it", async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const table = await renderTable(listBenches(), async (file: string) => await import(file));
  expect(table.split('\n').length).toBeGreaterThan(4);
  expect(readme).toBe(withTable(readme, table));
});
