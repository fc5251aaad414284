import { atlasNameOf } from './places.ts';
import type { ExplorerState } from './state/state.ts';

/** What the atlas that is shown is called: one's own by its name, one in the page as that says, another as the address has it; null where nothing tells. */
export function shownNameOf(
  { own, pageAtlasName }: Pick<ExplorerState, 'own' | 'pageAtlasName'>,
  pageUrl: string,
): string | null {
  return own.shown?.name ?? pageAtlasName ?? atlasNameOf(pageUrl);
}
