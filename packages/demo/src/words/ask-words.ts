/** Words for what one can write into the box besides words. */
export const askWords = {
  offer: 'Ways to ask',
  title: 'Ways to ask',
  /** What is written, of a field that the papers must have. */
  ways: [
    [null, '"exact phrase"', 'just these words in a row, endings too'],
    [null, '-word', 'papers without it'],
    [null, 'title:graph', 'a word of the title'],
    ['author', 'author:hinton', 'who wrote it'],
    ['year', 'year:2020..2023', 'years; also year:>2019'],
    ['venue', 'venue:acl', 'where it came out'],
    ['category', 'category:cs.CL', 'its category'],
  ] as readonly (readonly [field: 'author' | 'year' | 'venue' | 'category' | null, string, string])[],
  columns: 'what these papers have besides',
} as const;
