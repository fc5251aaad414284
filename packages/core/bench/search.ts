import { fileURLToPath } from 'node:url';
import { createRandom, type RandomGenerator, sampleRows } from '../src/math/random.ts';
import type { PerformanceRow } from './performance.ts';
import { type Figure, figureOf, show } from './search/figures.ts';
import { type Goal, listGoals, printGoals } from './search/goals.ts';
import { CONTENDERS, type Contender, type JobResult, runJob } from './search/jobs.ts';
import { type PreparedSet, prepareSet } from './search/prepare.ts';
import { listSets } from './search/sets.ts';
import {
  type CostRow,
  type ModeRow,
  printCosts,
  printModes,
  summarizeCost,
  summarizeModes,
} from './search/summary.ts';
import { type EmbeddingTimes, timeEmbedding } from './search/time-embedding.ts';

export const question =
  'How good and how fast is search by meaning, by words and by both, cold and warm, and in how much memory, against MiniSearch, a plain cosine scan and Orama on the same vectors?';

/** The runner installs the peers for it. */
export const peers = true;

/** What `--save` keeps. */
export interface SearchResult {
  readonly rounds: number;
  readonly limit: number;
  readonly seed: number;
  readonly seconds: number;
  /** Milliseconds that a query takes to embed, not counted in the modes. */
  readonly embedding: Record<keyof EmbeddingTimes, Figure>;
  readonly sets: readonly {
    readonly name: string;
    readonly papers: number;
    readonly vectors: string;
    readonly judged: number;
    readonly modes: readonly ModeRow[];
    readonly costs: readonly CostRow[];
    readonly goals: readonly Goal[];
  }[];
}

const SEED = 42;
const LIMIT = 10;
const EMBEDDED_QUERIES = 40;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Each contender in processes of its own, all in turn, round after round. Arguments: corpora (see `listSets`), by default
 * the seed; `rounds=N`; `seconds=N` at most for a mode in a round; `vectors=model` embeds a large corpus too.
 */
export async function run(options: {
  quick: boolean;
  args: readonly string[];
  print: (line: string) => void;
  peersFolder: string;
}): Promise<SearchResult> {
  const { quick, args, print, peersFolder } = options;
  const given = new Map(args.map((arg) => arg.split('=', 2) as [string, string]));
  const rounds = Number(given.get('rounds') ?? (quick ? 1 : 3));
  const seconds = Number(given.get('seconds') ?? (quick ? 1 : 10));
  const sets: PreparedSet[] = [];
  for (const source of listSets(args)) {
    const cache = here('../../../.cache/bench-search');
    sets.push(await prepareSet(source, { cache, vectors: given.get('vectors'), seed: SEED, print }));
  }
  const measured = sets.map(() => CONTENDERS.map((): JobResult[] => []));
  const embedding: EmbeddingTimes[] = [];
  for (let round = 0; round < rounds; round++) {
    embedding.push(await timeEmbedding(sets[0]!.queries.slice(0, EMBEDDED_QUERIES).map(({ text }) => text)));
    for (const [s, set] of sets.entries()) {
      for (const [c, contender] of CONTENDERS.entries()) {
        const job = createJob(set, contender, { peersFolder, seconds, hasJudged: round === 0 });
        measured[s]![c]!.push(await runJob(job));
        print(`round ${round + 1}: ${set.name}: ${contender.name} ${contender.modes.join(', ')}`);
      }
    }
  }
  const results = sets.map((set, s) => {
    const modes = CONTENDERS.flatMap((contender, c) => summarizeModes(set, contender, measured[s]![c]!));
    const costs = CONTENDERS.map((contender, c) => summarizeCost(contender, measured[s]![c]!));
    const judged = set.queries.filter(({ grades }) => grades !== null).length;
    const goals = listGoals(set.papers, modes, costs);
    const asked = judged > 0 ? `${judged} judged queries` : `${set.queries.length} titles as queries`;
    print(`\n### ${set.name}: ${set.papers} papers, vectors ${set.vectors}, ${asked}, ${rounds} round(s)\n`);
    printModes(modes, print);
    print('');
    printCosts(costs, print);
    print('');
    printGoals(goals, print);
    return { name: set.name, papers: set.papers, vectors: set.vectors, judged, modes, costs, goals };
  });
  const ofEmbedding = summarizeEmbedding(embedding);
  const [cold, p50, p95] = [ofEmbedding.cold, ofEmbedding.p50, ofEmbedding.p95].map(show);
  print(`Embedding a query, not counted above: cold ${cold} ms, p50 ${p50} ms, p95 ${p95} ms`);
  return { rounds, limit: LIMIT, seed: SEED, seconds, embedding: ofEmbedding, sets: results };
}

function createJob(
  set: PreparedSet,
  contender: Contender,
  { peersFolder, seconds, hasJudged }: { peersFolder: string; seconds: number; hasJudged: boolean },
) {
  const { folder, atlas, queries } = set;
  const random = createRandom(SEED);
  const judged = queries.flatMap(({ grades }, query) => (hasJudged && grades !== null ? [query] : []));
  const draw = (count: number, size: number) => shuffle(Array.from(sampleRows(count, size, random)), random);
  const timed = draw(queries.length, 200);
  const rows = draw(set.papers, 100);
  return { ...contender, folder, atlas, peersFolder, limit: LIMIT, timed, judged, rows, seconds };
}

/** Where the time ends before the questions do, those that were asked are a sample. */
function shuffle(values: number[], random: RandomGenerator): number[] {
  for (let at = values.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [values[at], values[other]] = [values[other]!, values[at]!];
  }
  return values;
}

function summarizeEmbedding(times: readonly EmbeddingTimes[]): Record<keyof EmbeddingTimes, Figure> {
  return {
    cold: figureOf(times.map(({ cold }) => cold)),
    p50: figureOf(times.map(({ p50 }) => p50)),
    p95: figureOf(times.map(({ p95 }) => p95)),
  };
}

export function listPerformance({ sets }: SearchResult): PerformanceRow[] {
  return sets.flatMap(({ papers, modes, goals }) => {
    const of = (contender: string, mode: string) =>
      modes.find((row) => row.contender === contender && row.mode === mode && row.failed === null);
    const shown = (contender: string, mode: string): string => {
      const row = of(contender, mode);
      return row === undefined ? '' : `${contender} ${show(row.p50)}`;
    };
    const answers = ['keyword', 'hybrid'].map((mode) => {
      const others = [...new Set(modes.map(({ contender }) => contender))].filter(
        (name) => !name.startsWith('Paper Atlas'),
      );
      return {
        what: `${mode} search, ${papers.toLocaleString('en')} papers, p50 in ms`,
        ours: show(of('Paper Atlas', mode)!.p50),
        peers: others
          .map((name) => shown(name, mode))
          .filter(Boolean)
          .join(', '),
        wanted: '',
        isReached: true,
      };
    });
    return [
      ...answers,
      ...goals.map(({ goal, most, measured }) => ({
        what: `${goal} (${papers.toLocaleString('en')} papers)`,
        ours: measured.toFixed(1),
        peers: '',
        wanted: `at most ${most}`,
        isReached: measured <= most,
      })),
    ];
  });
}
