import { describe, expect, test } from 'vitest';
import { isExplorerError } from '../errors.ts';
import { checkRead, printable, quoteName, relativePathOf } from './files.ts';

const HOSTILE = [
  '',
  '.',
  '..',
  '../manifest.json',
  '/etc/passwd',
  'data/papers-0123456789abcdef.jsonl',
  'data\\papers-0123456789abcdef.jsonl',
  '..-0123456789abcdef.jsonl',
  'papers-0123456789abcdef.jsonl/../x',
  'papers-0123456789abcdef.jsonl\n',
  'papers-0123456789abcdef.jsonl\0',
  'papers-0123456789abcdef.jsonl.exe',
  'Papers-0123456789abcdef.jsonl',
  'papers-0123456789ABCDEF.jsonl',
  'papers-0123456789abcde.jsonl',
  'papers-0123456789abcdef.',
  'papers-0123456789abcdef',
  '-0123456789abcdef.jsonl',
  `${'a'.repeat(65)}-0123456789abcdef.jsonl`,
  'file:///papers-0123456789abcdef.jsonl',
  'C:papers-0123456789abcdef.jsonl',
  'manifest.json ',
  'MANIFEST.JSON',
  'build.lock',
];

describe('a name', () => {
  test('of the manifest, the report or a data file becomes a path', () => {
    expect(relativePathOf('manifest.json')).toBe('manifest.json');
    expect(relativePathOf('build-report.json')).toBe('build-report.json');
    expect(relativePathOf('embeddings-i8-0123456789abcdef.i8')).toBe(
      'data/embeddings-i8-0123456789abcdef.i8',
    );
  });

  test.each(HOSTILE)('is refused when it is %j', (name) => {
    expect(() => relativePathOf(name)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });

  test('from outside is shown without what a terminal would act upon', () => {
    expect(quoteName('a\u001b[31m\u009b\u202e"')).toBe('"a\\u001b[31m\\u009b\\u202e\\""');
    expect(quoteName('x'.repeat(500)).length).toBeLessThan(90);
    expect(printable('ümlaut', 100)).toBe('ümlaut');
  });
});

describe('a read', () => {
  test.each([
    { maxBytes: -1 },
    { maxBytes: Number.NaN },
    { maxBytes: 1.5 },
    { maxBytes: 10, range: [-1, 2] as const },
    { maxBytes: 10, range: [3, 2] as const },
    { maxBytes: 10, range: [0, 11] as const },
    { maxBytes: 10, range: [0, Number.NaN] as const },
  ])('with %j makes no sense and is refused', (options) => {
    expect(() => checkRead('manifest.json', options)).toThrow(/0 ≤ from ≤ to/);
  });

  test('that was aborted before it began is not begun', () => {
    const signal = AbortSignal.abort('enough');
    let thrown: unknown;
    try {
      checkRead('manifest.json', { maxBytes: 1, signal });
    } catch (error) {
      thrown = error;
    }
    expect(isExplorerError(thrown, 'ABORTED')).toBe(true);
  });
});
