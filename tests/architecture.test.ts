import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  findCycles,
  findDefaultExports,
  findLevelBreaks,
  findLongFiles,
  findNodeUsers,
  findOutsideImports,
  findPortableBreaks,
  findSharedPackages,
} from './architecture/rules.ts';
import { parseSourceTree, readSourceTree, withoutTests } from './architecture/source-tree.ts';

const ROOT = join(import.meta.dirname, '..');
const MAX_LINES = 400;

/**
 * Every file of the library that names `node:` modules or native packages, but for those of the rooms that are Node's
 * alone. The rest also runs in a browser.
 */
const NODE_ONLY = [
  'atlas/build-atlas.ts',
  'embedding/hub.ts',
  'embedding/model-folder.ts',
  'embedding/worker-pool.ts',
  'papers/read-papers.ts',
  'store/embedding-journal.ts',
  'store/folder-build.ts',
  'store/folder-disk.ts',
  'store/folder-state.ts',
  'store/folder-writer.ts',
  'store/folder.ts',
  'store/lock-owner.ts',
  'store/lock.ts',
  'store/zip-file.ts',
  'vector-index/hnsw-disk.ts',
  'vector-index/hnsw-thread-worker.ts',
  'vector-index/hnsw-thread.ts',
  'vector-index/hnsw.ts',
  'vector-index/knn-graph-threads.ts',
  'vector-index/knn-graph-worker.ts',
];

/** Where Node starts, whatever they import. */
const NODE_ENTRIES = ['node.ts', 'embedding/embed-worker.ts'];

/** Rooms that never run in a browser. */
const isOfNodeRoom = (path: string) => path.startsWith('cli/') || path.startsWith('serve/');

const isNodeOnly = (path: string) =>
  NODE_ONLY.includes(path) || NODE_ENTRIES.includes(path) || isOfNodeRoom(path);

describe('the library', () => {
  const tree = readSourceTree(join(ROOT, 'packages/core/src'));
  const code = withoutTests(tree);

  test('was read', () => {
    expect(tree.size).toBeGreaterThan(code.size);
    expect(code.get('math/matrix.ts')?.imports).toContain('../errors.ts');
  });

  test('has arrows that point downwards only', () => {
    expect(findLevelBreaks(tree)).toEqual([]);
  });

  test('has no import cycle', () => {
    expect(findCycles(tree)).toEqual([]);
  });

  test('names node: modules and native packages in the files listed for it alone', () => {
    expect(findNodeUsers(code).filter((path) => !isOfNodeRoom(path))).toEqual(NODE_ONLY);
  });

  test('has a portable entry that reaches nothing of Node', () => {
    expect(code.has('index.ts')).toBe(true);
    expect(findPortableBreaks(code, 'index.ts', isNodeOnly)).toEqual([]);
  });

  test('knows each third-party package in one file', () => {
    expect(findSharedPackages(code)).toEqual([]);
  });
});

describe('the explorer', () => {
  test('reaches the library by its package name only', () => {
    const source = join(ROOT, 'packages/demo/src');
    // Git keeps no empty folder: before the explorer's first file there is nothing to read.
    const tree = existsSync(source) ? readSourceTree(source) : new Map();
    expect(findOutsideImports(tree, ['paper-atlas'])).toEqual([]);
  });

  test('has no import cycle, of types neither, within a folder nor from one to another', () => {
    const tree = withoutTests(readSourceTree(join(ROOT, 'packages/demo/src')));
    expect(tree.size).toBeGreaterThan(100);
    expect(findCycles(tree)).toEqual([]);
  });
});

describe('every source file', () => {
  const folders = ['packages', 'scripts', 'tests'];

  test.each(folders)('of %s has at most 400 lines', (folder) => {
    expect(findLongFiles(readSourceTree(join(ROOT, folder)), MAX_LINES)).toEqual([]);
  });

  test.each(folders)('of %s exports by name', (folder) => {
    const tree = readSourceTree(join(ROOT, folder));
    // Vite reads the default export of its configuration.
    const own = [...tree].filter(([path]) => !path.endsWith('/vite.config.ts'));
    expect(findDefaultExports(new Map(own))).toEqual([]);
  });
});

