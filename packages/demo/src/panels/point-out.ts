import type { PanelContext } from './panel.ts';

/** While an entry of a list is under the pointer or has the focus, its paper is shown on the map. */
export function pointOut(entry: HTMLElement, row: number, dispatch: PanelContext['dispatch']): void {
  const show = () => dispatch({ type: 'paper-hovered', row });
  const hide = () => dispatch({ type: 'paper-hovered', row: null });
  entry.onpointerenter = show;
  entry.onfocus = () => {
    if (entry.matches(':focus-visible')) show();
  };
  entry.onpointerleave = hide;
  entry.onblur = hide;
}
