import { type Line, readLines, tooLongReason } from '../lines.ts';
import { type PaperFormat, type ReadItem, record, rejected } from './format.ts';

/** What the site writes above its list. */
const NOTICE = /^Get trending papers in your email inbox/;
/** The site's button, whose word is glued to the front of the first title. */
const BUTTON = /^Subscribe(?=[\p{Lu}\p{N}"“‘'([])/u;
/** A line longer than this is no title. */
const LONGEST_TITLE = 400;
/** A line shorter than this may be a title where an abstract was expected. */
const SHORTEST_ABSTRACT = 200;

/**
 * The text of a web page that lists papers: site notices, then a title line and an abstract line in turns; empty lines
 * mean nothing. The turns are trusted, except where the lengths of the lines say plainly that one is missing: a long
 * line in a title's place is rejected, and a short line that a long one follows opens the next paper, so that one lost
 * line does not turn every later abstract into a title.
 */
export const pageFormat: PaperFormat = {
  name: 'page',
  extensions: ['txt', 'text', 'page'],
  sniff: (head) => NOTICE.test(head.trimStart()) || looksLikeTurns(head),
  read: readPage,
};

function looksLikeTurns(head: string): boolean {
  const lines = head.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  // The last line of the head may be cut, and a lone line is no list.
  const pairs = Math.min(8, Math.floor(lines.length / 2));
  let turns = 0;
  for (let i = 0; i < pairs; i++) {
    const title = lines[2 * i]!.length;
    if (title <= LONGEST_TITLE && lines[2 * i + 1]!.length > title) turns++;
  }
  return pairs > 0 && turns * 4 >= pairs * 3;
}

async function* readPage(text: AsyncIterable<string>): AsyncGenerator<ReadItem> {
  let afterNotice = false;
  let title: Line | undefined;
  let short: Line | undefined;
  for await (const line of readLines(text)) {
    if (line.tooLong) {
      if (title !== undefined) yield paper(title, short);
      title = undefined;
      short = undefined;
      yield rejected(line.number, tooLongReason());
      continue;
    }
    let content = line.text.trim();
    if (content === '') continue;
    if (title === undefined && NOTICE.test(content)) {
      afterNotice = true;
      continue;
    }
    if (afterNotice) content = content.replace(BUTTON, '');
    afterNotice = false;
    const next: Line = { ...line, text: content };

    if (short !== undefined) {
      // A short line stood where the abstract belongs. A long one now tells that it was a title.
      const wasTitle = content.length > LONGEST_TITLE;
      yield paper(title!, wasTitle ? undefined : short);
      title = wasTitle ? short : undefined;
      short = undefined;
    }
    if (title !== undefined && content.length < SHORTEST_ABSTRACT) short = next;
    else if (title !== undefined) {
      yield paper(title, next);
      title = undefined;
    } else if (content.length > LONGEST_TITLE) {
      yield rejected(
        line.number,
        `expected a title, got a line of ${content.length} characters; is a title missing?`,
      );
    } else title = next;
  }
  if (title !== undefined) yield paper(title, short);
}

function paper(title: Line, abstract: Line | undefined): ReadItem {
  return record(title.number, { title: title.text, abstract: abstract?.text ?? '' });
}
