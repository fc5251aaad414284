import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';
import { describe, isObject } from '../json-value.ts';
import { type PaperFormat, type ReadItem, record, rejected } from './format.ts';

/** The longest record of a JSON file, in UTF-16 units. */
const MAX_JSON_RECORD_LENGTH = 4 * 1024 * 1024;
/** Deeper than any real record; a deeper one is rejected. */
const MAX_DEPTH = 64;
/** Names under which services put their list of papers. */
const LIST_NAMES = new Set(
  'papers items data results records documents docs articles entries works publications references rows hits list'.split(
    ' ',
  ),
);

/**
 * JSON: an array of objects, or an object that holds one under a usual name (`papers`, `items`, `data`, `results`…, also
 * nested, as in `message.items`), or one object that is itself a paper, or several such values one after another.
 * One malformed item is rejected and the next read; text that is not JSON ends the file, what came before is kept.
 */
export const jsonFormat: PaperFormat = {
  name: 'json',
  extensions: ['json'],
  sniff: (head) => /^\s*[[{]/.test(head),
  read: readJson,
};

async function* readJson(text: AsyncIterable<string>): AsyncGenerator<ReadItem> {
  const reader = new JsonReader();
  for await (const chunk of text) {
    // Fed line by line, so that a token's line is known: a JSON string holds no line break.
    for (let start = 0; start < chunk.length && !reader.ended; ) {
      const lineBreak = chunk.indexOf('\n', start);
      const end = lineBreak === -1 ? chunk.length : lineBreak + 1;
      reader.write(chunk.slice(start, end));
      if (lineBreak !== -1) reader.line++;
      start = end;
    }
    yield* reader.take();
    if (reader.ended) return;
  }
  reader.finish();
  yield* reader.take();
}

/** Follows brackets and keys of the outer structure; each item is built by a parser of its own. */
class JsonReader {
  line = 1;
  ended = false;
  readonly #tokenizer = new Tokenizer();
  #found: ReadItem[] = [];
  #items = 0;
  /** Open brackets outside an item: `{`, `[` that is a list of papers, or `(` for any other array. */
  #outer: ('{' | '[' | '(')[] = [];
  #key: string | undefined;
  #afterKey = false;
  #item: ItemBuilder | undefined;
  /** The outermost object as it would be if it were itself a paper; given up once a list is found. */
  #single: ItemBuilder | undefined;

  constructor() {
    this.#tokenizer.onToken = ({ token, value }) => this.#onToken(token, value);
    this.#tokenizer.onError = (error) => this.#stop(`not valid JSON: ${error.message.slice(0, 200)}`);
  }

  write(piece: string): void {
    this.#tokenizer.write(piece);
    const open = this.#item ?? this.#single;
    if (open === undefined) return;
    open.length += piece.length;
    if (open.length > MAX_JSON_RECORD_LENGTH) {
      this.#stop(`${this.#name()} is longer than ${MAX_JSON_RECORD_LENGTH} characters`);
    }
  }

  finish(): void {
    if (this.ended) return;
    if (this.#outer.length > 0 || this.#item !== undefined)
      this.#stop('the file ends before the JSON does; it is cut off');
    else this.#tokenizer.end();
  }

  take(): ReadItem[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #name(): string {
    return this.#item === undefined ? 'the object' : `item ${this.#items}`;
  }

  #stop(why: string): void {
    if (this.ended) return;
    this.ended = true;
    this.#found.push(
      rejected(this.line, `${why}; the file was read up to here, ${this.#items} items were seen before`),
    );
  }

  #onToken(token: TokenType, value: unknown): void {
    if (this.ended) return;
    if (this.#item !== undefined) {
      if (this.#item.add(token, value)) this.#close(this.#item);
      return;
    }
    const inList = this.#outer.at(-1) === '[' || this.#outer.length === 0;
    const opens = token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET;
    if (this.#outer.length === 0 && opens) this.#openRoot(token, value);
    else if (inList && token !== TokenType.COMMA && token !== TokenType.RIGHT_BRACKET)
      this.#openItem(token, value);
    else this.#follow(token, value);
  }

  #openRoot(token: TokenType, value: unknown): void {
    if (token === TokenType.LEFT_BRACKET) {
      this.#outer.push('[');
      return;
    }
    this.#outer.push('{');
    this.#single = new ItemBuilder(this.line);
    this.#single.add(token, value);
  }

  #openItem(token: TokenType, value: unknown): void {
    this.#items++;
    this.#item = new ItemBuilder(this.line);
    if (this.#item.add(token, value)) this.#close(this.#item);
  }

  #close(item: ItemBuilder): void {
    this.#found.push(item.finish(`item ${this.#items}`));
    this.#item = undefined;
  }

  /** A token of the structure around the list. */
  #follow(token: TokenType, value: unknown): void {
    const key = this.#afterKey ? this.#key : undefined;
    const allObjects = this.#outer.every((open) => open === '{');
    this.#afterKey = token === TokenType.COLON;
    if (token === TokenType.STRING) this.#key = String(value);
    if (
      token === TokenType.LEFT_BRACKET &&
      allObjects &&
      key !== undefined &&
      LIST_NAMES.has(key.toLowerCase())
    ) {
      this.#outer.push('[');
      this.#single = undefined;
      return;
    }
    if (token === TokenType.LEFT_BRACE) this.#outer.push('{');
    else if (token === TokenType.LEFT_BRACKET) this.#outer.push('(');
    else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.#outer.pop();
    if (this.#outer.length > MAX_DEPTH) this.#stop(`brackets are nested deeper than ${MAX_DEPTH}`);
    if (this.#single?.add(token, value)) {
      this.#items++;
      this.#found.push(this.#single.finish('the object'));
      this.#single = undefined;
    }
  }
}

/** Builds one value from its tokens and remembers what is wrong with it. */
class ItemBuilder {
  length = 0;
  readonly #line: number;
  readonly #parser = new TokenParser({ paths: ['$'], separator: '' });
  #depth = 0;
  #value: unknown;
  #fault: string | undefined;

  constructor(line: number) {
    this.#line = line;
    this.#parser.onValue = ({ value }) => {
      this.#value = value;
    };
    this.#parser.onError = (error) => {
      this.#fault ??= error.message.slice(0, 200);
    };
  }

  /** True when the token ends the value. */
  add(token: TokenType, value: unknown): boolean {
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) this.#depth++;
    else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.#depth--;
    if (this.#depth > MAX_DEPTH) this.#fault ??= `brackets are nested deeper than ${MAX_DEPTH}`;
    if (this.#fault === undefined)
      this.#parser.write({ token, value } as Parameters<TokenParser['write']>[0]);
    return this.#depth <= 0;
  }

  finish(name: string): ReadItem {
    if (this.#fault !== undefined) return rejected(this.#line, `${name} is not valid JSON: ${this.#fault}`);
    if (!isObject(this.#value))
      return rejected(this.#line, `${name} is ${describe(this.#value)}, expected an object`);
    return record(this.#line, this.#value);
  }
}
