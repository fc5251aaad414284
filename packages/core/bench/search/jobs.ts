import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A contender with the modes that one process of it is asked in. */
export interface Contender {
  readonly name: string;
  /** Beside this file. */
  readonly module: string;
  /** Parts of the corpus that it is given; the queries always are. */
  readonly needs: readonly ('papers' | 'vectors')[];
  readonly modes: readonly string[];
}

/** What a process is told. */
export interface Job extends Contender {
  readonly folder: string;
  readonly atlas: string;
  readonly peersFolder: string;
  readonly limit: number;
  /** Queries that are timed, by number. */
  readonly timed: readonly number[];
  /** Queries that are answered for the quality of the answers, not timed. */
  readonly judged: readonly number[];
  /** Papers that are asked with. */
  readonly rows: readonly number[];
  /** A mode is timed for this long at most, with five questions at least. */
  readonly seconds: number;
}

export interface ModeResult {
  readonly cold: number;
  /** False when the process had answered in another mode before. */
  readonly isCold: boolean;
  /** Milliseconds of each question. */
  readonly times: readonly number[];
  /** Ids by number of the query. */
  readonly ids?: Readonly<Record<string, readonly string[]>>;
}

/** What a process reports. */
export interface JobResult {
  readonly openMs: number;
  readonly build: {
    readonly seconds: number;
    readonly peakBytes: number;
    readonly keptBytes: number;
  } | null;
  readonly modes: Readonly<Record<string, ModeResult | { readonly failed: string }>>;
  readonly memory: { readonly heldBytes: number; readonly rssBytes: number };
}

const ours = (mode: string): Contender => ({
  name: 'Paper Atlas',
  module: './ours.mjs',
  needs: [],
  modes: [mode],
});

/** Paper Atlas is opened anew for each mode, so that each has a cold figure; the others take long to build. */
export const CONTENDERS: readonly Contender[] = [
  { name: 'Paper Atlas, keyword index', module: './ours-words.mjs', needs: ['papers'], modes: [] },
  ...['hybrid', 'semantic', 'keyword', 'similar'].map(ours),
  {
    name: 'MiniSearch, stemmed, stop list',
    module: './minisearch.mjs',
    needs: ['papers'],
    modes: ['keyword', 'similar'],
  },
  {
    name: 'plain cosine scan',
    module: './cosine-scan.mjs',
    needs: ['papers', 'vectors'],
    modes: ['semantic', 'similar'],
  },
  {
    name: 'Orama',
    module: './orama.mjs',
    needs: ['papers', 'vectors'],
    modes: ['hybrid', 'as it comes', 'similar'],
  },
];

const execute = promisify(execFile);

/** Runs a job in a process of its own. */
export async function runJob(job: Job): Promise<JobResult> {
  const file = fileURLToPath(new URL('./contender.mjs', import.meta.url));
  const { stdout } = await execute(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=8192', file, JSON.stringify(job)],
    { maxBuffer: 1 << 28 },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}
