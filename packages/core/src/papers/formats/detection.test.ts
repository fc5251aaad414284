import { describe, expect, test } from 'vitest';
import { detectFormat, formatByName } from './formats.ts';

describe('detection', () => {
  const long = 'A line of an abstract that is longer than its title. '.repeat(3);
  test.each([
    ['a.bib.gz', '', 'bibtex'],
    ['A.RIS', '', 'ris'],
    ['a.json', '{"title":"A"}\n{"title":"B"}\n', 'jsonl'],
    ['a.jsonl', '[{"title":"A"}]', 'json'],
    ['a.json', '{\n "papers": []}', 'json'],
    ['a.json', '', 'json'],
    ['stdin', '% mine\n@article{key,\n title={A}}', 'bibtex'],
    ['stdin', '\nTY  - JOUR\nTI  - A\n', 'ris'],
    ['a.txt', 'id,Title,abstract\n', 'csv'],
    ['a.txt', 'id\tTitle\tabstract\n', 'tsv'],
    ['a.txt', `Title one\n${long}\nTitle two\n${long}\n`, 'page'],
    ['a.txt', 'Get trending papers in your email inbox!\nA\n', 'page'],
    ['a.txt', 'hello', undefined],
    ['a.txt', `${long}\nshort\n${long}\nshort\n`, undefined],
  ])('%s with %j is %s', (name, head, expected) => {
    expect(detectFormat(name, head)?.name).toBe(expected);
  });

  test('a format that does not exist is refused with the list', () => {
    expect(() => formatByName('xml')).toThrow(
      '"xml" is no format; use jsonl, json, ris, bibtex, tsv, csv, page',
    );
  });
});
