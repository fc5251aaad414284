import { ExplorerError } from '../errors.ts';
import { type LongTask, throwIfAborted } from '../task.ts';
import { decodeText, iterateStream } from './decode.ts';
import { DuplicateFinder, fillMissing, hasSameContent, type KeptPaper } from './duplicates.ts';
import { type FieldMapping, parseMapping, parsePaper } from './fields.ts';
import type { FormatName, PaperFormat } from './formats/format.ts';
import { detectFormat, FORMAT_NAMES, formatByName } from './formats/formats.ts';
import type { ExpansionLimits } from './gunzip.ts';
import {
  BoundedList,
  type DuplicateNote,
  type IngestReport,
  type RejectedNote,
  type SourceReport,
  shortenTitle,
  WarningList,
} from './ingest-report.ts';
import { describeLanguage, sampleLanguage } from './language.ts';
import type { Paper } from './paper.ts';

/** Enough characters to tell a format by. */
const HEAD_LENGTH = 16 * 1024;
/** How often a caller hears of progress, in bytes. */
const PROGRESS_BYTES = 1024 * 1024;

/** One file, wherever its bytes come from. */
export interface PaperSource {
  /** Stands in the report; its ending tells the format. */
  readonly name: string;
  /** Plain or gzipped. */
  readonly bytes: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;
  /** In bytes, for progress; left out when not known. */
  readonly size?: number | undefined;
}

export interface IngestOptions extends LongTask {
  /** `page`, `jsonl`, `json`, `csv`, `tsv`, `bibtex` or `ris`. Default: by the name's ending, else by the content. */
  readonly format?: string | undefined;
  /** Columns with names of their own: `{ abstract: 'body' }`; several for one field are tried in order. */
  readonly mapping?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** Against gzip bombs; see {@link ExpansionLimits}. */
  readonly expansionLimits?: ExpansionLimits | undefined;
}

/** Papers in the order of the sources, ids unique, and what became of every record. */
export interface IngestResult {
  readonly papers: Paper[];
  readonly report: IngestReport;
}

/**
 * Reads papers from any mixture of sources: decodes, understands, cleans, merges duplicates, reports. A bad record is in
 * the report; only a source that cannot be read as text at all is an error. No paper at all is an empty result, not an error.
 *
 * @throws ExplorerError INPUT_UNREADABLE (binary, damaged gzip, gzip bomb, unknown format), INVALID_ARGUMENT (format or mapping), ABORTED
 */
export async function ingestPapers(
  sources: Iterable<PaperSource> | AsyncIterable<PaperSource>,
  options: IngestOptions = {},
): Promise<IngestResult> {
  const mapping = parseMapping(options.mapping);
  const format = options.format === undefined ? null : formatByName(options.format);
  const ingest = new Ingest(mapping, options);
  for await (const source of sources) await ingest.read(source, format);
  return ingest.finish();
}

class Ingest {
  readonly #mapping: FieldMapping;
  readonly #options: IngestOptions;
  readonly #finder = new DuplicateFinder();
  readonly #kept: KeptPaper[] = [];
  readonly #sources: SourceReport[] = [];
  /** The twin's id may still change, so it is looked up at the end. */
  readonly #duplicates = new BoundedList<Omit<DuplicateNote, 'keptId'> & { readonly twin: KeptPaper }>();
  readonly #rejected = new BoundedList<RejectedNote>();
  readonly #warnings = new WarningList();
  readonly #columns = new Set<string>();
  #merged = 0;
  #bytes = 0;
  #totalBytes = 0;

  constructor(mapping: FieldMapping, options: IngestOptions) {
    this.#mapping = mapping;
    this.#options = options;
    for (const columns of Object.values(mapping)) for (const column of columns) this.#columns.add(column);
  }

