import { words } from '../words.ts';
import { titleOf } from './papers.ts';
import type { StarsState } from './stars-state.ts';

/** More than this nobody listens to. */
const MAX_TITLE = 300;

/** What is read aloud when papers were starred, or are starred no longer; null when nothing is, and when what was kept has come. */
export function starNewsOf(before: StarsState, after: StarsState): string | null {
  if (before.list === after.list || before.isRead !== after.isRead) return null;
  const added = after.list.filter(({ id }) => before.list.every((other) => other.id !== id));
  const removed = before.list.filter(({ id }) => after.list.every((other) => other.id !== id));
  const [first] = added.length > 0 ? added : removed;
  if (first === undefined) return null;
  const title = titleOf(first).slice(0, MAX_TITLE);
  if (added.length > 0)
    return added.length === 1 ? words.stars.starred(title) : words.stars.added(added.length);
  return removed.length === 1 ? words.stars.unstarred(title) : words.stars.removed(removed.length);
}
