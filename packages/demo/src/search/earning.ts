import type { EarningSentence, QueryExplanation, TextPlace } from 'paper-atlas';
import type { Answer, Explanations } from '../state/state.ts';

/** How much of a score comes from meaning and from words, in [0, 1]; they sum to 1. */
export interface ScoreShares {
  readonly meaning: number;
  readonly words: number;
}

/**
 * What each side adds to the score of a hit. Null where only one side counts, or none speaks for the paper. A side that
 * is below the mean of the atlas adds nothing.
 *
 * @param at position in the list
 */
export function sharesOf({ semanticParts, keywordParts }: Answer, at: number): ScoreShares | null {
  if (semanticParts === null || keywordParts === null) return null;
  const meaning = Math.max(0, semanticParts[at] ?? 0);
  const words = Math.max(0, keywordParts[at] ?? 0);
  const sum = meaning + words;
  return sum > 0 ? { meaning: meaning / sum, words: words / sum } : null;
}

/**
 * The sentence that earned a paper its place: that of the side which added more to its score, as far as it is known;
 * null while nothing is.
 */
export function earningSentence(
  answer: Answer,
  row: number,
  explanations: Explanations,
): EarningSentence | null {
  const explanation = explanations.get(row);
  if (explanation === undefined) return null;
  const { words, meaning } = explanation;
  if (answer.mode === 'keyword') return words.sentence;
  const shares = sharesOf(answer, answer.rows.indexOf(row));
  const isByWords = shares !== null && shares.words > shares.meaning;
  return isByWords ? (words.sentence ?? meaning) : (meaning ?? words.sentence);
}

/** Where a text is marked. */
export interface MarkedPlace extends TextPlace {
  /** Only for words that were looked for instead of what was asked. */
  readonly isInstead?: boolean;
}

/** What to mark in the title or the abstract of a paper; nothing while it is not known. */
export function marksOf(
  explanation: Pick<QueryExplanation, 'words'> | undefined,
  field: 'title' | 'abstract',
): MarkedPlace[] {
  if (explanation === undefined) return [];
  const { marks, words } = explanation.words;
  const asked = words.filter(({ kind }) => kind !== 'corrected').flatMap(({ [field]: places }) => places);
  return marks[field].map((mark) => ({
    ...mark,
    isInstead: !asked.some(({ start, end }) => start < mark.end && end > mark.start),
  }));
}

/** A piece of a text. Pieces joined are the text. */
export interface Piece {
  readonly text: string;
  /** A word of the query. */
  readonly isMarked: boolean;
  /** One that was looked for instead of a word of the query. */
  readonly isInstead: boolean;
  /** Within the sentence that earned the paper its place. */
  readonly isEarning: boolean;
}

/** A text, or a stretch of it, in pieces: its marks, and what lies within the sentence. */
export function cutText(
  text: string,
  marks: readonly MarkedPlace[],
  sentence: TextPlace | null = null,
  { start, end }: TextPlace = { start: 0, end: text.length },
): Piece[] {
  const stretch = { start: Math.max(0, start), end: Math.min(text.length, end) };
  const cuts = [stretch.start, stretch.end];
  for (const place of sentence === null ? marks : [...marks, sentence]) cuts.push(place.start, place.end);
  const inside = [...new Set(cuts)].filter((cut) => cut >= stretch.start && cut <= stretch.end);
  inside.sort((a, b) => a - b);
  const isWithin = (at: number, place: TextPlace) => at >= place.start && at < place.end;
  let mark = 0;
  return inside.slice(0, -1).map((from, at) => {
    while (mark < marks.length && marks[mark]!.end <= from) mark++;
    const marked = mark < marks.length && isWithin(from, marks[mark]!) ? marks[mark]! : null;
    return {
      text: text.slice(from, inside[at + 1]!),
      isMarked: marked !== null,
      isInstead: marked?.isInstead === true,
      isEarning: sentence !== null && isWithin(from, sentence),
    };
  });
}

/** Characters of a text that are put on the page for a few lines of it. */
const EXCERPT = 420;
/** A mark farther into a sentence than this might not be seen: what is before it is left out. */
const LEAD = 130;

/**
 * The few lines of a text that are shown of a hit: from the sentence on, or from shortly before its first mark when that
 * stands far inside; what follows the sentence is shown too, as far as there is room.
 */
export function excerptOf(
  text: string,
  marks: readonly MarkedPlace[],
  sentence: TextPlace | null,
): { readonly pieces: readonly Piece[]; readonly isCut: boolean } {
  const begin = sentence?.start ?? 0;
  const first = marks.find(({ start }) => start >= begin && start < (sentence?.end ?? EXCERPT));
  const isFar = first !== undefined && first.start - begin > LEAD;
  const start = isFar ? wordStart(text, first.start - LEAD / 2) : begin;
  return { pieces: cutText(text, marks, sentence, { start, end: start + EXCERPT }), isCut: isFar };
}

/** The first beginning of a word from here on. */
function wordStart(text: string, from: number): number {
  const space = text.indexOf(' ', Math.floor(from));
  return space < 0 || space - from > LEAD / 2 ? Math.floor(from) : space + 1;
}
