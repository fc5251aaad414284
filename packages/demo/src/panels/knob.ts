import { element } from '../elements.ts';

interface KnobOptions {
  readonly name: string;
  /** What it does, in a sentence. */
  readonly why: string;
  /** How a value is written. */
  readonly value: (value: number) => string;
  readonly min: number;
  readonly step: number;
}

/** A slider with its name, its value and what it does. */
export interface Knob {
  readonly node: HTMLElement;
  setMost(most: number): void;
  /** Does not call back. */
  show(value: number): void;
  focus(): void;
}

let knobs = 0;

/** `onMove` is called while it is moved, with each value. */
export function createKnob(
  { name, why, value, min, step }: KnobOptions,
  onMove: (value: number) => void,
): Knob {
  const id = `knob-${knobs++}`;
  const slider = element('input', {
    class: 'knob-slider',
    attributes: { type: 'range', id, min: String(min), step: String(step), 'aria-describedby': `${id}-why` },
  });
  const shown = element('output', { class: 'knob-value', attributes: { for: id } });
  const tell = () => {
    const text = value(Number(slider.value));
    shown.textContent = text;
    slider.setAttribute('aria-valuetext', text);
    const share = (Number(slider.value) - min) / Math.max(step, Number(slider.max) - min);
    slider.style.setProperty('--share', `${100 * share}%`);
  };
  slider.oninput = () => {
    tell();
    onMove(Number(slider.value));
  };
  const node = element(
    'div',
    { class: 'knob' },
    element('label', { class: 'knob-name', text: name, attributes: { for: id } }),
    shown,
    slider,
    element('p', { class: 'quiet', text: why, attributes: { id: `${id}-why` } }),
  );
  return {
    node,
    setMost(most) {
      slider.max = String(most);
      tell();
    },
    show(next) {
      slider.value = String(next);
      tell();
    },
    focus: () => slider.focus(),
  };
}
