import { dirname, join } from 'node:path/posix';
import { isTest, type SourceTree } from './source-tree.ts';

// Each rule gives its complaints, one sentence each; none when it is kept.

/** Rooms from the bottom up; rooms in one row are on one level and do not know each other. */
const LEVELS: readonly (readonly string[])[] = [
  ['base'],
  ['papers', 'embedding', 'vector-index', 'keyword-index'],
  ['search', 'projection', 'labels', 'evaluation'],
  ['store'],
  ['atlas'],
  ['serve'],
  ['entries'],
  ['cli'],
];

/** Files outside a folder, and the folder that every room rests on. */
const ROOM_OF_FILE: Readonly<Record<string, string>> = {
  'errors.ts': 'base',
  'task.ts': 'base',
  'index.ts': 'entries',
  'node.ts': 'entries',
};

function roomOf(path: string): string {
  const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : undefined;
  if (folder === 'math') return 'base';
  return folder ?? ROOM_OF_FILE[path] ?? path;
}

/** The path that a relative import means, in the same tree. */
function targetOf(path: string, specifier: string): string {
  return join(dirname(path), specifier);
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith('.');
}

/** A file imports its own room or a lower level, and only files that exist; a test may have support outside. */
export function findLevelBreaks(tree: SourceTree): string[] {
  const complaints: string[] = [];
  const levelOf = (path: string) => LEVELS.findIndex((rooms) => rooms.includes(roomOf(path)));
  for (const { path, imports } of tree.values()) {
    if (levelOf(path) === -1) complaints.push(`${path} is in no room that has a level`);
    for (const specifier of imports.filter(isRelative)) {
      const target = targetOf(path, specifier);
      if (isTest(path) && target.startsWith('..')) continue;
      if (!tree.has(target)) complaints.push(`${path} imports ${specifier}, which is no source file`);
      else if (roomOf(target) !== roomOf(path) && levelOf(target) >= levelOf(path)) {
        const way = levelOf(target) === levelOf(path) ? 'sideways' : 'upwards';
        complaints.push(`${path} imports ${target}, ${way}`);
      }
    }
  }
  return complaints;
}

/** No file reaches itself through its imports. */
export function findCycles(tree: SourceTree): string[] {
  const complaints: string[] = [];
  const finished = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): void => {
    const start = trail.indexOf(path);
    if (start !== -1) complaints.push(`cycle: ${[...trail.slice(start), path].join(' -> ')}`);
    if (start !== -1 || finished.has(path)) return;
    trail.push(path);
    for (const target of localImports(tree, path)) visit(target);
    trail.pop();
    finished.add(path);
  };
  for (const path of tree.keys()) visit(path);
  return complaints;
}

/** The files that name `node:` modules or native packages, sorted. */
export function findNodeUsers(tree: SourceTree): string[] {
  const users = [...tree.values()].filter(({ imports }) => imports.some(needsNode));
  return users.map(({ path }) => path).sort();
}

/** Nothing that an entry reaches, directly or not, needs Node. */
export function findPortableBreaks(
  tree: SourceTree,
  entry: string,
  isNodeOnly: (path: string) => boolean,
): string[] {
  const complaints: string[] = [];
  const way = new Map([[entry, entry]]);
  // A Map is walked in the order of insertion, also what is added on the way.
  for (const [path, route] of way) {
    if (isNodeOnly(path)) complaints.push(`${route} is node-only`);
    for (const specifier of tree.get(path)?.imports.filter(needsNode) ?? []) {
      complaints.push(`${route} imports ${specifier}`);
    }
    for (const target of localImports(tree, path)) {
      if (!way.has(target)) way.set(target, `${route} -> ${target}`);
    }
  }
  return complaints;
}

/** Each third-party package is known to one file. */
export function findSharedPackages(tree: SourceTree): string[] {
  const users = new Map<string, string[]>();
  for (const { path, imports } of tree.values()) {
    const packages = new Set(imports.filter(isPackage).map(packageOf));
    for (const name of packages) users.set(name, [...(users.get(name) ?? []), path]);
  }
  return [...users]
    .filter(([, paths]) => paths.length > 1)
    .map(([name, paths]) => `${name} is imported by ${paths.join(' and ')}`);
}

/** A package's files reach no other package by a path, and core by the given names only. */
export function findOutsideImports(tree: SourceTree, allowed: readonly string[]): string[] {
  return [...tree.values()].flatMap(({ path, imports }) =>
    imports
      .filter((specifier) =>
        isRelative(specifier)
          ? targetOf(path, specifier).startsWith('..')
          : packageOf(specifier) === 'paper-atlas' && !allowed.includes(specifier),
      )
      .map((specifier) => `${path} imports ${specifier}, expected ${allowed.join(' or ')}`),
  );
}

/** No file is longer than one can keep in mind. */
export function findLongFiles(tree: SourceTree, maxLines: number): string[] {
  return [...tree.values()]
    .filter(({ lineCount }) => lineCount > maxLines)
    .map(({ path, lineCount }) => `${path} has ${lineCount} lines, at most ${maxLines} are allowed`);
}

/** Everything is exported by a name. */
export function findDefaultExports(tree: SourceTree): string[] {
  return [...tree.values()]
    .filter(({ hasDefaultExport }) => hasDefaultExport)
    .map(({ path }) => `${path} has a default export`);
}

const NATIVE_PACKAGES = ['hnswlib-node', 'onnxruntime-node', 'sharp'];

function needsNode(specifier: string): boolean {
  return specifier.startsWith('node:') || NATIVE_PACKAGES.includes(packageOf(specifier));
}

function isPackage(specifier: string): boolean {
  return !isRelative(specifier) && !specifier.startsWith('node:');
}

/** `@scope/name` or `name`, without the path behind it. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function localImports(tree: SourceTree, path: string): string[] {
  const imports = tree.get(path)?.imports.filter(isRelative) ?? [];
  return imports.map((specifier) => targetOf(path, specifier)).filter((target) => tree.has(target));
}
