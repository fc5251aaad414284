import type { Embedder } from '../embedding/embedder.ts';
import { selectRows } from '../math/matrix.ts';
import { cleanText } from '../papers/text.ts';
import type { LongTask } from '../task.ts';

/**
 * Embeds queries at once, so that all of the model's processes have work, and gives an embedder that knows them: asked
 * one after another, in one mode after another, each is embedded once. Other texts go to `embedder`, which is disposed
 * with this one.
 */
export async function rememberQueries(
  embedder: Embedder,
  queries: readonly string[],
  task: LongTask = {},
): Promise<Embedder> {
  const texts = [...new Set(queries.map(cleanText))];
  const vectors = await embedder.embed(texts, 'query', task);
  const rows = new Map(texts.map((text, row) => [text, row]));
  return {
    model: embedder.model,
    async embed(asked, as, further) {
      const [only] = asked;
      const row = asked.length === 1 && as === 'query' ? rows.get(only!) : undefined;
      return row === undefined ? embedder.embed(asked, as, further) : selectRows(vectors, [row]);
    },
    dispose: () => embedder.dispose(),
  };
}
