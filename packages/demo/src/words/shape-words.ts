const number = new Intl.NumberFormat('en');
const percent = (share: number) => `${Math.round(100 * share)}\u00a0%`;

/** Words for the shape of the map and the knobs that change it. */
export const shapeWords = {
  menu: 'Shape of the map',
  close: 'Put the knobs away',
  undo: 'Back to the map before',
  redo: 'On to the map after',
  lead: 'A flat map is one of many that the same papers have. Move a knob, and it forms anew.',
  neighbors: {
    name: 'Neighbours',
    why: 'Papers that each one is held near to. Few show small groups, many the large shape.',
    value: (n: number) => number.format(n),
  },
  minDist: {
    name: 'Distance',
    why: 'How far papers keep from each other. Small packs them tight, large spreads them out.',
    value: (distance: number) => distance.toFixed(2),
  },
  seed: {
    name: 'Seed',
    why: 'Where chance begins: another one gives another map, as true as this.',
    another: 'Another seed',
  },
  own: 'As the atlas has it',
  cancel: 'Cancel',
  progress: 'The map is forming',
  fewer: (most: number) =>
    `The vectors of this atlas cannot be read: at most ${number.format(most)} neighbours are known.`,
  /** What is being done, by the stage of the work. */
  stage: (stage: string, done: number, total: number) => {
    const part = total > 0 ? Math.floor((100 * done) / total) : 0;
    if (stage === 'graph') return `Looking for more neighbours: ${part}\u00a0%`;
    if (stage === 'map') return `Forming: pass ${number.format(done)} of ${number.format(total)}`;
    if (stage === 'quality') return `Measuring the map: ${part}\u00a0%`;
    if (stage === 'regions') return 'Naming its regions';
    return 'Beginning';
  },
  /** Of the map that stands. */
  kept: (share: number) => `This map keeps ${percent(share)} of true neighbours.`,
  keptOf: (share: number, own: number) =>
    `This map keeps ${percent(share)} of true neighbours, the atlas’ own ${percent(own)}.`,
  standing: 'The map stands.',
  failed: (why: string) => `That map could not be made: ${why}`,
  changed: 'formed anew',
  changedWhy: (neighbors: number, minDist: number, seed: number) =>
    `This is not the map of the atlas: it was formed on this page with ${number.format(neighbors)} neighbours, distance ${minDist} and seed ${seed}. “Shape of the map” leads back.`,
  regionSoon: 'This region is one of the map that is forming.',
} as const;
