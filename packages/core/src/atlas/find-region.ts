import { ExplorerError } from '../errors.ts';
import type { Region } from '../labels/region.ts';
import { suggestNames } from '../search/suggestions.ts';

const TERMS = ' · ';

/**
 * A region by its id, its name or one term of its name (case does not count); of several the coarse one, then the first.
 *
 * @throws ExplorerError INVALID_ARGUMENT with the nearest names
 */
export function findRegion(regions: readonly Region[], asked: string): Region {
  const wanted = fold(asked);
  const found =
    regions.find(({ id }) => String(id) === wanted) ??
    regions.find(({ name }) => fold(name) === wanted) ??
    regions.find(({ name }) => fold(name).split(TERMS).includes(wanted));
  if (found !== undefined) return found;
  const names = regions.map(({ name }) => name);
  const near = suggestNames(asked, names).map((at) => names[at]!);
  const suggestions = near.length > 0 ? near : names.slice(0, 3);
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `no region is called ${JSON.stringify(asked)}; ${suggestions.length > 0 ? `there are, for example: ${suggestions.join(', ')}` : 'the map has no region'}`,
    { details: { name: asked, suggestions } },
  );
}

const fold = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
