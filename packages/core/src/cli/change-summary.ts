import type { AtlasChange } from '../node.ts';

/** Regions that only grew or shrank are named up to this many. */
const MOST_NAMED = 5;

/** What a build changed in the atlas that was there, in a few lines; of a map only where there is one. */
export function formatChange(
  { added, edited, removed, moved, refit, regions }: AtlasChange,
  { hasMap }: { readonly hasMap: boolean },
): string[] {
  const number = (ids: readonly string[]) => ids.length.toLocaleString('en');
  const papers = `changed: ${number(added)} papers added, ${number(edited)} edited, ${number(removed)} removed`;
  if (!hasMap) return [papers];
  if (refit !== null) return [`${papers}; the map is laid out anew: ${refit}`];
  const places = `${moved.length === 0 ? '' : `${number(moved)} edited papers moved, `}the others stay where they were`;
  const comeAndGone = regions.filter(({ change }) => change === 'new' || change === 'gone');
  const resized = regions
    .filter(({ level, change }) => level === 1 && (change === 'grew' || change === 'shrank'))
    .sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before));
  return [
    `${papers}; on the map ${places}`,
    ...comeAndGone.map(({ name, change, now, before, other }) =>
      change === 'new'
        ? `  new region: ${name} (${now})${other === null ? '' : `, from ${other}`}`
        : `  region gone: ${name} (${before})${other === null ? '' : `, now in ${other}`}`,
    ),
    ...resized
      .slice(0, MOST_NAMED)
      .map(({ name, change, before, now }) => `  ${change}: ${name} (${before} to ${now})`),
  ];
}
