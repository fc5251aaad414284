import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KindEntry, Paper } from 'paper-atlas/node';
import { copyAtlas, fileOfKind } from './changed-atlas.ts';

/** An atlas as a large one is: its texts in many files, the cards of the papers beside them. */
export interface ManyFiles {
  readonly papers: readonly Paper[];
  /** Path of the file that holds the text of a row, relative to the atlas. */
  fileOf(row: number): string;
}

const ROWS_A_FILE = 10;
/** Longer than any abstract of a paper, so that all together are more than the explorer reads at once. */
const FILLER = ' Nothing more is said here.'.repeat(1200);

/** Makes a small atlas, whose papers are in one file, into one of many files. */
export function cutIntoFiles(from: string, to: string): ManyFiles {
  const lines = readFileSync(join(from, fileOfKind(from, 'papers')), 'utf8')
    .trimEnd()
    .split('\n');
  const papers = lines.map((line): Paper => {
    const paper = JSON.parse(line) as Paper;
    return { ...paper, abstract: paper.abstract + FILLER };
  });
  let files: readonly string[] = [];
  copyAtlas(from, to, (manifest) => {
    const cards = papers.map(({ abstract, ...card }) => ({ ...card, hasAbstract: abstract !== '' }));
    manifest.kinds['papers'] = writeRows(to, 'papers', papers);
    manifest.kinds['cards'] = { ...writeRows(to, 'cards', cards), optional: true };
    files = manifest.kinds['papers'].shards.map(({ name }) => `data/${name}`);
  });
  return { papers, fileOf: (row) => files[Math.floor(row / ROWS_A_FILE)]! };
}

function writeRows(dir: string, kind: string, rows: readonly unknown[]): KindEntry {
  const shards = Array.from({ length: Math.ceil(rows.length / ROWS_A_FILE) }, (_, at) => {
    const from = at * ROWS_A_FILE;
    const some = rows.slice(from, from + ROWS_A_FILE);
    const bytes = Buffer.from(some.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const name = `${kind}-${sha256.slice(0, 16)}.jsonl`;
    writeFileSync(join(dir, 'data', name), bytes);
    return { name, rows: [from, from + some.length] as const, bytes: bytes.length, sha256 };
  });
  return { dtype: 'jsonl', shape: [rows.length], optional: false, shards };
}
