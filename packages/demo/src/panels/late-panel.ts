import { element } from '../elements.ts';
import type { ExplorerState } from '../state/state.ts';
import type { Panel } from './panel.ts';

/**
 * A panel whose code and words come when it is first to be seen: what few open keeps nobody waiting. Where they cannot be
 * had, `onFailed` puts it away again and says so.
 */
export function createLatePanel(
  isOpen: (state: ExplorerState) => boolean,
  load: () => Promise<Panel>,
  onFailed: () => void,
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
      onFailed();
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
    destroy() {
      panel?.destroy();
      place.remove();
    },
  };
}
