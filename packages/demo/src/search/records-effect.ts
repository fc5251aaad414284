import { CALM_MS } from '../calm.ts';
import type { PaperRecord } from '../state/paper-record.ts';
import { openAtlasOf } from '../state/papers.ts';
import { unreadRows } from '../state/records.ts';
import type { Listener, Store } from '../state/store.ts';

/** Who reads papers. */
export interface PaperReader {
  /** Whole, by row; of those that cannot be read, why. */
  readPapers(rows: readonly number[]): Promise<ReadonlyMap<number, PaperRecord>>;
}

/**
 * Reads the papers that are looked at: the open one, and those of the list that are seen, once the typing pauses: each list would
 * ask for other files, and they are large.
 */
export function createRecordsEffect(store: Store, reader: PaperReader): Listener {
  const asked = new Set<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function read(rows: readonly number[]): Promise<void> {
    const atlas = openAtlasOf(store.get())!.papers;
    for (const row of rows) asked.add(row);
    const isShown = () => openAtlasOf(store.get())?.papers === atlas;
    try {
      const records = await reader.readPapers(rows);
      if (isShown()) store.dispatch({ type: 'papers-read', atlas, records });
    } finally {
      if (isShown()) for (const row of rows) asked.delete(row);
    }
  }

  function readUnread(): void {
    const rows = unreadRows(store.get()).filter((row) => !asked.has(row));
    if (rows.length > 0) void read(rows);
  }

  return (after, before) => {
    if (openAtlasOf(after)?.papers !== openAtlasOf(before)?.papers) asked.clear();
    const isLookedAt =
      after.selected !== before.selected || after.inView !== before.inView || after.atlas !== before.atlas;
    const isKey = after.query !== before.query;
    if (!isLookedAt && !isKey) return;
    clearTimeout(timer);
    if (after.isTyping && after.selected === null) timer = setTimeout(readUnread, CALM_MS);
    else readUnread();
  };
}
