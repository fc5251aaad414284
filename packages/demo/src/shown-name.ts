import { atlasNameOf } from './places.ts';
import type { ExplorerState } from './state/state.ts';

/** What the atlas that is shown is called: one's own by its name, another as the address has it; null where nothing tells. */
export function shownNameOf({ own }: Pick<ExplorerState, 'own'>, pageUrl: string): string | null {
  return own.shown?.name ?? atlasNameOf(pageUrl);
}
