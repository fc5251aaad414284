import type { Line } from '../lines.ts';
import { MAX_RECORD_LENGTH } from './format.ts';

/** The text of one `@…{…}` block. */
export interface BibtexBlock {
  /** Line of its `@`. */
  readonly line: number;
  /** In lower case: `article`, `string`, `comment`… */
  readonly type: string;
  readonly text: string;
  /** Why it is not whole, or null. */
  readonly fault: string | null;
}

const OPENING = /@\s*([A-Za-z]+)\s*([{(])/g;
/** An entry that starts at the margin, key and all: where it stands inside another entry, that one was never closed. */
const OPENING_AT_MARGIN = /^@[A-Za-z]+\s*[{(]\s*[^\s,{}()"=]+\s*,\s*(?:$|[A-Za-z][\w-]*\s*=)/;
/** Deeper than any real entry; the parser recurses. */
const MAX_DEPTH = 100;

/** Cuts lines into blocks by counting braces. Push every line, then {@link finish}. Text between blocks is a comment, as in BibTeX. */
export class BibtexSplitter {
  #parts: string[] = [];
  #length = 0;
  #open: { line: number; type: string; close: '}' | ')' } | undefined;
  #depth = 0;
  #fault: string | null = null;

  *push(line: Line): Generator<BibtexBlock> {
    let start = 0;
    if (this.#open !== undefined && OPENING_AT_MARGIN.test(line.text)) {
      yield this.#close(`the entry is not closed before the next one begins on line ${line.number}`);
    }
    while (start < line.text.length) {
      if (this.#open === undefined) {
        OPENING.lastIndex = start;
        const found = OPENING.exec(line.text);
        if (found === null) return;
        this.#open = {
          line: line.number,
          type: found[1]!.toLowerCase(),
          close: found[2] === '{' ? '}' : ')',
        };
        this.#depth = 0;
        this.#keep(found[0]);
        start = OPENING.lastIndex;
      }
      const end = this.#scan(line.text, start);
      this.#keep(line.text.slice(start, end ?? line.text.length));
      if (end === null) break;
      yield this.#close(null);
      start = end;
    }
    if (this.#open !== undefined) this.#keep('\n');
  }

  /** A line was too long to be read: the entry around it is lost. */
  *breakOff(reason: string): Generator<BibtexBlock> {
    if (this.#open !== undefined) yield this.#close(reason);
  }

  *finish(): Generator<BibtexBlock> {
    if (this.#open !== undefined) yield this.#close('the file ends before the entry does');
  }

  /** Position behind the block's closing bracket, or null when it is not on this line. */
  #scan(text: string, start: number): number | null {
    const close = this.#open!.close;
    for (let i = start; i < text.length; i++) {
      const char = text[i];
      if (char === '\\') i++;
      else if (char === close && this.#depth === 0) return i + 1;
      else if (char === '{') {
        this.#depth++;
        if (this.#depth > MAX_DEPTH) this.#fault ??= `braces are nested deeper than ${MAX_DEPTH}`;
      } else if (char === '}' && this.#depth > 0) this.#depth--;
    }
    return null;
  }

  #keep(part: string): void {
    this.#length += part.length;
    if (this.#length <= MAX_RECORD_LENGTH) this.#parts.push(part);
    else {
      this.#parts = [];
      this.#fault ??= `the entry is longer than ${MAX_RECORD_LENGTH} characters`;
    }
  }

  #close(fault: string | null): BibtexBlock {
    const { line, type } = this.#open!;
    const block: BibtexBlock = { line, type, text: this.#parts.join(''), fault: this.#fault ?? fault };
    this.#parts = [];
    this.#length = 0;
    this.#open = undefined;
    this.#fault = null;
    return block;
  }
}
