import fc from 'fast-check';

/** Words of papers that are easily mistaken for one another, or for none. */
export const WORDS = [
  ...[
    'graph',
    'graphs',
    'network',
    'neural',
    'the',
    'of',
    'learning',
    'learned',
    'gpt',
    '4',
    'GPT-4',
    'gpt4',
    'k-NN',
  ],
  ...['knn', 'protein', 'β-catenin', 'BERT’s', 'a', 'self-supervised', 'supervised', '2020'],
];

/** Up to twelve of them. */
export const TEXT = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(' '));
/** One to twelve papers of such texts. */
export const CORPUS = fc.array(fc.record({ title: TEXT, abstract: TEXT }), { minLength: 1, maxLength: 12 });
