import { ExplorerError } from 'paper-atlas';
import { expect, test, vi } from 'vitest';
import { makeAtlas, makePaper } from '../state/made-state.ts';
import type { StarredPaper } from '../state/stars-state.ts';
import { INITIAL_STATE } from '../state/state.ts';
import { createStore } from '../state/store.ts';
import { createStarKeeper, type StarChannel } from './follow-stars.ts';
import type { KeptStars } from './kept-stars.ts';

const PAPERS = [0, 1, 2, 3].map((row) => makePaper(row));
const ATLAS = makeAtlas(PAPERS);

/** What a browser keeps, in memory. */
function createMemory(): KeptStars & { readonly all: Map<string, StarredPaper> } {
  const all = new Map<string, StarredPaper>();
  return {
    all,
    read: async () => [...all.values()],
    async change(_atlasId, { put, removed }) {
      for (const starred of put) all.set(starred.id, starred);
      for (const id of removed) all.delete(id);
    },
  };
}

/** Pages of one browser hear each other, and not themselves. */
function createChannels(): () => StarChannel {
  const listeners: ((event: { data: unknown }) => void)[] = [];
  return () => {
    let own: ((event: { data: unknown }) => void) | null = null;
    return {
      postMessage(data) {
        for (const listener of listeners) if (listener !== own) listener({ data });
      },
      addEventListener(_type, listener) {
        own = listener;
        listeners.push(listener);
      },
    };
  };
}

function openPage(kept: KeptStars, channel: StarChannel) {
  const store = createStore(INITIAL_STATE);
  const reader = {
    readPapers: async (rows: readonly number[]) => new Map(rows.map((row) => [row, { paper: PAPERS[row]! }])),
  };
  store.listen(createStarKeeper(store, { kept, reader, channel }));
  store.dispatch({ type: 'atlas-opened', atlas: ATLAS });
  return store;
}

const idsOf = (list: readonly StarredPaper[]) => list.map(({ id }) => id);

test('what is starred is kept with all of the paper, and is there when the atlas is opened again', async () => {
  const [kept, channel] = [createMemory(), createChannels()];
  const page = openPage(kept, channel());
  page.dispatch({ type: 'paper-starred', id: 'p1', at: 1 });
  page.dispatch({ type: 'paper-starred', id: 'p2', at: 2 });
  await vi.waitFor(() => expect(kept.all.get('p2')?.paper).toEqual(PAPERS[2]));
  page.dispatch({ type: 'paper-starred', id: 'p1', at: 3 });
  await vi.waitFor(() => expect([...kept.all.keys()]).toEqual(['p2']));
  page.dispatch({ type: 'stars-undone' });
  await vi.waitFor(() => expect(kept.all.size).toBe(2));
  const again = openPage(kept, channel());
  await vi.waitFor(() => expect(idsOf(again.get().stars.list)).toEqual(['p2', 'p1']));
});

test('what is starred while the list is read is not lost', async () => {
  const kept = createMemory();
  kept.all.set('p3', { id: 'p3', title: 'Paper 3', at: 1, paper: PAPERS[3]! });
  const page = openPage(kept, createChannels()());
  page.dispatch({ type: 'paper-starred', id: 'p0', at: 5 });
  await vi.waitFor(() => expect(idsOf(page.get().stars.list)).toEqual(['p0', 'p3']));
});

test('pages are in step, and what each has starred at once is in both', async () => {
  const [kept, channel] = [createMemory(), createChannels()];
  const [one, other] = [openPage(kept, channel()), openPage(kept, channel())];
  one.dispatch({ type: 'paper-starred', id: 'p0', at: 1 });
  other.dispatch({ type: 'paper-starred', id: 'p1', at: 2 });
  await vi.waitFor(() => {
    for (const page of [one, other]) expect(idsOf(page.get().stars.list)).toEqual(['p1', 'p0']);
  });
});

test('a browser that refuses is told of once, and the list goes on', async () => {
  const refuse = () => Promise.reject(new ExplorerError('WRITE_FAILED', 'the browser refuses'));
  const page = openPage({ read: refuse, change: refuse }, createChannels()());
  await vi.waitFor(() => expect(page.get().stars.keepError?.code).toBe('WRITE_FAILED'));
  const { keepError } = page.get().stars;
  page.dispatch({ type: 'stars-error-read' });
  page.dispatch({ type: 'paper-starred', id: 'p0', at: 1 });
  await vi.waitFor(() => expect(page.get().stars.list[0]?.paper).toEqual(PAPERS[0]));
  expect(page.get().stars).toMatchObject({ keepError, isErrorRead: true });
  expect(idsOf(page.get().stars.list)).toEqual(['p0']);
});

test('an atlas that takes the place of itself, opened again or gone on with, keeps its reading list', async () => {
  const kept = createMemory();
  const page = openPage(kept, createChannels()());
  page.dispatch({ type: 'paper-starred', id: 'p1', at: 1 });
  await vi.waitFor(() => expect(kept.all.get('p1')?.paper).toEqual(PAPERS[1]));
  page.dispatch({ type: 'atlas-replaced', atlas: { ...ATLAS }, own: { id: 'a', name: 'mine' } });
  page.dispatch({ type: 'paper-starred', id: 'p2', at: 2 });
  await vi.waitFor(() => expect(idsOf(page.get().stars.list)).toEqual(['p2', 'p1']));
  await vi.waitFor(() => expect([...kept.all.keys()].sort()).toEqual(['p1', 'p2']));
});
