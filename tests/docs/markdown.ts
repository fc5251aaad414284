/** A fenced block of code. */
export interface CodeBlock {
  /** First word after the fence: `ts`, `sh`…; empty when there is none. */
  readonly language: string;
  /** The other words after the fence. */
  readonly words: readonly string[];
  readonly text: string;
  /** 1-based line of the fence. */
  readonly line: number;
}

export interface MarkdownDocument {
  readonly blocks: readonly CodeBlock[];
  /** Targets of links and images, as written, without those inside code. */
  readonly links: readonly string[];
  /** What a `#…` behind a link to this document can be, as GitHub makes it from headings. */
  readonly anchors: ReadonlySet<string>;
}

/** Reads as much of Markdown as documentation needs to be checked. */
export function parseMarkdown(text: string): MarkdownDocument {
  const blocks: CodeBlock[] = [];
  const prose: string[] = [];
  let open: { fence: string; indent: number; info: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, indent = '', fence, info = ''] = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (open === undefined && fence !== undefined) {
      open = { fence, indent: indent.length, info: info.trim(), line: index + 1, lines: [] };
    } else if (open !== undefined && fence?.startsWith(open.fence) && info.trim() === '') {
      const [language = '', ...words] = open.info.split(/\s+/);
      blocks.push({ language, words, text: `${open.lines.join('\n')}\n`, line: open.line });
      open = undefined;
    } else if (open !== undefined) {
      open.lines.push(line.slice(Math.min(open.indent, line.length - line.trimStart().length)));
    } else prose.push(line);
  }
  if (open !== undefined) throw new Error(`the code block of line ${open.line} is never closed`);
  const anchors = new Set(prose.flatMap((line) => /^#{1,6}\s+(.*)$/.exec(line)?.[1] ?? []).map(anchorOf));
  return { blocks, links: findLinks(prose.join('\n')), anchors };
}

function findLinks(prose: string): string[] {
  const text = prose.replace(/`[^`]*`/g, '');
  const inline = [...text.matchAll(/\]\(\s*<?([^()\s>]+(?:\([^()\s]*\)[^()\s>]*)?)>?(?:\s+"[^"]*")?\s*\)/g)];
  const references = [...text.matchAll(/^\s*\[[^\]]+\]:\s*<?(\S+?)>?\s*(?:"[^"]*")?$/gm)];
  return [...inline, ...references].map(([, target = '']) => target);
}

function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/** The commands of a shell block: comments left out, `$ ` prompts taken off, lines that end in `\` joined. */
export function shellCommands(block: CodeBlock): string[] {
  const lines = block.text.replace(/\s*\\\n\s*/g, ' ').split('\n');
  return lines
    .map((line) => line.replace(/^\s*\$ /, '').trim())
    .filter((line) => line && !line.startsWith('#'));
}
