import { readOwnFiles } from '../../src/own/own-building.ts';
import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const ownBeginning: PageScene = {
  name: 'own',
  about: 'Papers of one’s own: how to bring them, and what this browser keeps.',
  shows: words.own.lead,
  play: ({ open, dispatch }) => {
    open();
    const kept = [
      { id: 'a'.repeat(32), name: 'my reading', papers: 312, bytes: 1_800_000, made: 1_760_000_000_000 },
    ];
    dispatch({ type: 'own-toggled', isOpen: true }, { type: 'own-kept', kept, error: null });
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
      { type: 'own-work-changed', work: { phase: 'read', name, found: { count: papers.length, report } } },
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
    const progress = { stage: 'embed', done: 180, total: 500, share: 0.34, millisecondsLeft: 42_000 };
    dispatch({ type: 'own-work-changed', work: { phase: 'making', name: 'my reading', ...progress } });
  },
};
