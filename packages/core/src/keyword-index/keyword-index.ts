/** How much a word's repetition and a text's length count. Robertson and Zaragoza, doi:10.1561/1500000019. */
export interface BM25Parameters {
  /** Saturation, ≥ 0: at 0 a word counts once however often it stands there. Default 0.9. */
  readonly k1: number;
  /** Share of the length, in [0, 1]: at 0 long texts are not held back. Default 0.4. */
  readonly b: number;
}

/** What a keyword index is built from. */
export interface KeywordText {
  readonly title: string;
  readonly abstract: string;
}

/** One index term and where it stands in a text. A compound stands there as a whole and by its parts. */
export interface Token {
  /** Folded and stemmed: what the index knows. */
  readonly term: string;
  /** The place in the text: `text.slice(start, end)` is the word as it is written. */
  readonly start: number;
  readonly end: number;
  /** Which word of the text, from 0; the parts of a compound follow one another. */
  readonly position: number;
  /** Positions it covers: 1, and more for the whole of a compound ("GPT-4": `gpt` and `4`, and `gpt4` over both). */
  readonly span: number;
  /** True for words of the stop list: not counted where a text or query has others. */
  readonly isStop: boolean;
}

export interface KeywordQuery {
  /** Free words. Those of the stop list do not count unless nothing else is left. */
  readonly text: string;
  /** The last word may be the beginning of a word, as while one types. Default false. */
  readonly isPrefix?: boolean | undefined;
  /** For a word that occurs nowhere, words within one edit are looked for. Default true. */
  readonly corrects?: boolean | undefined;
}

/** One word of a query as it was understood. */
export interface QueryTerm {
  /** As asked: "GPT-4". */
  readonly word: string;
  /** Index terms that it stands for, a compound's whole and parts alike. Empty when missing. */
  readonly terms: readonly string[];
  readonly kind: 'exact' | 'prefix' | 'corrected' | 'missing';
  /** Of a corrected word what was looked for instead, as one would write it; else empty. */
  readonly instead: readonly string[];
  /** How rare it is: ln(1 + (N - n + .5) / (n + .5)) for n of N papers; 0 when missing. */
  readonly idf: number;
}

export interface KeywordScores {
  /** One a row, ≥ 0; 0 where no word of the query stands. */
  readonly scores: Float32Array;
  /** Rows with a score above 0. */
  readonly matched: number;
  /** Each different word of the query, in its order; no stop words unless there is nothing else. */
  readonly terms: readonly QueryTerm[];
}

/** Port: papers found by their words. Built once and frozen; the same texts give the same scores everywhere. */
export interface KeywordIndex {
  /** Rows, matched or not. */
  readonly count: number;
  readonly termCount: number;
  readonly parameters: BM25Parameters;
  /** Scores of all rows. Any text is a query; an empty one matches nothing. */
  score(query: KeywordQuery): KeywordScores;
  /** The query's terms that stand in a row, each with only those of its index terms that do. */
  matchedTerms(terms: readonly QueryTerm[], row: number): readonly QueryTerm[];
  /** 1 for each row in which every one of these terms stands by one of its index terms at least. */
  rowsWithAll(terms: readonly QueryTerm[]): Uint8Array;
}
