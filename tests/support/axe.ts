import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe-core finds, each as one line. Run over the debugger's wire, which the page's policy lets through.
 *
 * @param least so many rules must have found something to look at: fewer beneath an open dialog, which hides the page
 */
export async function findViolations(page: Page, least = 20): Promise<string[]> {
  await page.evaluate(`typeof axe === 'undefined' && (() => { ${AXE} })()`);
  return page.evaluate(
    async ({ rules, least }) => {
      const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
      const { violations, passes } = await axe.run({ runOnly: rules });
      if (passes.length < least) throw new Error(`axe-core looked at ${passes.length} rules only`);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
      );
    },
    { rules: RULES, least },
  );
}
