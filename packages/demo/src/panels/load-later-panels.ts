/** The panels that come after the first map. */
export const loadLaterPanels = () => import('./later-panels.ts');

/** Asks for their code ahead, so that nobody waits for it. Where it cannot be had now it is asked for again when it is needed, and that is told. */
export function fetchLaterPanels(): void {
  loadLaterPanels().catch(() => {});
}
