/** How to read the map, the keys, and what else one can do: words that come when they are first asked for. */
export const helpWords = {
  title: 'How to read the map',
  close: 'Close',
  signs: [
    [
      'land',
      'Land',
      'Papers that say similar things lie close together. The higher the land within its contours, the more of them.',
    ],
    ['dot', 'Dot', 'One paper. Click or tap it to read it; point at it for its title.'],
    ['name', 'Name', 'A region, by its telling words. Click or tap it to see what lies there.'],
    ['heat', 'Heat', 'After a question: the warmer the land and its dots, the closer in meaning.'],
    ['arc', 'Arc', 'Leads from a paper to one of those truly nearest in meaning.'],
    [
      'torn',
      'Dashes',
      'An arc to one of its ten truly nearest that is not among its ten nearest on this map: the flat map tore the two apart.',
    ],
    [
      'path',
      'Numbers',
      'A reading path from one paper to another: each is near in meaning to the one before it.',
    ],
    ['star', 'Star', 'A paper of your reading list.'],
    [
      'bar',
      'Bar',
      'Closeness in meaning, on one scale everywhere: of how many pairs of these papers it is closer than. A third is 90\u00a0%, two thirds 99\u00a0%, all of it 99.9\u00a0%; the notches stand there.',
    ],
  ] as readonly (readonly [sign: string, name: string, meaning: string])[],
  keysTitle: 'Keys',
  keys: [
    ['/', 'search'],
    ['← ↑ → ↓', 'nearest dot in that direction'],
    ['n  p', 'next and previous true neighbour'],
    ['l  d', 'more, or less, like the open paper'],
    ['s  r', 'star the paper; the reading list'],
    ['x', 'clear filters and judgements'],
    ['c', 'colour the papers'],
    ['m', 'shape of the map: its knobs'],
    ['Ctrl+Z', 'back to the map before'],
    ['a', 'select an area: draw around papers, or frame them with the arrow keys'],
    ['Enter', 'open: the best hit, or the paper’s panel'],
    ['Esc', 'one step back: what is open, then the words, then the judged papers; filters stay'],
    ['+  −  0', 'closer, farther, whole map'],
    ['i', 'about this atlas: model, map, version'],
    ['?', 'this list'],
  ] as readonly (readonly [string, string])[],
  mouse:
    'Drag to move, wheel or pinch to zoom; Shift and drag draws a line around papers and selects them. A double click on open land closes the paper, the region or the selection.',
  touch:
    'Drag the map to move it, pinch to zoom; a double tap on open land closes the paper, the region or the selection. The handle of the panel drags it up and down.',
  privacy:
    'Everything runs in this browser, and what you type is sent nowhere. Only links out of it lead elsewhere, and they say where.',
  /** What no sign of the map and no key tells. */
  more: {
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
  },
} as const;
