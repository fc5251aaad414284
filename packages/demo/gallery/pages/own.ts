import { readOwnFiles } from '../../src/own/own-building.ts';
import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const ownBeginning: PageScene = {
  name: 'own',
  about: 'Papers of one’s own: how to bring them, what was begun, and what this browser keeps.',
  shows: words.own.lead,
  play: ({ open, dispatch }) => {
    open();
    const kept = [
      { id: 'a'.repeat(32), name: 'my reading', papers: 312, bytes: 1_800_000, made: 1_760_000_000_000 },
    ];
    const unfinished = [{ name: 'thesis', papers: 1200, read: 431, begun: 1_760_400_000_000 }];
    dispatch({ type: 'own-toggled', isOpen: true }, { type: 'own-kept', kept, unfinished, error: null });
  },
};

export const ownBadLines: PageScene = {
  name: 'own-bad-lines',
  about: 'A file of papers with bad lines: which, and why; the good ones can be used.',
  shows: words.own.bad(2),
  play: async ({ open, dispatch }) => {
    open();
    const text =
      '{"title": "Floods", "abstract": "Of rivers."}\n{"title": \n{"year": 2001}\n{"title": "Ice"}';
    const name = 'papers.jsonl';
    const { papers, report } = await readOwnFiles([new File([text], name)], {});
    dispatch(
      { type: 'own-toggled', isOpen: true },
      {
        type: 'own-work-changed',
        work: { phase: 'read', name, found: { count: papers.length, report }, before: null },
      },
    );
  },
};

export const ownNext: PageScene = {
  name: 'own-next',
  about: 'A file whose papers are those of a kept atlas gone on with: what is new, and what to do.',
  shows: words.own.update('my reading'),
  play: async ({ open, dispatch }) => {
    open();
    const text =
      '{"title": "Floods", "abstract": "Of rivers."}\n{"title": "Ice", "abstract": "Of glaciers."}';
    const name = 'my reading';
    const { papers, report } = await readOwnFiles([new File([text], `${name}.jsonl`)], {});
    const atlas = { id: 'a'.repeat(32), name, papers: 2, bytes: 20_000, made: 1_760_000_000_000 };
    const before = { atlas, difference: { added: 1, edited: 0, removed: 1, same: 1 } };
    const found = { count: papers.length, report };
    dispatch(
      { type: 'own-toggled', isOpen: true },
      { type: 'own-work-changed', work: { phase: 'read', name, found, before } },
    );
  },
};

export const ownProgress: PageScene = {
  name: 'own-progress',
  about:
    'An atlas of one’s own is being made, with the time that is left; the open one can be used meanwhile.',
  shows: words.own.whileMaking,
  play: ({ open, dispatch }) => {
    open();
    const progress = {
      stage: 'embed',
      done: 180,
      total: 500,
      share: 0.34,
      millisecondsLeft: 42_000,
      isKept: true,
    };
    dispatch({ type: 'own-work-changed', work: { phase: 'making', name: 'my reading', ...progress } });
  },
};
