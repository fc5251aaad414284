import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Line, readLines } from './lines.ts';

async function* chunksOf(parts: readonly string[]): AsyncGenerator<string> {
  yield* parts;
}

async function linesOf(parts: readonly string[], maxLength?: number): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(chunksOf(parts), maxLength)) lines.push(line);
  return lines;
}

test('LF, CRLF and CR end a line, and CRLF cut in two by a chunk border is one break', async () => {
  const lines = await linesOf(['a\r', '\nb\rc\n', '\n', 'd']);
  expect(lines.map(({ number, text }) => [number, text])).toEqual([
    [1, 'a'],
    [2, 'b'],
    [3, 'c'],
    [4, ''],
    [5, 'd'],
  ]);
});

test('lines do not depend on where chunks end', async () => {
  const unit = fc.constantFrom('a', 'b', '\n', '\r', '\r\n', '');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(unit).map((units) => units.join(''))), async (chunks) => {
      const whole = chunks.join('');
      const expected = whole.split(/\r\n|\n|\r/);
      if (expected.at(-1) === '') expected.pop();
      expect((await linesOf(chunks)).map(({ text }) => text)).toEqual(expected);
    }),
  );
});

test('a line of 10 MB is marked and thrown away, the next one is read', async () => {
  const chunk = 'x'.repeat(1024 * 1024);
  const lines = await linesOf([...Array<string>(10).fill(chunk), '\nnext\n']);
  expect(lines).toEqual([
    { number: 1, text: '', tooLong: true },
    { number: 2, text: 'next', tooLong: false },
  ]);
});

test('a line of exactly the limit is read', async () => {
  expect((await linesOf(['ab', 'c\nabcd'], 3)).map(({ tooLong }) => tooLong)).toEqual([false, true]);
});
