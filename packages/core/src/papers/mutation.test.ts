import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isExplorerError } from '../errors.ts';
import { createRandom, type RandomGenerator } from '../math/random.ts';
import type { FormatName } from './formats/format.ts';
import { ingestPapers } from './ingest.ts';
import { paperText } from './text.ts';

const FILES_PER_FORMAT = 10_000;

/** Small valid files: two or three papers, with what each format finds hard. */
const VALID: Readonly<Record<FormatName, string>> = {
  page: 'Get trending papers in your email inbox!\nSubscribeA First Title\nAn abstract of some words.\nA Second Title\nMore words, “quoted”.\n',
  jsonl:
    '\ufeff{"id":"a","title":"One \\u00e9","abstract":"Words.","authors":["A B"],"year":2020}\r\n\r\n{"title":"Two","text":"x","doi":"10.1000/x","n":[1,{"b":null}]}\n',
  json: '{"total":2,"papers":[\n{"id":"a","title":"One","abstract":"Words \\"q\\"","extra":{"x":[1,[2]]}},\n{"title":"Two","year":"2020-01-01"}]}',
  csv: 'id,title,abstract,authors\r\n1,One,"Words, ""quoted""\nand a break",A B; C D\r\n2,Two,=1+1,"E, F"\r\n',
  tsv: 'id\ttitle\tabstract\n1\t"One\tWords\n2\tTwo\t"Some ""more"" words"\n',
  bibtex:
    '@string{n = "Net"}\n@article{k1,\n title = {A {B} \\\'e $x^2$},\n author = "A, B and C D",\n journal = n # {s}, eprint={2001.00001},\n}\n@comment{x}\n@misc(k2, title={T \\"o})\n',
  ris: 'TY  - JOUR\nTI  - One\n  goes on\nAU  - Family, Given\nAU  - B\nPY  - 2020/01//\nKW  - a; b\nXX  - y\nER  - \n\nTY  - GEN\nT1  - Two\nID  - 7\nER  - \n',
};

/** Bytes that mean something in one format or another. */
const TELLING = new TextEncoder().encode(
  '"\'{}[](),;:|\t\n\r\\@#%$=<>-_^~0\u0000\ufeff\u00e9\ud83d\ude00AeTY',
);

function mutate(bytes: Uint8Array, random: RandomGenerator): Uint8Array {
  let mutant = bytes;
  const below = (limit: number): number => Math.floor(random() * limit);
  for (let n = 1 + below(4); n > 0; n--) {
    const at = below(mutant.length + 1);
    const to = Math.min(mutant.length, at + 1 + below(24));
    const before = mutant.subarray(0, at);
    const part = mutant.subarray(at, to);
    const after = mutant.subarray(to);
    switch (below(7)) {
      case 0: // a bit of one byte flipped
        mutant = mutant.slice();
        if (at < mutant.length) mutant[at]! ^= 1 << below(8);
        break;
      case 1: // a part deleted
        mutant = concat(before, after);
        break;
      case 2: // a part doubled
        mutant = concat(before, part, part, after);
        break;
      case 3: // cut off
        mutant = before;
        break;
      case 4: // a part moved elsewhere
        mutant = concat(part, before, after);
        break;
      case 5: // a telling byte put in
        mutant = concat(before, TELLING.subarray(below(TELLING.length)).subarray(0, 1), part, after);
        break;
      default: // a telling byte many times
        mutant = concat(
          before,
          new Uint8Array(1 + below(300)).fill(TELLING[below(TELLING.length)]!),
          part,
          after,
        );
    }
  }
  return mutant;
}

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** The bytes in two chunks, so that every kind of token is at some time cut in two. */
async function* inTwo(bytes: Uint8Array, random: RandomGenerator): AsyncGenerator<Uint8Array> {
  const at = Math.floor(random() * bytes.length);
  yield bytes.subarray(0, at);
  yield bytes.subarray(at);
}

/** Reads a mutant; true when it was read, false when it was refused as it should be. Anything else is thrown. */
async function read(bytes: Uint8Array, format: FormatName, random: RandomGenerator): Promise<boolean> {
  try {
    const { papers, report } = await ingestPapers([{ name: 'mutant', bytes: inTwo(bytes, random) }], {
      format,
    });
    const records = report.sources.reduce((sum, source) => sum + source.records, 0);
    expect(papers.length + report.merged + report.rejected.count).toBe(records);
    expect(new Set(papers.map(({ id }) => id)).size).toBe(papers.length);
    expect(papers.every((paper) => paperText(paper) !== '')).toBe(true);
    return true;
  } catch (error) {
    if (isExplorerError(error, 'INPUT_UNREADABLE')) return false;
    throw error;
  }
}

describe.each(Object.keys(VALID) as FormatName[])('%s', (format) => {
  const valid = new TextEncoder().encode(VALID[format]);

  test('the file that is mutated is itself read whole', async () => {
    const { papers, report } = await ingestPapers([{ name: 'valid', bytes: inTwo(valid, () => 0.5) }], {
      format,
    });
    expect(papers).toHaveLength(2);
    expect(report.rejected.count).toBe(0);
  });

  test(`${FILES_PER_FORMAT} mutated files are read or refused, and every record is accounted for`, async () => {
    const random = createRandom(20_240_501);
    let readable = 0;
    for (let i = 0; i < FILES_PER_FORMAT; i++) {
      const mutant = mutate(valid, random);
      if (await read(mutant, format, random)) readable++;
    }
    expect(readable).toBeGreaterThan(FILES_PER_FORMAT / 2);
  });
});

test('2000 mutated gzip files are read or refused', async () => {
  const random = createRandom(7);
  const valid = new Uint8Array(gzipSync(VALID.jsonl));
  let refused = 0;
  for (let i = 0; i < 2000; i++) {
    if (!(await read(mutate(valid, random), 'jsonl', random))) refused++;
  }
  expect(refused).toBeGreaterThan(1000);
});
