import { ExplorerError } from '../errors.ts';

/** What to do about an atlas without a map. */
export const NO_MAP =
  'this atlas has no map and no regions, because it was built with --no-map; build it again without --no-map to add them: nothing is embedded again';

/** For a question that only a map answers. */
export function noMapError(location: string): ExplorerError {
  return new ExplorerError('MAP_NOT_FOUND', `${location}: ${NO_MAP}`, { details: { location } });
}
