import { styleText } from 'node:util';
import { type Paper, paperName } from '../node.ts';

/** Text for a person; without styles where stdout is no terminal. */
export function style(how: 'bold' | 'dim', text: string): string {
  return process.stdout.isTTY ? styleText(how, text) : text;
}

/** What is told of a paper below its name: what is known of first author, year and venue, and its id. */
export function aboutPaper(paper: Paper, before: readonly (string | null)[] = []): string {
  return [...before, paper.authors[0], paper.year, paper.venue, paper.id]
    .filter((part) => part !== undefined && part !== null)
    .join(' · ');
}

/** The first line about a paper. */
export function namePaper(paper: Paper): string {
  return style('bold', paperName(paper));
}
