import type { Steps } from './steps.ts';
import { isFunctionWord } from './stop-words.ts';
import type { UnitTable, UnitText } from './unit-table.ts';

/** A word that ends a phrase in less than this share of its uses is a modifier. Adjectives lie below .1, nouns above .14. */
const MIN_HEAD_SHARE = 0.12;
/** What is thought of a word before it is seen: uses, and the share of them that end a phrase. */
const PRIOR_USES = 2;
const PRIOR_SHARE = 0.2;
/** Adjectives end a phrase too, after "is": what looks like one has to do so this much more often. */
const ADJECTIVE_MARGIN = 0.15;
const ADJECTIVE_ENDING = /(?:al|ic|ive|ous|ful|less|able|ible|ian|ary|est)$/u;
/** Symbols name things: LLM, HIV-1. Not so RNA-dependent. */
const SYMBOL = /(?:^|[\s-])(?:\p{N}+|\p{Lu}|[^\s-]+[\p{Lu}\p{N}][^\s-]*)$/u;
/** Its noun has been cut off, also before "on" and "by". */
const PARTICIPLE = /..[^e]ed$/u;
/** Before these stand nouns and adjectives alike, as before fillers: "causal ability", "RL improves". */
const LEVELLERS = new Set(['and', 'or', 'than']);
/** Adjectives have degrees, verbs come after the others: hardly a noun does. It may after "to", which counts once. */
const NEVER_BEFORE_NOUNS = new Set(
  'more most less least very so too not can cannot could may might must should will would we they'.split(' '),
);

/**
 * For each unit whether a phrase may end with it, judged by how it is used, with no dictionary: nouns stand before function words
 * and at the end of sentences, and have plurals; adjectives stand before other words, and after "more". The ending of a word
 * is only weighed in.
 */
export function* findHeads(table: UnitTable, texts: readonly UnitText[]): Steps<boolean[]> {
  const { keys, strengths } = table;
  const isFunction = keys.map(isFunctionWord);
  yield;
  const tellsNothing = keys.map(
    (key, unit) => LEVELLERS.has(key) || (strengths[unit] === 'stop' && !isFunction[unit]),
  );
  const doubts = keys.map((key, unit) => {
    const isNeverBefore = NEVER_BEFORE_NOUNS.has(key) || (strengths[unit] === 'stop' && key.endsWith('ly'));
    return isNeverBefore ? 2 : Number(key === 'to');
  });
  const isNoun: boolean[] = [];
  for (const spelling of table.spellings) {
    isNoun.push(SYMBOL.test(spelling) || table.isPlural(spelling));
    yield;
  }
  const uses = new Float64Array(keys.length);
  const ends = new Float64Array(keys.length);
  for (const { units, spellings: written } of texts) {
    for (let at = 0; at < units.length; at++) {
      const unit = units[at]!;
      if (unit < 0 || strengths[unit] === 'stop') continue;
      const next = units[at + 1] ?? -1;
      if (next >= 0 && tellsNothing[next]) continue;
      uses[unit]!++;
      if (next < 0 || isFunction[next]) ends[unit]!++;
      if (isNoun[written[at]!]) ends[unit]!++;
      const previous = at > 0 ? units[at - 1]! : -1;
      if (previous >= 0) ends[unit]! -= doubts[previous]!;
    }
    yield;
  }
  return keys.map((key, unit) => {
    const share = (ends[unit]! + PRIOR_USES * PRIOR_SHARE) / (uses[unit]! + PRIOR_USES);
    if (PARTICIPLE.test(key)) return false;
    return share >= MIN_HEAD_SHARE + (ADJECTIVE_ENDING.test(key) ? ADJECTIVE_MARGIN : 0);
  });
}
