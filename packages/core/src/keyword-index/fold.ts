const ASCII = /^[ -~]*$/;
/** Accents of Latin, Greek and Cyrillic letters; the marks of other scripts are part of their letters. */
const ACCENTS = /[\u0300-\u036f]/g;
const NOT_A_LETTER_OR_DIGIT = /[^\p{L}\p{M}\p{N}.]/gu;

/** Letters that Unicode does not take apart. */
const PLAIN_LETTERS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ł', 'l'],
  ['ŋ', 'ng'],
  ['ς', 'σ'],
  ['∞', 'infinity'],
]);
const UNDIVIDED = new RegExp(`[${[...PLAIN_LETTERS.keys()].join('')}]`, 'gu');

const GREEK_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    α: 'alpha',
    β: 'beta',
    γ: 'gamma',
    δ: 'delta',
    ε: 'epsilon',
    ζ: 'zeta',
    η: 'eta',
    θ: 'theta',
    ι: 'iota',
    κ: 'kappa',
    λ: 'lambda',
    μ: 'mu',
    ν: 'nu',
    ξ: 'xi',
    ο: 'omicron',
    π: 'pi',
    ρ: 'rho',
    σ: 'sigma',
    τ: 'tau',
    υ: 'upsilon',
    φ: 'phi',
    χ: 'chi',
    ψ: 'psi',
    ω: 'omega',
  }),
);

/** The names by which LaTeX and abstracts in plain letters call Greek letters. */
export const GREEK_LETTER_NAMES: ReadonlySet<string> = new Set(GREEK_NAMES.values());

/**
 * A word without what tells no words apart: lower case; accents and compatibility forms (ligatures, full width,
 * sub- and superscripts, letters of formulas) taken back to plain letters; the commas of numbers and the signs of
 * letters dropped.
 */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (isAscii(lower)) return lower.includes(',') ? lower.replaceAll(',', '') : lower;
  // Lower case once more: some compatibility forms stand for capitals.
  const plain = lower.normalize('NFKD').replace(ACCENTS, '').toLowerCase();
  return plain
    .replace(UNDIVIDED, (letter) => PLAIN_LETTERS.get(letter)!)
    .replace(NOT_A_LETTER_OR_DIGIT, '')
    .normalize('NFC');
}

/** The name of a lone Greek letter, so that `β` is found by "beta"; any other word as it is. */
export function spellGreek(folded: string): string {
  return GREEK_NAMES.get(folded) ?? folded;
}

/** True when all characters are printable ASCII. */
export function isAscii(text: string): boolean {
  return ASCII.test(text);
}
