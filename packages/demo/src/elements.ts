/** What a new element gets. Text is text: nothing here reads HTML. */
export interface ElementOptions {
  readonly class?: string;
  readonly text?: string;
  /** Text of unknown language and direction, kept apart from what stands around it. */
  readonly foreign?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly onClick?: (event: MouseEvent) => void;
}

type Child = Node | string | null | false;

/** A new element with its children; null and false are left out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: ElementOptions = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (options.class !== undefined) made.className = options.class;
  if (options.text !== undefined) made.textContent = options.text;
  if (options.foreign !== undefined) {
    made.dir = 'auto';
    made.classList.add('foreign');
    made.textContent = options.foreign;
  }
  for (const [name, value] of Object.entries(options.attributes ?? {})) made.setAttribute(name, value);
  if (made instanceof HTMLButtonElement && options.attributes?.['type'] === undefined) made.type = 'button';
  if (options.onClick !== undefined) made.onclick = options.onClick;
  made.append(...children.filter((child) => child !== null && child !== false));
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A small line drawing of 24 × 24, in the colour of the text around it, without meaning of its own. */
export function icon(path: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' }))
    svg.setAttribute(name, value);
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}
