import { describe, isObject } from '../json-value.ts';
import { readLines, tooLongReason } from '../lines.ts';
import { type PaperFormat, type ReadItem, record, rejected } from './format.ts';

/** JSON Lines: one object a line; empty lines mean nothing. */
export const jsonlFormat: PaperFormat = {
  name: 'jsonl',
  extensions: ['jsonl', 'ndjson', 'jsonlines'],
  sniff(head) {
    const lines = head.trimStart().split(/\r\n|\n|\r/);
    const first = lines[0]!;
    // A first line that the head cuts off cannot be parsed; it is then no pretty-printed JSON either.
    return (
      first.startsWith('{') &&
      (lines.length === 1 ? first.length > 1 : parseObject(first).fields !== undefined)
    );
  },
  read: readJsonl,
};

async function* readJsonl(text: AsyncIterable<string>): AsyncGenerator<ReadItem> {
  for await (const line of readLines(text)) {
    if (line.tooLong) {
      yield rejected(line.number, tooLongReason());
      continue;
    }
    const content = line.text.trim();
    if (content === '') continue;
    const { fields, reason } = parseObject(content);
    yield fields === undefined ? rejected(line.number, reason) : record(line.number, fields);
  }
}

interface ParsedObject {
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly reason: string;
}

function parseObject(json: string): ParsedObject {
  try {
    const value: unknown = JSON.parse(json);
    if (isObject(value)) return { fields: value, reason: '' };
    return { reason: `expected a JSON object, got ${describe(value)}` };
  } catch (error) {
    return { reason: `not valid JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown'}` };
  }
}
