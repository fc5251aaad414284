import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { removeMarkup } from './markup.ts';

/** As shown, in single spaces. */
function shown(text: string): string {
  return (removeMarkup(text)?.text ?? text).replace(/\s+/g, ' ').trim();
}

describe('removeMarkup', () => {
  test('says null to a text without markup', () => {
    expect(removeMarkup('A plain text: 3 > 2.')).toBeNull();
  });

  test.each([
    ['{B}ayesian {GAN}s', 'Bayesian GANs'],
    ['\\textbf{Fast} \\emph{and} {\\bf bold}', 'Fast and bold'],
    [
      'Erd\\H{o}s--R\\\'enyi, Schr\\"odinger, na\\"{\\i}ve, \\v{S}koda',
      'Erdos-Renyi, Schrodinger, naive, Skoda',
    ],
    ['\\O rsted and stra\\ss e', 'Orsted and strasse'],
    ['$\\ell_{1}$ and $\\ell_\\infty$', '$l_1$ and $l_infinity$'],
    ['$\\alpha\\beta$, $2\\varepsilon$', '$alpha beta$, $2epsilon$'],
    ['$\\mathcal{O}(n \\log n)$', '$O(n log n)$'],
    ['$\\frac{1}{2}$', '$ 1 2$'],
    ['as in \\cite[p. 3]{smith2020} and \\ref{fig:a}', 'as in and'],
    ['90\\% of R\\&D, a\\_b', '90 of R&D, a_b'],
    ['H<sub>2</sub>O in <i>E. coli</i>', 'H2O in E. coli'],
    ['<jats:p>Text</jats:p><a href="http://x.org/">link</a>', 'Text link'],
    ['R&amp;D, &beta;-cells, K&ouml;ln, &#955;, &#x3bb;, A&nbsp;B', 'R&D, beta-cells, Koln, λ, λ, A B'],
  ])('%s is shown as %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test('takes no word from what only looks like markup', () => {
    const text = 'if x < y and z > w, {a, b} & c; AT&T; p<0.05 & q>0.1; a <b and c> d';
    const words = text.match(/\w+/g);
    expect(shown(text).match(/\w+/g)).toEqual(words);
  });

  test('knows where each character stands in the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '\\',
            '{',
            '}',
            '"',
            'o',
            '\\alpha',
            ' ',
            '<sub>',
            '&amp;',
            'é',
            '--',
            '_',
            '1',
            '&#x3bb;',
          ),
          {
            maxLength: 20,
          },
        ),
        (pieces) => {
          const text = pieces.join('');
          const found = removeMarkup(text);
          if (found === null) return;
          expect(found.places.length).toBe(found.text.length);
          found.places.forEach((place, at) => {
            expect(place).toBeGreaterThanOrEqual(found.places[at - 1] ?? 0);
            expect(place).toBeLessThan(text.length);
          });
        },
      ),
      { numRuns: 3000, seed: 1 },
    );
  });
});
