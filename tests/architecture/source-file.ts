import { parseSync } from 'vite';

/** What the rules look at in one file. */
export interface SourceFile {
  /** Where it is, with `/`, relative to the folder that was read. */
  readonly path: string;
  /** Every module that it names, as written: imports of values and of types, re-exports, `import()`, `require`. */
  readonly imports: readonly string[];
  readonly lineCount: number;
  readonly hasDefaultExport: boolean;
}

/** @throws Error when the text is no TypeScript or JavaScript module */
export function parseSourceFile(path: string, text: string): SourceFile {
  const { module, program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path} does not parse: ${error.message}`);
  const imports = new Set<string>();
  for (const { moduleRequest } of module.staticImports) imports.add(moduleRequest.value);
  let hasDefaultExport = false;
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, exportName } of entries) {
      if (moduleRequest !== null) imports.add(moduleRequest.value);
      if (exportName.kind === 'Default' || exportName.name === 'default') hasDefaultExport = true;
    }
  }
  collectCalls(program, imports);
  const lineCount = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return { path, imports: [...imports], lineCount, hasDefaultExport };
}

/** Adds what static syntax does not show: `import('…')` of a value or a type, `import x = require('…')`, `require('…')`. */
function collectCalls(node: unknown, imports: Set<string>): void {
  if (Array.isArray(node)) {
    for (const child of node) collectCalls(child, imports);
    return;
  }
  if (!isNode(node)) return;
  const named = moduleNode(node);
  if (isNode(named) && typeof named['value'] === 'string') imports.add(named['value']);
  for (const child of Object.values(node)) {
    if (typeof child === 'object') collectCalls(child, imports);
  }
}

/** The node that names a module, when this one loads it. */
function moduleNode(node: Record<string, unknown>): unknown {
  switch (node['type']) {
    case 'ImportExpression':
    case 'TSImportType':
      return node['source'];
    case 'TSExternalModuleReference':
      return node['expression'];
    case 'CallExpression':
      return isRequire(node['callee']) ? (node['arguments'] as unknown[])[0] : undefined;
    default:
      return undefined;
  }
}

/** `require`, or a function made on the spot by `createRequire(…)`. */
function isRequire(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee['type'] === 'Identifier') return callee['name'] === 'require';
  const inner = callee['callee'];
  return callee['type'] === 'CallExpression' && isNode(inner) && inner['name'] === 'createRequire';
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
