/** Words for two papers side by side. */
export const compareWords = {
  open: 'Compare',
  openWith: (title: string) => `Compare with “${title}”`,
  panel: 'Two papers compared',
  heading: 'Side by side',
  back: 'Back to the paper',
  sentences: 'Their closest sentences',
  words: 'Telling words',
  shared: 'In both',
  onlyA: 'Only in the first',
  onlyB: 'Only in the second',
  noWords: 'none',
  noPairs: 'One of them has no sentence to compare.',
  busy: 'Comparing sentence by sentence…',
  noSentences: 'Sentences cannot be compared: meaning is off here.',
  failed: 'These two could not be compared.',
};
