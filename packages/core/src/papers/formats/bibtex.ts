import { normalizeArxivId } from '../identifiers.ts';
import { readLines, tooLongReason } from '../lines.ts';
import { type BibtexBlock, BibtexSplitter } from './bibtex-entries.ts';
import { type PaperFormat, type ReadContext, type ReadItem, record, rejected } from './format.ts';
import type { BibtexEntry, parseBibtexEntry } from './latex.ts';

/** Entries that stand for a volume or for nothing; volumes still lend their fields through `crossref`. */
const NOT_PAPERS = new Set(
  'proceedings mvproceedings periodical collection mvcollection xdata set control'.split(' '),
);
const MACRO_IN_USE = /[=#]\s*([A-Za-z][\w:.+/'-]*)/g;
const MAX_MACROS = 50_000;
const MAX_WAITING = 100_000;

/**
 * BibTeX and biblatex, entry by entry: a broken one is rejected and the next read. `@string` macros work; `crossref` lends
 * venue and year (an entry that precedes its volume comes at the end of the file). `eprint` is the arXiv id unless
 * `archiveprefix` or `eprinttype` says otherwise. The key is kept as `extra.bibtexKey`, the entry type as `extra.bibtexType`.
 */
export const bibtexFormat: PaperFormat = {
  name: 'bibtex',
  extensions: ['bib', 'bibtex', 'biblatex'],
  sniff: (head) => /(?:^|[\r\n}])\s*@\s*[A-Za-z]+\s*[{(]\s*[^\s,{}()"=]+\s*[,=]/.test(head),
  read: readBibtex,
};

async function* readBibtex(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<ReadItem> {
  const splitter = new BibtexSplitter();
  // The LaTeX parser is large: it is loaded when there is something for it to read.
  const { parseBibtexEntry } = await import('./latex.ts');
  const library = new Library(context, parseBibtexEntry);
  for await (const line of readLines(text)) {
    if (line.tooLong) {
      for (const block of splitter.breakOff(`line ${line.number} of the entry is too long`))
        yield* library.add(block);
      yield rejected(line.number, tooLongReason());
      continue;
    }
    for (const block of splitter.push(line)) yield* library.add(block);
  }
  for (const block of splitter.finish()) yield* library.add(block);
  yield* library.finish();
}

type Fields = Record<string, unknown>;

class Library {
  readonly #context: ReadContext;
  readonly #parse: typeof parseBibtexEntry;
  readonly #macros = new Map<string, string>();
  readonly #volumes = new Map<string, BibtexEntry>();
  readonly #waiting: { readonly line: number; readonly fields: Fields; readonly volume: string }[] = [];

  constructor(context: ReadContext, parse: typeof parseBibtexEntry) {
    this.#context = context;
    this.#parse = parse;
  }

  *add(block: BibtexBlock): Generator<ReadItem> {
    if (block.type === 'comment' || block.type === 'preamble') return;
    if (block.fault !== null) {
      yield rejected(block.line, block.fault);
      return;
    }
    if (block.type === 'string') {
      const name = /[{(]\s*([^\s=]+)\s*=/.exec(block.text)?.[1];
      if (name !== undefined && this.#macros.size < MAX_MACROS)
        this.#macros.set(name.toUpperCase(), block.text);
      return;
    }
    const parsed = this.#parse(block.text, this.#macrosOf(block.text).join('\n'));
    if ('reason' in parsed) yield rejected(block.line, parsed.reason);
    else yield* this.#addEntry(block.line, parsed.entry);
  }

  /** Entries that came before their volume. */
  *finish(): Generator<ReadItem> {
    for (const { line, fields, volume } of this.#waiting) {
      const lender = this.#volumes.get(volume);
      if (lender === undefined) this.#context.warn(line, 'a crossref names an entry that is not in the file');
      yield record(line, lender === undefined ? fields : borrow(fields, lender));
    }
  }

  *#addEntry(line: number, entry: BibtexEntry): Generator<ReadItem> {
    for (const name of new Set(entry.unknownMacros))
      this.#context.warn(line, `no @string defines the macro ${name}; the name was taken as text`);
    const isVolume = NOT_PAPERS.has(entry.type);
    if ((isVolume || entry.type === 'book') && entry.key !== '')
      this.#volumes.set(entry.key.toUpperCase(), entry);
    if (isVolume) {
      yield rejected(line, `@${entry.type} is no paper`);
      return;
    }
    const fields = toFields(entry);
    const crossref = entry.fields['crossref'];
    if (typeof crossref !== 'string') {
      yield record(line, fields);
      return;
    }
    const volume = crossref.toUpperCase();
    const lender = this.#volumes.get(volume);
    if (lender === undefined && this.#waiting.length < MAX_WAITING)
      this.#waiting.push({ line, fields, volume });
    else yield record(line, lender === undefined ? fields : borrow(fields, lender));
  }

  /** The `@string` blocks that an entry needs, those they need themselves first: so the parser need not read all for each entry. */
  #macrosOf(text: string, seen = new Set<string>()): string[] {
    if (this.#macros.size === 0) return [];
    const needed: string[] = [];
    for (const [, name] of text.matchAll(MACRO_IN_USE)) {
      const macro = this.#macros.get(name!.toUpperCase());
      if (macro === undefined || seen.has(macro) || seen.size > 100) continue;
      seen.add(macro);
      needed.push(...this.#macrosOf(macro, seen), macro);
    }
    return needed;
  }
}

function toFields(entry: BibtexEntry): Fields {
  const fields: [string, unknown][] = [];
  for (const [name, value] of Object.entries(entry.fields)) {
    if (name !== 'eprint') fields.push([name, value]);
    else fields.push([isArxivEprint(entry) ? 'arxivId' : 'eprint', value]);
  }
  fields.push(['bibtexType', entry.type]);
  if (entry.key !== '') fields.push(['bibtexKey', entry.key]);
  return Object.fromEntries(fields);
}

function isArxivEprint({ fields }: BibtexEntry): boolean {
  const archive = fields['archiveprefix'] ?? fields['eprinttype'] ?? 'arxiv';
  return String(archive).toLowerCase() === 'arxiv' && normalizeArxivId(String(fields['eprint'])) !== null;
}

/** What a volume lends to its papers, as BibTeX does. */
function borrow(fields: Fields, { fields: lent }: BibtexEntry): Fields {
  const found: Fields = { ...fields };
  if (found['booktitle'] === undefined && found['journal'] === undefined)
    found['booktitle'] = lent['booktitle'] ?? lent['title'];
  if (found['year'] === undefined && found['date'] === undefined)
    found['year'] = lent['year'] ?? lent['date'];
  return found;
}
