// Memory of the process that runs a contender of the bench `search`; started with `--expose-gc`.

function held() {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes that are held after a collection, and those that the system has given. */
export function memoryNow() {
  globalThis.gc();
  return { heldBytes: held(), rssBytes: process.memoryUsage.rss() };
}

const SAMPLE_MS = 10;

/**
 * Seconds of a build and what it costs in memory over what was there before: at its peak, garbage included, as seen
 * every few milliseconds in which the build gives way; and kept, after a collection.
 *
 * @param {() => Promise<void>} build must leave its result where the collection does not take it
 */
export async function measureBuild(build) {
  globalThis.gc();
  const before = held();
  let peak = before;
  const sample = () => {
    peak = Math.max(peak, held());
  };
  const timer = setInterval(sample, SAMPLE_MS);
  const start = performance.now();
  await build();
  const seconds = (performance.now() - start) / 1000;
  clearInterval(timer);
  sample();
  globalThis.gc();
  return { seconds, peakBytes: peak - before, keptBytes: held() - before };
}

const STEP = 500;

/** Calls `add` for every paper and gives way between, so that the memory can be seen. */
export async function addEach(papers, add) {
  for (let row = 0; row < papers.length; row++) {
    await add(papers[row], row);
    if (row % STEP === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
