import type { Embedder } from 'paper-atlas';

/**
 * Several workers with one model as one embedder: each takes the next text when it has done with one, so that the vectors
 * are those of a single one. Progress: stage `embed`, in texts.
 *
 * @param members at least one, all of the same model; disposed with the pool
 */
export function createEmbedderPool(members: readonly Embedder[]): Embedder {
  const { model } = members[0]!;
  const { dimension } = model;
  return {
    model,
    async embed(texts, as, { signal, onProgress, onVector } = {}) {
      const data = new Float32Array(texts.length * dimension);
      let next = 0;
      let done = 0;
      const work = async (member: Embedder): Promise<void> => {
        while (next < texts.length) {
          const row = next++;
          const { data: vector } = await member.embed([texts[row]!], as, { signal });
          data.set(vector, row * dimension);
          onVector?.(row, vector);
          onProgress?.({ stage: 'embed', done: ++done, total: texts.length });
        }
      };
      await Promise.all(members.map(work));
      return { data, count: texts.length, dimension };
    },
    async dispose() {
      await Promise.all(members.map((member) => member.dispose()));
    },
  };
}
