/** Words for reading paths. */
export const pathWords = {
  open: 'Path to…',
  openSign: '→',
  openWhy: 'Find how to read from this paper to another',
  between: 'Reading path between them',
  choosing: (title: string) => `Reading path from “${title}”`,
  choose: 'Open the paper it should lead to: click its dot, or search for it.',
  cancel: 'Cancel',
  panel: 'Reading path',
  back: 'Back to the paper',
  backTo: 'Back to the path',
  list: 'Papers in reading order',
  lead: (n: number, far: number) => {
    if (n === 2)
      return far > 0
        ? 'No other paper leads from one to the other, and the two are hardly closer than any two papers.'
        : 'The two are neighbours in meaning.';
    if (far === 0) return `${n} papers, each near in meaning to the one before it.`;
    return `${n} papers, each as near in meaning to the one before it as can be found; ${far === 1 ? 'one step is' : `${far} steps are`} far all the same.`;
  },
  far: 'a far step',
  same: 'This is where the path begins. Open the paper that it should lead to.',
  step: 'to the one before',
  direct: 'The two ends themselves:',
  none: (to: string) => `No path leads to “${to}”.`,
  nearest: 'Of all that can be reached, the last of these is the nearest to it.',
  alone: 'Nothing that can be reached is nearer to it than this paper.',
  busy: 'Looking for a path…',
  failed: 'No path could be looked for: the nearest papers or the vectors of this atlas cannot be read.',
  unknown: 'The address names a paper that this atlas does not have.',
  announce: (papers: number, isWhole: boolean) =>
    isWhole ? `Reading path of ${papers} papers` : 'No path leads there',
} as const;