  async read(source: PaperSource, wanted: PaperFormat | null): Promise<void> {
    const { signal, expansionLimits } = this.#options;
    const file = source.name;
    throwIfAborted(signal, 'reading papers');
    this.#totalBytes += source.size ?? 0;
    const warn = (line: number, message: string): void => this.#warnings.add(file, line, message);
    const text = decodeText(this.#watch(source), file, {
      ...(expansionLimits === undefined ? {} : { limits: expansionLimits }),
      onDamagedLine: (line) =>
        warn(line, 'bytes that are not valid UTF-8 were read as U+FFFD; save the file as UTF-8'),
    });
    const before = this.#kept.length;
    let records = 0;
    let format: FormatName | null = null;
    try {
      const { head, all } = await takeHead(text);
      if (head.trim() === '') warn(1, 'the file is empty');
      else {
        const reader = wanted ?? detectFormat(file, head) ?? unknownFormat(file);
        format = reader.name;
        for await (const item of reader.read(all, { mapping: this.#mapping, warn })) {
          records++;
          if (item.kind === 'rejected') this.#reject(file, item.line, item.reason);
          else this.#add(file, item.line, item.fields);
          if (records % 1024 === 0) throwIfAborted(signal, 'reading papers');
        }
        if (records === 0) warn(1, 'the file holds no record');
      }
    } finally {
      await text.return(undefined);
    }
    this.#sources.push({ file, format, records, kept: this.#kept.length - before });
  }

  finish(): IngestResult {
    throwIfAborted(this.#options.signal, 'reading papers');
    const papers = this.#kept.map(({ paper }) => paper);
    for (const column of this.#columns) {
      this.#warnings.add(
        null,
        null,
        `the mapping names the column ${JSON.stringify(column)}, which no record has`,
      );
    }
    const language = describeLanguage(sampleLanguage(papers));
    if (language !== null) this.#warnings.add(null, null, language);
    const withoutAbstract = new BoundedList<string>();
    for (const { id, abstract } of papers) if (abstract === '') withoutAbstract.add(() => id);
    const { count, listed } = this.#duplicates;
    const report: IngestReport = {
      sources: this.#sources,
      kept: papers.length,
      merged: this.#merged,
      duplicates: { count, listed: listed.map(({ twin, ...note }) => ({ ...note, keptId: twin.paper.id })) },
      rejected: this.#rejected.toListed(),
      withoutAbstract: withoutAbstract.toListed(),
      warnings: this.#warnings.toListed(),
    };
    return { papers, report };
  }

  async *#watch(source: PaperSource): AsyncGenerator<Uint8Array> {
    const { signal, onProgress } = this.#options;
    let told = this.#bytes;
    const tell = (): void => {
      onProgress?.({ stage: 'read', done: this.#bytes, total: Math.max(this.#totalBytes, this.#bytes) });
      told = this.#bytes;
    };
    const stream = Symbol.asyncIterator in source.bytes ? source.bytes : iterateStream(source.bytes);
    for await (const chunk of stream) {
      throwIfAborted(signal, 'reading papers');
      this.#bytes += chunk.length;
      yield chunk;
      if (this.#bytes - told >= PROGRESS_BYTES) tell();
    }
    tell();
  }

  #reject(file: string, line: number, reason: string): void {
    this.#rejected.add(() => ({ file, line, reason }));
  }

  #add(file: string, line: number, fields: Readonly<Record<string, unknown>>): void {
    for (const column of this.#columns) if (Object.hasOwn(fields, column)) this.#columns.delete(column);
    const parsed = parsePaper(fields, this.#mapping);
    if ('reason' in parsed) {
      this.#reject(file, line, parsed.reason);
      return;
    }
    const found: KeptPaper = { ...parsed, file, line };
    const sameId = parsed.hasGivenId ? this.#finder.withId(parsed.paper.id) : undefined;
    if (sameId !== undefined) {
      if (hasSameContent(sameId.paper, found.paper)) this.#merge(found, sameId, 'same id and content');
      else
        this.#reject(
          file,
          line,
          `the id ${JSON.stringify(found.paper.id)} is taken by another paper (${sameId.file}, line ${sameId.line})`,
        );
      return;
    }
    const twin = this.#finder.find(found.paper);
    if (twin === null) this.#keep(found);
    else if (found.hasGivenId && twin.of.hasGivenId) {
      this.#note(found, twin.of, `${twin.reason}, but ids of their own`, 'kept');
      this.#keep(found);
    } else this.#merge(found, twin.of, twin.reason);
  }

  #keep(found: KeptPaper): void {
    // Two papers of one title and no abstract that are told apart by their authors alone have one hash.
    const base = found.paper.id;
    for (let n = 2; this.#finder.withId(found.paper.id) !== undefined; n++) {
      found.paper = { ...found.paper, id: `${base}-${n}` };
    }
    this.#kept.push(found);
    this.#finder.add(found);
  }

  #merge(found: KeptPaper, twin: KeptPaper, reason: string): void {
    this.#merged++;
    this.#note(found, twin, reason, 'merged');
    const filled = fillMissing(twin.paper, found.paper);
    // A given id is how its owner will ask for the paper; a derived one was only made for want of it.
    const takesId = found.hasGivenId && !twin.hasGivenId;
    twin.paper = takesId ? { ...filled, id: found.paper.id } : filled;
    twin.hasGivenId ||= found.hasGivenId;
    this.#finder.add(twin);
  }

  #note(found: KeptPaper, twin: KeptPaper, reason: string, action: DuplicateNote['action']): void {
    const { file, line } = found;
    const title = shortenTitle(found.paper.title);
    this.#duplicates.add(() => ({ file, line, title, reason, action, twin }));
  }
}

async function takeHead(
  text: AsyncGenerator<string>,
): Promise<{ readonly head: string; readonly all: AsyncIterable<string> }> {
  let head = '';
  while (head.length < HEAD_LENGTH) {
    const next = await text.next();
    if (next.done) break;
    head += next.value;
  }
  async function* all(): AsyncGenerator<string> {
    yield head;
    yield* text;
  }
  return { head, all: all() };
}

function unknownFormat(file: string): never {
  throw new ExplorerError(
    'INPUT_UNREADABLE',
    `the format of ${file} cannot be told from its name or content; name it: ${FORMAT_NAMES.join(', ')}`,
    { details: { file } },
  );
}
