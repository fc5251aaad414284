import { toPlainError } from '../search/plain-error.ts';
import type { MatchedFile } from '../state/stars-state.ts';
import type { Store } from '../state/store.ts';

/** Who reads a list of papers and finds them in the atlas. */
export interface StarReader {
  matchFile(file: File): Promise<MatchedFile>;
}

/** Stars the papers of a file that the atlas has, and tells of the others. A later file takes the place of one that is being read. */
export function createStarBringer(store: Store, reader: StarReader): (file: File) => Promise<void> {
  let last: File | null = null;
  return async (file) => {
    last = file;
    const { name } = file;
    store.dispatch({ type: 'stars-bringing', name });
    try {
      const matched = await reader.matchFile(file);
      if (last === file) store.dispatch({ type: 'stars-brought', name, file: matched, at: Date.now() });
    } catch (cause) {
      if (last === file) store.dispatch({ type: 'stars-not-brought', name, error: toPlainError(cause) });
    }
  };
}
