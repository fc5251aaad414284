import { NO_MAP, openAtlas } from '../node.ts';
import { withInterrupt } from './interrupt.ts';
import { formatBytes, formatPapers, formatQuality, formatRegions } from './summary.ts';
import { printWarning } from './warning.ts';

export async function runInfo(dir: string, options: { readonly json?: boolean }): Promise<void> {
  await withInterrupt(async (signal) => {
    await using atlas = await openAtlas(dir, { signal, onWarning: printWarning });
    const { atlasId, generation, format, counts, model, steps, quality, kinds } = atlas.manifest;
    const regions = atlas.hasMap ? await atlas.regions() : [];
    const bytes = Object.fromEntries(
      Object.entries(kinds).map(([kind, { shards }]) => [
        kind,
        shards.reduce((sum, shard) => sum + shard.bytes, 0),
      ]),
    );
    if (options.json === true) {
      console.log(
        JSON.stringify(
          { atlasId, generation, format, counts, model, steps, quality, regions, bytes },
          null,
          2,
        ),
      );
      return;
    }
    const total = Object.values(bytes).reduce((sum, size) => sum + size, 0);
    const lines = [
      `${formatPapers(counts.papers)} · ${model.id} (${model.dtype}, ${counts.dimension} values, ${model.maxTokens} tokens, ${model.pooling} pooling)`,
      `atlas ${atlasId}, generation ${generation}, format ${format}, ${formatBytes(total)}`,
      formatQuality(quality),
      ...Object.entries(steps).map(
        ([step, parameters]) => `${step}: ${parameters === null ? 'exact' : describe(parameters)}`,
      ),
      ...Object.entries(bytes).map(
        ([kind, size]) => `  ${kind.padEnd(20)} ${formatBytes(size).padStart(10)}`,
      ),
      ...(atlas.hasMap ? ['regions:', ...formatRegions(regions)] : [NO_MAP]),
    ];
    console.log(lines.join('\n'));
  });
}

function describe(parameters: Readonly<Record<string, unknown>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
