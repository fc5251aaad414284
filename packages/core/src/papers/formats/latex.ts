import { parse } from '@retorquere/bibtex-parser';

/** One BibTeX entry, LaTeX decoded to Unicode. */
export interface BibtexEntry {
  readonly type: string;
  readonly key: string;
  /** Names in lower case. Creators are lists of `First von Last Jr` names. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  /** `@string` macros that the entry names and the file does not define. */
  readonly unknownMacros: boolean;
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
  // The parser takes keywords verbatim; as rich text their accents are decoded too.
  fieldMode: { keywords: 'richtext' },
};

const MARKUP =
  /<\/?(?:i|b|p|br|li|ul|ol|code|pre|h[1-4]|blockquote)>|<a href="[^"]*">|<\/a>|<span [^>]*>|<\/span>/g;
/** The parser would set these three as they are printed, with raised and lowered letters. */
const TEX_NAMES = /\\((?:La|Bib)?TeX)(?![A-Za-z])(?:\{\})?/g;
const UNESCAPED_DOLLAR = /(?<!\\)((?:\\\\)*)\$/g;
const VERBATIM_ESCAPE = /\\([_%&#{}~$])/g;

/**
 * Reads the text of exactly one entry. `macros` is the text of the `@string` definitions that it needs. Titles keep their
 * capitals; sub- and superscripts that Unicode lacks are written `_` and `^`; markup is dropped.
 */
export function parseBibtexEntry(text: string, macros: string): ParsedEntry {
  const source = text.replace(TEX_NAMES, '$1');
  const first = tryParse(source, macros);
  if ('entry' in first) return first;
  // "costs $5": the parser takes a lone dollar for maths that never ends.
  const plainDollars = tryParse(source.replace(UNESCAPED_DOLLAR, '$1\\$'), macros);
  return 'entry' in plainDollars ? plainDollars : first;
}

function tryParse(text: string, macros: string): ParsedEntry {
  try {
    const { entries, errors } = parse(macros === '' ? text : `${macros}\n${text}`, OPTIONS);
    // The parser also returns entries that it gave up on; only whole ones carry their input.
    const entry = entries.find(({ input }) => input !== '');
    if (entry === undefined) return { reason: reasonOf(errors[0]?.error) };
    const fields = Object.entries(entry.fields).map(
      ([name, value]) => [name, plainValue(name, value, text)] as const,
    );
    return {
      entry: {
        type: entry.type,
        key: entry.key,
        fields: Object.fromEntries(fields),
        unknownMacros: errors.some(({ error }) => error.startsWith('Unresolved @string')),
      },
    };
  } catch (error) {
    return { reason: reasonOf(error instanceof Error ? error.message : undefined) };
  }
}

/** The parser's places count from the entry's own start and would mislead. */
function reasonOf(message: string | undefined): string {
  const plain = message?.replace(/ at line \d+, column \d+.*/s, '').split('\n', 1)[0];
  return `not a valid BibTeX entry${plain ? `: ${plain.slice(0, 160)}` : ''}`;
}

type Creator = NonNullable<ReturnType<typeof parse>['entries'][number]['fields']['author']>[number];
type FieldValue = string | readonly (string | Creator)[] | undefined;

function plainValue(name: string, value: FieldValue, source: string): string | string[] {
  if (typeof value === 'string') {
    return name === 'url' || name === 'doi' || name === 'eprint'
      ? value.replace(VERBATIM_ESCAPE, '$1')
      : plainText(value);
  }
  if (value === undefined) return '';
  const list = value.map((element) =>
    plainText(
      typeof element === 'string'
        ? element
        : (element.name ??
            [element.firstName, element.prefix, element.lastName, element.suffix].filter(Boolean).join(' ')),
    ),
  );
  return name === 'keywords' ? inSourceOrder(list, source) : list;
}

/** Superscripts as `^2k`, subscripts as `_ij`, other markup gone. */
function plainText(text: string): string {
  if (!text.includes('<')) return text;
  return text
    .replace(/<sup>/g, '^')
    .replace(/<sub>/g, '_')
    .replace(/<\/su[bp]>/g, '')
    .replace(MARKUP, '');
}

/** The parser sorts keywords by name; the first one is often the one that matters. */
function inSourceOrder(keywords: string[], source: string): string[] {
  const raw = /\bkeywords\s*=\s*(?:\{([^{}]*)\}|"([^"]*)")/i.exec(source);
  const inOrder = [...new Set((raw?.[1] ?? raw?.[2] ?? '').split(/[,;]/).map((part) => part.trim()))];
  const ordered = inOrder.filter((keyword) => keywords.includes(keyword));
  return ordered.length === keywords.length ? ordered : keywords;
}
