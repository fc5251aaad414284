/** Remembers what had the focus when something was opened on top of it, and gives it back. */
export interface FocusReturn {
  /** To be called before the page changes. */
  opened(part: string): void;
  /** Gives the focus back to where it was when `part` was opened. False when that is no longer to be seen. */
  closed(part: string): boolean;
}

export function createFocusReturn(): FocusReturn {
  const openers = new Map<string, HTMLElement>();
  return {
    opened(part) {
      const at = document.activeElement;
      if (at instanceof HTMLElement && at !== document.body) openers.set(part, at);
      else openers.delete(part);
    },
    closed(part) {
      const opener = openers.get(part);
      openers.delete(part);
      if (opener === undefined || !opener.isConnected || !opener.checkVisibility()) return false;
      opener.focus({ preventScroll: true });
      return document.activeElement === opener;
    },
  };
}
