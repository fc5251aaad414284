import { parse } from '@retorquere/bibtex-parser';
import { PlainRuns } from './plain-runs.ts';

/** One BibTeX entry, LaTeX decoded to Unicode. */
export interface BibtexEntry {
  readonly type: string;
  readonly key: string;
  /** Names in lower case. Creators are lists of `First von Last Jr` names. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  /** `@string` macros that the entry names and the file does not define. */
  readonly unknownMacros: readonly string[];
}

export type ParsedEntry = { readonly entry: BibtexEntry } | { readonly reason: string };

type ParseOptions = NonNullable<Parameters<typeof parse>[1]>;
type UnsupportedHandler = Exclude<ParseOptions['unsupported'], 'ignore' | undefined>;

const OPERATORS = new Set(
  'arccos arcsin arctan arg argmax argmin cos cosh cot coth csc deg det dim exp gcd hom inf ker lim liminf limsup ln log max min mod poly polylog Pr sec sin sinh sup tan tanh'.split(
    ' ',
  ),
);

/** A command that the parser does not know: operators keep their name, all others (fonts, spacing, citations) leave their argument alone. */
const nameOperators: UnsupportedHandler = (node) =>
  node.type === 'macro' && OPERATORS.has(node.content) ? ` ${node.content} ` : '';

const OPTIONS: ParseOptions = {
  sentenceCase: false,
  english: false,
  caseProtection: false,
  applyCrossRef: false,
  unsupported: nameOperators,
};

const MARKUP =
  /<\/?(?:i|b|p|br|li|ul|ol|code|pre|h[1-4]|blockquote)>|<a href="[^"]*">|<\/a>|<span [^>]*>|<\/span>/g;
/** The parser would set these three as they are printed, with raised and lowered letters. */
const TEX_NAMES = /\\((?:La|Bib)?TeX)(?![A-Za-z])(?:\{\})?/g;
/** The parser takes keywords verbatim and sorts them; under another name they are decoded and keep their order. */
const KEYWORDS = /\bkeywords(?=\s*=)/gi;
const HIDDEN_KEYWORDS = 'xkeywordsx';
const UNESCAPED_DOLLAR = /(?<!\\)((?:\\\\)*)\$/g;
/** `\"{\i}` is an i with two dots; TeX takes its own dot away first. */
const DOTLESS = /[ıȷ](?=[\u0300-\u036f])/g;
const VERBATIM_ESCAPE = /\\([_%&#{}~$])/g;

/** The parser's time grows with the square of what it has to take apart; this much takes it about a second. */
const MAX_LATEX_LENGTH = 64 * 1024;

/**
 * Reads the text of exactly one entry. `macros` is the text of the `@string` definitions that it needs. Titles keep their
 * capitals; sub- and superscripts that Unicode lacks are written `_` and `^`; markup is dropped.
 */
export function parseBibtexEntry(text: string, macros: string): ParsedEntry {
  const runs = new PlainRuns();
  const source = runs.hide(text.replace(TEX_NAMES, '$1').replace(KEYWORDS, HIDDEN_KEYWORDS));
  if (source.length > MAX_LATEX_LENGTH) {
    return { reason: `the entry has more than ${MAX_LATEX_LENGTH} characters of LaTeX` };
  }
  const first = tryParse(source, macros, runs);
  if ('entry' in first) return first;
  // "costs $5": the parser takes a lone dollar for maths that never ends.
  const plainDollars = tryParse(source.replace(UNESCAPED_DOLLAR, '$1\\$'), macros, runs);
  return 'entry' in plainDollars ? plainDollars : first;
}

function tryParse(source: string, macros: string, runs: PlainRuns): ParsedEntry {
  try {
    const { entries, errors } = parse(macros === '' ? source : `${macros}\n${source}`, OPTIONS);
    // The parser also returns entries that it gave up on, and ones that it then finds inside their values.
    const entry = entries.find(({ input }) => input === source.trim());
    if (entry === undefined) return { reason: reasonOf(errors[0]?.error, runs) };
    const fields = Object.entries(entry.fields).map(([name, value]) =>
      name === HIDDEN_KEYWORDS
        ? ['keywords', plainText(String(value), runs).split(/[,;]/)]
        : [name, plainValue(name, value, runs)],
    );
    return {
      entry: {
        type: entry.type,
        key: entry.key,
        fields: Object.fromEntries(fields),
        unknownMacros: errors.flatMap(
          ({ error }) => /^Unresolved @string reference "(.*)"$/.exec(error)?.[1] ?? [],
        ),
      },
    };
  } catch (error) {
    return { reason: reasonOf(error instanceof Error ? error.message : undefined, runs) };
  }
}

/** The parser's places count from the entry's own start and would mislead. */
function reasonOf(message: string | undefined, runs: PlainRuns): string {
  const plain = message?.replace(/ at line \d+, column \d+.*/s, '').split('\n', 1)[0];
  return `not a valid BibTeX entry${plain ? `: ${runs.restore(plain).slice(0, 160)}` : ''}`;
}

type Creator = NonNullable<ReturnType<typeof parse>['entries'][number]['fields']['author']>[number];
type FieldValue = string | readonly (string | Creator)[] | undefined;

function plainValue(name: string, value: FieldValue, runs: PlainRuns): string | string[] {
  if (typeof value === 'string') {
    const isVerbatim = name === 'url' || name === 'doi' || name === 'eprint';
    return isVerbatim ? runs.restore(value.replace(VERBATIM_ESCAPE, '$1')) : plainText(value, runs);
  }
  if (value === undefined) return '';
  return value.map((element) => plainText(typeof element === 'string' ? element : fullName(element), runs));
}

function plainText(text: string, runs: PlainRuns): string {
  return runs
    .restore(dropMarkup(text))
    .replaceAll(HIDDEN_KEYWORDS, 'keywords')
    .replace(DOTLESS, (letter) => (letter === 'ı' ? 'i' : 'j'))
    .normalize('NFC');
}

function fullName({ name, firstName, prefix, lastName, suffix }: Creator): string {
  return name ?? [firstName, prefix, lastName, suffix].filter(Boolean).join(' ');
}

/** Superscripts as `^2k`, subscripts as `_ij`, other markup gone. */
function dropMarkup(text: string): string {
  if (!text.includes('<')) return text;
  return text
    .replace(/<sup>/g, '^')
    .replace(/<sub>/g, '_')
    .replace(/<\/su[bp]>/g, '')
    .replace(MARKUP, '');
}
