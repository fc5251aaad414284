import { shortText } from './short-text.ts';
import { contains, placeTitle, type TitleSurroundings } from './titles-layout.ts';
import type { ScreenBox, ScreenPoint } from './viewport.ts';

/** A paper whose title stands on the map. */
export interface TitledPaper {
  readonly title: string;
  readonly at: ScreenPoint;
  /** How far its dot and ring reach, in CSS pixels. */
  readonly radius: number;
}

interface TitledPapers {
  readonly selected: TitledPaper | null;
  readonly hovered: TitledPaper | null;
  /** The papers that arcs lead to. */
  readonly near: readonly ScreenPoint[];
  /** Places that titles had better not cover. */
  readonly avoid: readonly ScreenPoint[];
  readonly names: readonly ScreenBox[];
}

/** The titles of the selected and the hovered paper, as text beside their dots. */
export interface TitleLabels {
  /** Gives the boxes that must stay free of names: the selected paper and its title. */
  update(papers: TitledPapers, free: ScreenBox): readonly ScreenBox[];
  /** A font has come: sizes are measured anew. */
  forgetFonts(): void;
  destroy(): void;
}

/** Titles are text in elements of their own, each isolated in its own writing direction; assistive technology reads them elsewhere. */
export function createTitleLabels(container: HTMLElement): TitleLabels {
  const selected = createLabel(container, 'map-title map-title-selected');
  const hovered = createLabel(container, 'map-title map-title-hovered');
  return {
    update({ selected: first, hovered: second, near, avoid, names }, free) {
      const taken = selected.show(first, { free, near, avoid, names, taken: null });
      hovered.show(second, { free, near, avoid, names, taken });
      const boxes = taken === null ? [] : [taken];
      return first === null ? boxes : [...boxes, grow(first.at, first.radius)];
    },
    forgetFonts() {
      selected.forget();
      hovered.forget();
    },
    destroy() {
      selected.element.remove();
      hovered.element.remove();
    },
  };
}

/** Characters of a title that the map shows; the paper's panel shows it whole. */
const MAX_TITLE = 160;

interface TitleLabel {
  readonly element: HTMLElement;
  forget(): void;
  show(paper: TitledPaper | null, around: Omit<TitleSurroundings, 'clear'>): ScreenBox | null;
}

function createLabel(container: HTMLElement, className: string): TitleLabel {
  const element = document.createElement('div');
  element.className = className;
  element.dir = 'auto';
  element.setAttribute('aria-hidden', 'true');
  element.hidden = true;
  container.append(element);
  let shown: string | null = null;
  let size = { width: 0, height: 0 };
  let maxWidth = 0;

  return {
    element,
    forget() {
      shown = null;
    },
    show(paper, around) {
      const { free } = around;
      const text = paper === null || !contains(free, paper.at) ? '' : shortText(paper.title, MAX_TITLE);
      element.hidden = text === '';
      if (paper === null || text === '') {
        // Nothing stale is left for who reads the page.
        if (shown !== null) element.textContent = '';
        shown = null;
        return null;
      }
      const room = Math.min(320, free.right - free.left - 24);
      if (text !== shown || room !== maxWidth) {
        shown = text;
        maxWidth = room;
        element.textContent = text;
        size = fitText(element, room);
      }
      const { x, y } = placeTitle(paper.at, size, { ...around, clear: paper.radius });
      // Whole pixels: text stays sharp.
      element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
      return { left: x, top: y, right: x + size.width, bottom: y + size.height };
    },
  };
}

/** Makes an element as narrow as its wrapped lines allow; CSS alone leaves it as wide as it may be. */
function fitText(
  element: HTMLElement,
  maxWidth: number,
): { readonly width: number; readonly height: number } {
  element.style.width = '';
  element.style.maxWidth = `${maxWidth}px`;
  const lines = document.createRange();
  lines.selectNodeContents(element);
  const rects = [...lines.getClientRects()];
  const text = Math.max(...rects.map(({ right }) => right)) - Math.min(...rects.map(({ left }) => left));
  const { paddingLeft, paddingRight, borderLeftWidth } = getComputedStyle(element);
  const frame =
    Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight) + 2 * Number.parseFloat(borderLeftWidth);
  if (text + frame < maxWidth) element.style.width = `${Math.ceil(text + frame + 1)}px`;
  const { width, height } = element.getBoundingClientRect();
  return { width, height };
}

function grow({ x, y }: ScreenPoint, by: number): ScreenBox {
  return { left: x - by, right: x + by, top: y - by, bottom: y + by };
}
