import type { AtlasQuality, Region } from '../node.ts';

/** 1.2 MB, 34 kB, 12 B: powers of a thousand, as file managers show them. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** One line that says how far map and index can be trusted. */
export function formatQuality(quality: AtlasQuality): string {
  const percent = (share: number | null) => (share === null ? 'unknown' : `${(100 * share).toFixed(0)} %`);
  const figure = (value: number | null) => value?.toFixed(3) ?? 'unknown';
  const recall =
    quality.recallAt10 === null ? 'search is exact' : `recall@10 of the index ${figure(quality.recallAt10)}`;
  if (quality.keptNeighbors === null && quality.trustworthiness === null) return `no map; ${recall}`;
  return `map keeps ${percent(quality.keptNeighbors)} of true neighbours (trustworthiness ${figure(quality.trustworthiness)}, continuity ${figure(quality.continuity)}); ${recall}`;
}

/** Coarse regions with their sizes, each with its fine ones below, indented. */
export function formatRegions(regions: readonly Region[]): string[] {
  const line = ({ name, size }: Region, indent: string) => `${indent}${String(size).padStart(6)}  ${name}`;
  return regions
    .filter(({ level }) => level === 0)
    .flatMap((coarse) => [
      line(coarse, ''),
      ...regions.filter(({ parent }) => parent === coarse.id).map((fine) => line(fine, '      ')),
    ]);
}

/** `1 paper`, `209 papers`. */
export function formatPapers(count: number): string {
  return formatCount(count, 'paper', 'papers');
}

/** `1 query`, `75 queries`. */
export function formatCount(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
