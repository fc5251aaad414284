/** Phrases by their words, so that a text is searched for all of them at once. */
export interface PhraseNode {
  /** Words from the root to here. */
  readonly depth: number;
  readonly next: Map<string, PhraseNode>;
  /** The phrase that ends here; null inside of longer ones. */
  phrase: string | null;
}

/** The tree of phrases, each given as its words joined by spaces. */
export function buildPhraseTree(phrases: Iterable<string>): PhraseNode {
  const root: PhraseNode = { depth: 0, next: new Map(), phrase: null };
  for (const phrase of phrases) {
    let node = root;
    for (const word of phrase.split(' ')) {
      let next = node.next.get(word);
      if (next === undefined) {
        next = { depth: node.depth + 1, next: new Map(), phrase: null };
        node.next.set(word, next);
      }
      node = next;
    }
    node.phrase = phrase;
  }
  return root;
}

/**
 * Where the longest phrase ends that begins at `from`, or null. `stream` is as in `FormTable`: twice a position in
 * `keys`, + 1 where the word follows the one before.
 */
export function findPhraseAt(
  root: PhraseNode,
  stream: Int32Array,
  from: number,
  keys: readonly string[],
): PhraseNode | null {
  let node = root.next.get(keys[stream[from]! >> 1]!);
  let longest: PhraseNode | null = null;
  for (let i = from + 1; node !== undefined; i++) {
    if (node.phrase !== null) longest = node;
    if (i >= stream.length || (stream[i]! & 1) === 0) break;
    node = node.next.get(keys[stream[i]! >> 1]!);
  }
  return longest;
}
