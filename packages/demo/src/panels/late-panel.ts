import { element } from '../elements.ts';
import type { ExplorerState } from '../state/state.ts';
import type { Panel } from './panel.ts';

export interface LatePanelOptions<P extends Panel> {
  /** Whether it is to be seen. */
  readonly isOpen: (state: ExplorerState) => boolean;
  readonly load: () => Promise<P>;
  /** Its code could not be had: puts it away again and says so. */
  readonly onFailed: () => void;
  /** It is on the page and shows the state. */
  readonly onCome?: (panel: P) => void;
}

/** A panel whose code and words come when it is first to be seen: what few open keeps nobody waiting. */
export interface LatePanel<P extends Panel> extends Panel {
  /** The panel's own once it has come; before, an empty place for it. */
  readonly node: HTMLElement;
  /** Null until it has come. */
  readonly panel: P | null;
  /** Calls it with the panel: now, or as soon as it has come. Forgotten where it cannot be had. */
  whenHere(then: (panel: P) => void): void;
}

export function createLatePanel<P extends Panel>({
  isOpen,
  load,
  onFailed,
  onCome,
}: LatePanelOptions<P>): LatePanel<P> {
  const place = element('div');
  place.hidden = true;
  let panel: P | null = null;
  let latest: ExplorerState | null = null;
  let isLoading = false;
  let waiting: ((panel: P) => void)[] = [];

  async function come(): Promise<void> {
    isLoading = true;
    const made = await load().catch(() => null);
    const thens = waiting;
    waiting = [];
    // What is not put away is not asked for again at once.
    if (made === null) onFailed();
    isLoading = false;
    if (made === null) return;
    panel = made;
    place.replaceWith(made.node);
    made.update(latest!);
    onCome?.(made);
    for (const then of thens) then(made);
  }

  return {
    get node() {
      return panel?.node ?? place;
    },
    get panel() {
      return panel;
    },
    whenHere(then) {
      if (panel !== null) then(panel);
      else waiting.push(then);
    },
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

/** Whether a panel is one that comes when it is first to be seen. */
export function isLate(panel: Panel): panel is LatePanel<Panel> {
  return 'whenHere' in panel;
}
