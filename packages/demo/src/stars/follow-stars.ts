import { toPlainError } from '../search/plain-error.ts';
import type { PaperReader } from '../search/records-effect.ts';
import { findRow, openAtlasOf } from '../state/papers.ts';
import type { StarredPaper } from '../state/stars-state.ts';
import type { ExplorerState } from '../state/state.ts';
import type { Listener, Store } from '../state/store.ts';
import type { KeptStars, StarChanges } from './kept-stars.ts';

/** How the pages of this browser tell each other that the reading list of an atlas has changed. */
export interface StarChannel {
  postMessage(atlasId: string): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** Keeps the reading list in the browser, in step with other pages, each paper with all that is known of it. */
export function createStarKeeper(
  store: Store,
  { kept, reader, channel }: { kept: KeptStars; reader: PaperReader; channel: StarChannel },
): Listener {
  /** What is done with the browser's store, one after the other. */
  let last: Promise<unknown> = Promise.resolve();
  /** Changes that were made here. */
  let changes = 0;

  function queue(work: () => Promise<void>): void {
    last = last
      .then(work)
      .catch((cause: unknown) => store.dispatch({ type: 'stars-unkept', error: toPlainError(cause) }));
  }

  /** Once more where something was changed meanwhile: what was read is without it. */
  function read(atlasId: string): void {
    const at = changes;
    queue(async () => {
      const list = await kept.read(atlasId);
      if (at !== changes) return read(atlasId);
      store.dispatch({ type: 'stars-read', atlasId, list });
    });
  }

  function keep(atlasId: string, change: StarChanges): void {
    if (change.put.length + change.removed.length === 0) return;
    changes++;
    queue(async () => {
      await kept.change(atlasId, change);
      channel.postMessage(atlasId);
    });
  }

  async function record(state: ExplorerState): Promise<void> {
    const papers = openAtlasOf(state)?.papers ?? [];
    const bare = state.stars.list.filter(({ paper }) => paper === null);
    const rows = bare.map(({ id }) => findRow(papers, id)).filter((row) => row !== null);
    if (rows.length === 0) return;
    // What cannot be read now is asked for again with the next change.
    const read = await reader.readPapers(rows).catch(() => new Map());
    const records = [...read.values()].flatMap((record) => ('paper' in record ? [record.paper] : []));
    if (records.length > 0) store.dispatch({ type: 'stars-recorded', papers: records });
  }

  channel.addEventListener('message', ({ data }) => {
    const atlasId = atlasIdOf(store.get());
    if (data === atlasId && atlasId !== null) read(atlasId);
  });

  return (after, before, action) => {
    const atlasId = atlasIdOf(after);
    if (atlasId === null) return;
    // One that takes the place of itself, as it was or gone on with, has the same list still.
    if (atlasId !== atlasIdOf(before) || action.type === 'atlas-replaced') return read(atlasId);
    if (after.stars.list === before.stars.list) return;
    if (action.type !== 'stars-read') keep(atlasId, changesBetween(before.stars.list, after.stars.list));
    if (action.type !== 'stars-recorded') void record(after);
  };
}

function atlasIdOf(state: ExplorerState): string | null {
  return openAtlasOf(state)?.origin.atlasId ?? null;
}

function changesBetween(before: readonly StarredPaper[], after: readonly StarredPaper[]): StarChanges {
  const [was, is] = [new Set(before), new Set(after.map(({ id }) => id))];
  return {
    put: after.filter((starred) => !was.has(starred)),
    removed: before.filter(({ id }) => !is.has(id)).map(({ id }) => id),
  };
}
