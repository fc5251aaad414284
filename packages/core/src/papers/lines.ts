/** The longest line that is read, in UTF-16 units: a record with its full text is far below it. */
export const MAX_LINE_LENGTH = 4 * 1024 * 1024;

/** One line of a text file without its line break. */
export interface Line {
  /** 1 for the first. */
  readonly number: number;
  /** Empty when {@link tooLong}. */
  readonly text: string;
  /** The line was longer than the limit and was thrown away while it was read. */
  readonly tooLong: boolean;
}

/** What to say about a line that was thrown away. */
export function tooLongReason(maxLength: number = MAX_LINE_LENGTH): string {
  return `the line is longer than ${maxLength} characters; it was left out and reading went on with the next`;
}

/**
 * Cuts text chunks into numbered lines at LF, CRLF and lone CR. At most one line of `maxLength` is held in memory:
 * a longer one comes as an empty line marked `tooLong`. A line break at the very end opens no further line.
 */
export async function* readLines(
  chunks: AsyncIterable<string>,
  maxLength: number = MAX_LINE_LENGTH,
): AsyncGenerator<Line> {
  const breaks = /\r\n|\n|\r/g;
  let parts: string[] = [];
  let length = 0;
  let number = 0;
  let afterCarriageReturn = false;

  const keep = (part: string): void => {
    length += part.length;
    if (length > maxLength) parts = [];
    else if (part !== '') parts.push(part);
  };
  const take = (): Line => {
    const tooLong = length > maxLength;
    const line: Line = { number: ++number, text: tooLong ? '' : parts.join(''), tooLong };
    parts = [];
    length = 0;
    return line;
  };

  for await (const chunk of chunks) {
    // A CRLF cut in two by a chunk border is one line break, not two.
    let start = afterCarriageReturn && chunk.startsWith('\n') ? 1 : 0;
    if (chunk !== '') afterCarriageReturn = chunk.endsWith('\r');
    breaks.lastIndex = start;
    for (let found = breaks.exec(chunk); found !== null; found = breaks.exec(chunk)) {
      keep(chunk.slice(start, found.index));
      start = breaks.lastIndex;
      yield take();
      breaks.lastIndex = start;
    }
    if (start < chunk.length) keep(chunk.slice(start));
  }
  if (length > 0) yield take();
}