describe('each rule can fail:', () => {
  test('an arrow upwards, sideways, to nowhere, from no room', () => {
    const tree = parseSourceTree({
      'errors.ts': '',
      'math/matrix.ts': `import { E } from '../errors.ts'; import type { Paper } from '../papers/paper.ts';`,
      'papers/paper.ts': `export type { Embedder } from '../embedding/embedder.ts'; import './text.ts';`,
      'embedding/embedder.ts': `import { E } from '../errors.ts';`,
      'atlas/atlas.ts': `type M = import('../cli/main.ts').Main; import '../papers/paper.js';`,
      'cli/main.ts': `import '../atlas/atlas.ts'; import './options.ts';`,
      'cli/options.ts': '',
      'cli/main.test.ts': `import '../../tests/support/folder.ts';`,
      'extras/thing.ts': '',
    });
    expect(findLevelBreaks(tree)).toEqual([
      'math/matrix.ts imports papers/paper.ts, upwards',
      'papers/paper.ts imports ./text.ts, which is no source file',
      'papers/paper.ts imports embedding/embedder.ts, sideways',
      'atlas/atlas.ts imports ../papers/paper.js, which is no source file',
      'atlas/atlas.ts imports cli/main.ts, upwards',
      'extras/thing.ts is in no room that has a level',
    ]);
  });

  test('a cycle, also one of types alone', () => {
    const tree = parseSourceTree({
      'a.ts': `import { b } from './b.ts';`,
      'b.ts': `export * from './c.ts';`,
      'c.ts': `import type { A } from './a.ts';`,
      'd.ts': `import './a.ts';`,
      'e.ts': `const e = await import('./e.ts');`,
    });
    expect(findCycles(tree)).toEqual(['cycle: a.ts -> b.ts -> c.ts -> a.ts', 'cycle: e.ts -> e.ts']);
  });

  test('Node in a portable file, however it is named', () => {
    const tree = parseSourceTree({
      'a.ts': `import { readFile } from 'node:fs/promises';`,
      'b.ts': `const hnsw = await import('hnswlib-node');`,
      'c.ts': `const sharp = createRequire(import.meta.url)('sharp');`,
      'd.ts': `type Stats = import('node:fs').Stats;`,
      'e.ts': `const ort = require('onnxruntime-node');`,
      'f.ts': `import './node.ts'; import 'node-gyp'; const text = 'node:fs'; // import 'node:fs'`,
    });
    expect(findNodeUsers(tree)).toEqual(['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.ts']);
  });

  test('an entry that reaches Node by a detour', () => {
    const tree = parseSourceTree({
      'index.ts': `export { a } from './a.ts';`,
      'a.ts': `import type { B } from './b.ts'; const folder = () => import('./folder.ts');`,
      'b.ts': `import 'node:os';`,
      'folder.ts': '',
    });
    expect(findPortableBreaks(tree, 'index.ts', (path) => path === 'folder.ts')).toEqual([
      'index.ts -> a.ts -> b.ts imports node:os',
      'index.ts -> a.ts -> folder.ts is node-only',
    ]);
  });

  test('a package that two files know', () => {
    const tree = parseSourceTree({
      'a.ts': `import { UMAP } from 'umap-js'; import 'node:os'; import '@scope/one/deep';`,
      'b.ts': `import type { UMAP } from 'umap-js'; import 'node:os'; import '@scope/two';`,
    });
    expect(findSharedPackages(tree)).toEqual(['umap-js is imported by a.ts and b.ts']);
  });

  test('a way out of a package, and an entry that is not for it', () => {
    const tree = parseSourceTree({
      'map/view.ts': `import { openAtlas } from 'paper-atlas'; import '../main.ts';`,
      'main.ts': `import { dot } from '../../core/src/math/distance.ts'; import 'paper-atlas/node';`,
    });
    expect(findOutsideImports(tree, ['paper-atlas'])).toEqual([
      'main.ts imports ../../core/src/math/distance.ts, expected paper-atlas',
      'main.ts imports paper-atlas/node, expected paper-atlas',
    ]);
  });

  test('a file that is too long', () => {
    const tree = parseSourceTree({ 'a.ts': '//\n'.repeat(4), 'b.ts': '//\n'.repeat(3) });
    expect(findLongFiles(tree, 3)).toEqual(['a.ts has 4 lines, at most 3 are allowed']);
  });

  test('a default export, in both spellings', () => {
    const tree = parseSourceTree({
      'a.ts': 'export default 1;',
      'b.ts': 'const b = 1; export { b as default };',
      'c.ts': 'export const c = 1;',
    });
    expect(findDefaultExports(tree)).toEqual(['a.ts has a default export', 'b.ts has a default export']);
  });
});
