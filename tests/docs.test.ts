import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createExampleFolder } from './docs/examples.ts';
import { parseMarkdown, shellCommands } from './docs/markdown.ts';

const ROOT = join(import.meta.dirname, '..');
const ATLAS = 'npm run -s atlas --';
const CODE = ['ts', 'js'];
const SHELL = ['sh', 'bash', 'console'];

/** Blocks marked so (```ts browser) need a page to run in: their imports are checked instead. */
const IN_BROWSER = 'browser';

const documents = [ROOT, join(ROOT, 'docs')]
  .filter(existsSync)
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({
    file,
    name: relative(ROOT, file),
    folder: dirname(file),
    ...parseMarkdown(readFileSync(file, 'utf8')),
  }));

describe('the README', () => {
  const readme = documents.find(({ name }) => name === 'README.md');

  test('shows the library at work', () => {
    const runnable = readme?.blocks.filter(
      ({ language, words }) => CODE.includes(language) && !words.includes(IN_BROWSER),
    );
    expect(runnable?.some(({ text }) => text.includes(`'paper-atlas/node'`))).toBe(true);
  });

  test('shows the command line at work', () => {
    const blocks = readme?.blocks.filter(({ language }) => SHELL.includes(language)) ?? [];
    expect(blocks.flatMap(shellCommands).some((line) => line.includes(ATLAS))).toBe(true);
  });
});

describe.each(documents)('$name', ({ blocks, folder, file, links }) => {
  test('has examples that run, one after the other in one folder', { timeout: 300_000 }, async () => {
    using examples = createExampleFolder();
    for (const block of blocks) {
      if (SHELL.includes(block.language)) {
        for (const line of shellCommands(block)) if (line.includes(ATLAS)) examples.runShell(line);
      } else if (CODE.includes(block.language) && !block.words.includes(IN_BROWSER)) {
        await examples.runCode(block.text);
      }
    }
  });

  test('imports only what the portable entry exports in its examples for a browser', async () => {
    const portable = await import('paper-atlas');
    for (const { words, text } of blocks.filter((block) => block.words.includes(IN_BROWSER))) {
      expect(words).toEqual([IN_BROWSER]);
      const [, names] = /import \{([^}]+)\} from 'paper-atlas'/.exec(text) ?? [];
      expect(names, text).toBeDefined();
      for (const name of names?.split(',') ?? []) expect(portable).toHaveProperty(name.trim());
    }
  });

  test('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const lines = blocks.filter(({ language }) => SHELL.includes(language)).flatMap(shellCommands);
    const named = lines.flatMap(
      (line) => /\bnpm (?:run (?:-s )?)?(?!run|ci\b|install\b)([\w:]+)/.exec(line)?.[1] ?? [],
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('links to files and headings that exist', () => {
    const local = links.filter((link) => !/^[a-z][a-z+.-]*:/.test(link));
    const broken = local.filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? file : resolve(folder, decodeURIComponent(path));
      if (!existsSync(target)) return true;
      return anchor !== undefined && !parseMarkdown(readFileSync(target, 'utf8')).anchors.has(anchor);
    });
    expect(broken).toEqual([]);
  });
});

describe('a document', () => {
  test('gives its blocks, links and anchors', () => {
    const text = [
      '# The atlas, `format 1`',
      'See [a](b.md#c), ![d](e.png "title"), `[not](this)` and [g].',
      '[g]: https://example.org/x',
      '- point',
      '  ```ts browser',
      '  const a = 1;',
      '    [not](this either)',
      '  ```',
      '~~~sh',
      '# comment',
      '$ one \\',
      '  two',
      '```',
      '~~~',
    ].join('\n');
    const { blocks, links, anchors } = parseMarkdown(text);
    expect(links).toEqual(['b.md#c', 'e.png', 'https://example.org/x']);
    expect([...anchors]).toEqual(['the-atlas-format-1']);
    expect(blocks.map(({ language, words, line }) => [language, words, line])).toEqual([
      ['ts', ['browser'], 5],
      ['sh', [], 9],
    ]);
    expect(blocks[0]?.text).toBe('const a = 1;\n  [not](this either)\n');
    expect(shellCommands(blocks[1]!)).toEqual(['one two', '```']);
  });

  test('with a block that is never closed is refused', () => {
    expect(() => parseMarkdown('a\n```ts\nb')).toThrow('line 2 is never closed');
  });
});

describe('an example', () => {
  test('runs as TypeScript, and fails with its output', async () => {
    using examples = createExampleFolder();
    const code = (n: number) =>
      `const n: number = ${n}; console.log('n', n); if (n > 1) throw new Error('big');`;
    expect(await examples.runCode(code(1))).toBe('n 1\n');
    await expect(examples.runCode(code(2))).rejects.toThrow(/n 2\n(.|\n)*Error: big/);
  });

  test('runs as a shell line, and fails with its output', () => {
    using examples = createExampleFolder();
    expect(examples.runShell('ls data | grep models')).toBe('models\n');
    expect(() => examples.runShell('echo lost && exit 3')).toThrow(/ended with 3:(.|\n)*lost/);
  });
});
