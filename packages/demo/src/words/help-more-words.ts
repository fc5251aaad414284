/** What else one can do, of what no sign of the map and no key tells. */
export const helpMoreWords = {
  title: 'More to do',
  ways: [
    ['Compare', 'beside each of a paper’s nearest: both side by side, and on the map'],
    ['Chips', 'below the box: what is asked besides the words; a press takes one back'],
    ['Legend', 'of the colours: names filter, and so do the bars of what the papers say'],
    ['Save', 'beside the count of a list: BibTeX, RIS, CSV, JSON'],
    ['Cite', 'in a paper’s panel: copies a line or BibTeX'],
    ['Your papers', 'a file becomes a map of its own, or shows which of it is on this one'],
    ['Address', 'holds what you ask, open and look at: send it to share that'],
  ] as readonly (readonly [name: string, meaning: string])[],
} as const;
