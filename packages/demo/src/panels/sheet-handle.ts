import { element } from '../elements.ts';
import type { SheetHeight } from '../state/state.ts';
import { words } from '../words.ts';
import { settleSheet } from './sheet-settle.ts';

const HEIGHTS: readonly SheetHeight[] = ['peek', 'half', 'full'];
/** Less than this is a finger that trembles, not a drag, px. */
const SLACK = 6;
/** The velocity is that of the last so many milliseconds. */
const WINDOW = 90;

/**
 * The handle of a phone's sheet. The sheet follows the finger and comes to rest at one of its heights, as far as the
 * finger's last motion carries it; a plain click goes to the next height.
 */
export function createSheetHandle(move: (sheet: SheetHeight) => void): {
  readonly node: HTMLElement;
  /** To be called once the handle stands in its sheet. */
  follow(sheet: HTMLElement): void;
} {
  const node = element('button', { class: 'sheet-handle', attributes: { 'aria-label': words.menu.sheet } });
  let isDragged = false;

  function follow(sheet: HTMLElement): void {
    let grip: { readonly pointer: number; readonly y: number; readonly height: number } | null = null;
    let trail: { readonly time: number; readonly y: number }[] = [];

    node.onpointerdown = ({ pointerId, clientY, timeStamp, button }) => {
      if (button !== 0) return;
      isDragged = false;
      grip = { pointer: pointerId, y: clientY, height: sheet.getBoundingClientRect().height };
      trail = [{ time: timeStamp, y: clientY }];
      node.setPointerCapture(pointerId);
    };
    node.onpointermove = ({ pointerId, clientY, timeStamp }) => {
      if (grip?.pointer !== pointerId) return;
      if (!isDragged && Math.abs(clientY - grip.y) < SLACK) return;
      isDragged = true;
      trail = [...trail.filter(({ time }) => timeStamp - time < WINDOW), { time: timeStamp, y: clientY }];
      sheet.classList.add('is-dragged');
      sheet.style.height = `${Math.max(60, grip.height + grip.y - clientY)}px`;
    };
    const release = ({ pointerId, timeStamp, type }: PointerEvent) => {
      if (grip?.pointer !== pointerId) return;
      grip = null;
      if (!isDragged) return;
      const { height } = sheet.getBoundingClientRect();
      sheet.classList.remove('is-dragged');
      sheet.style.removeProperty('height');
      const velocity = type === 'pointerup' ? velocityOf(trail, timeStamp) : 0;
      move(settleSheet(height, velocity, innerHeight));
    };
    node.onpointerup = release;
    node.onpointercancel = release;
    node.onclick = () => {
      const at = HEIGHTS.indexOf((sheet.dataset['sheet'] as SheetHeight | undefined) ?? 'half');
      if (!isDragged) move(HEIGHTS[(at + 1) % HEIGHTS.length]!);
      isDragged = false;
    };
  }
  return { node, follow };
}

/** Pixels a millisecond, up positive; a finger that stood still before it left has none. */
function velocityOf(trail: readonly { readonly time: number; readonly y: number }[], now: number): number {
  const recent = trail.filter(({ time }) => now - time < WINDOW);
  const first = recent[0];
  const last = recent.at(-1);
  if (first === undefined || last === undefined || last.time <= first.time) return 0;
  return (first.y - last.y) / (last.time - first.time);
}
