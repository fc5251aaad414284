const number = new Intl.NumberFormat('en');
const papers = (n: number) => `${number.format(n)} ${n === 1 ? 'paper' : 'papers'}`;

/** Words for what leaves the page at one's wish: saved lists and copied citations. */
export const doneWords = {
  saved: (n: number, file: string) => `${papers(n)} saved as ${file}`,
  copied: { plain: 'Citation copied', bibtex: 'BibTeX entry copied' },
  cite: {
    label: 'Copy a citation of this paper',
    plain: 'Copy citation',
    bibtex: 'Copy BibTeX',
    byHand: 'This browser lets nothing be copied for you. The text is selected: copy it with your keys.',
    text: 'Citation',
  },
  save: {
    open: 'Save',
    openWhy: 'Save papers of this list as a file',
    which: 'Which papers',
    close: (n: number) => (n === 1 ? 'the one that stands out' : `the ${number.format(n)} that stand out`),
    listed: (n: number) => (n === 1 ? 'the one listed' : `the ${number.format(n)} listed`),
    all: (n: number) => `all ${number.format(n)}`,
  },
  unopened: 'This part of the page could not be loaded. Is the server still there? Then load the page again.',
  more: (n: number) => `Show ${number.format(n)} more`,
} as const;
