// One contender of the bench `search` on one corpus, a process of its own. Argument: the job as JSON (see `jobs.ts`).
// The module of the contender gives `open(job, corpus)`: `{ build, modes, close }`, where each mode answers the query of
// a number, or the paper of a row, with the ids of its best papers.
import { readCorpus } from './corpus.mjs';
import { memoryNow } from './memory.mjs';

const WARM_UP = { most: 5, milliseconds: 1000 };

const job = JSON.parse(process.argv[2]);
const { open } = await import(new URL(job.module, import.meta.url).href);
const corpus = readCorpus(job.folder, job.needs);
const start = performance.now();
const opened = await open(job, corpus);
const result = { openMs: performance.now() - start, build: opened.build ?? null, modes: {} };

let isCold = true;
for (const mode of job.modes) {
  const ask = opened.modes[mode];
  const asked = mode === 'similar' ? job.rows : job.timed;
  try {
    result.modes[mode] = { ...(await time(ask, asked)), isCold };
    isCold = false;
    if (mode !== 'similar' && job.judged.length > 0) result.modes[mode].ids = await answer(ask, job.judged);
  } catch (error) {
    result.modes[mode] = { failed: `${error.name}: ${error.message}` };
  }
}
result.memory = memoryNow();
await opened.close?.();
console.log(JSON.stringify(result));

/**
 * The first question by itself; then a few that warm up, unless one takes long; then as many as the time allows: five at
 * least, or what three times the time allows.
 */
async function time(ask, asked) {
  const first = performance.now();
  await ask(asked[0]);
  const cold = performance.now() - first;
  for (let i = 0; i < WARM_UP.most && performance.now() - first < WARM_UP.milliseconds; i++)
    await ask(asked[asked.length - 1 - i]);
  const times = [];
  const begun = performance.now();
  for (const one of asked) {
    const spent = (performance.now() - begun) / 1000;
    if (spent > (times.length < 5 ? 3 : 1) * job.seconds) break;
    const before = performance.now();
    await ask(one);
    times.push(performance.now() - before);
  }
  return { cold, times };
}

async function answer(ask, asked) {
  const ids = {};
  for (const one of asked) ids[one] = await ask(one);
  return ids;
}
