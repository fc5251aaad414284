import { formatQuery, type ParsedQuery, type QueryPart } from 'paper-atlas';
import type { WrittenFilter } from '../state/state.ts';

/** What a query filters by besides its words; null when by nothing. */
export function writtenFilterOf({
  parts,
  words,
}: Pick<ParsedQuery, 'parts' | 'words'>): WrittenFilter | null {
  const written = parts.filter(({ kind }) => kind !== 'words');
  if (written.length === 0) return null;
  const [first] = written;
  return {
    text: formatQuery(written),
    column: written.length === 1 && first !== undefined ? columnOf(first) : null,
    words,
  };
}

/** Papers that lack the column could not meet this part; what is excluded they meet. */
function columnOf(part: QueryPart): string | null {
  if (part.kind === 'words' || part.kind === 'without' || part.isExcluded) return null;
  if (part.kind === 'year') return 'year';
  return part.kind === 'field' ? part.field : null;
}
