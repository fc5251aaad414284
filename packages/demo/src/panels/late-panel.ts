import { element } from '../elements.ts';
import type { ExplorerState } from '../state/state.ts';
import type { Panel } from './panel.ts';

/**
 * A panel whose code and words come when it is first to be seen: what few open keeps nobody waiting. Where they cannot be
 * had, `giveUp` puts it away again.
 */
export function createLatePanel(
  isOpen: (state: ExplorerState) => boolean,
  load: () => Promise<Panel>,
  giveUp: () => void,
): Panel {
  const place = element('div');
  place.hidden = true;
  let panel: Panel | null = null;
  let latest: ExplorerState | null = null;
  let isLoading = false;

  async function come(): Promise<void> {
    isLoading = true;
    try {
      panel = await load();
      place.replaceWith(panel.node);
      panel.update(latest!);
    } catch {
      giveUp();
    } finally {
      isLoading = false;
    }
  }

  return {
    node: place,
    update(state) {
      latest = state;
      if (panel !== null) panel.update(state);
      else if (!isLoading && isOpen(state)) void come();
    },
    destroy: () => (panel ?? { destroy: () => place.remove() }).destroy(),
  };
}
