/** Words for an atlas that cannot be opened, and for a part of it that cannot be read. */
export const failureWords = {
  noAtlas: 'There is no atlas here',
  unsupported: 'This atlas is from another version',
  damaged: 'This atlas is damaged',
  unreadable: 'The atlas could not be reached',
  other: 'The explorer could not start',
  file: 'File',
  works: 'What still works',
  noAtlasDo:
    'Make one with “paper-atlas build PAPERS --out my.atlas” and serve it with “paper-atlas serve my.atlas”, or give another address with ?atlas=URL.',
  badAddress: 'The address after ?atlas= is not an http or https address.',
  retry: 'Try again',
  part: (file: string) => `${file} is damaged or missing`,
  details: 'Details',
  damagedDo:
    'Copy the folder again from where it came, or make it anew; “paper-atlas doctor my.atlas” says all that is wrong with it.',
  stillWorks: {
    regions: 'The names of regions are left out. Everything else works.',
    graph: 'Nearest papers are left out; they could not be computed again.',
    graphMade: 'Nearest papers were computed again from the vectors.',
    map: 'The map is drawn again on this page: its regions and their names are not those of the atlas.',
    noMap: 'The map is left out. Papers and search work.',
    other: 'Everything else works.',
  },
} as const;
