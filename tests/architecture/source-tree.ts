import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseSourceFile, type SourceFile } from './source-file.ts';

/** Files by path. */
export type SourceTree = ReadonlyMap<string, SourceFile>;

const MADE_FOLDERS = ['node_modules', 'dist', 'dist-next'];

/** Reads every `.ts`, `.mts`, `.js` and `.mjs` file under a folder; `node_modules` and `dist` are not sources. */
export function readSourceTree(folder: string): SourceTree {
  const files = listSources(folder).map((file) => {
    const path = relative(folder, file).split(sep).join('/');
    return parseSourceFile(path, readFileSync(file, 'utf8'));
  });
  return treeOf(files);
}

/** A tree from texts, for a test of a rule. */
export function parseSourceTree(texts: Readonly<Record<string, string>>): SourceTree {
  return treeOf(Object.entries(texts).map(([path, text]) => parseSourceFile(path, text)));
}

/** The tree without tests, which may reach for what the code beside them may not. */
export function withoutTests(tree: SourceTree): SourceTree {
  return treeOf([...tree.values()].filter(({ path }) => !isTest(path)));
}

export function isTest(path: string): boolean {
  return /\.test(-d)?\.ts$/.test(path);
}

function treeOf(files: readonly SourceFile[]): SourceTree {
  return new Map(files.map((file) => [file.path, file]));
}

function listSources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return MADE_FOLDERS.includes(entry.name) ? [] : listSources(path);
    return /\.m?[jt]s$/.test(entry.name) ? [path] : [];
  });
}
