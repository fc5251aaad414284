import { element } from '../elements.ts';
import type { PictureKind } from '../picture/make-picture.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createDialog, showDialog } from './dialog.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

/** Who makes pictures of the map. */
export interface PictureMaker {
  /** How wide a PNG of what is seen now is, in its pixels; null while there is no map. */
  width(): number | null;
  /** Whether so many papers are seen that an SVG has them as one picture. */
  isRaster(): boolean;
  /** Gives the reader the file; its name. */
  save(kind: PictureKind): Promise<string>;
}

/** The map as PNG or SVG. */
export function createPictureDialog({ dispatch }: PanelContext, maker: PictureMaker): Panel {
  const close = () => dispatch({ type: 'picture-toggled', isOpen: false });
  const status = element('p', { class: 'quiet', attributes: { role: 'status' } });
  const save = async (kind: PictureKind) => {
    status.textContent = words.picture.busy;
    try {
      status.textContent = words.picture.saved(await maker.save(kind));
    } catch {
      status.textContent = words.picture.failed;
    }
  };
  const why = { png: element('p', { class: 'quiet' }), svg: element('p', { class: 'quiet' }) };
  const choice = (kind: PictureKind) =>
    element(
      'div',
      { class: 'picture-choice' },
      element('button', { class: 'action', text: words.picture[kind], onClick: () => void save(kind) }),
      why[kind],
    );
  const node = createDialog(
    { class: 'picture', titleId: 'picture-title', closeLabel: words.picture.close, close },
    element('h2', { text: words.picture.title, attributes: { id: 'picture-title' } }),
    element('p', { text: words.picture.why }),
    choice('png'),
    choice('svg'),
    status,
  );
  const show = showDialog(node, ({ isPictureOpen }) => isPictureOpen);
  const render = whenChanged(
    ({ isPictureOpen }) => [isPictureOpen],
    ({ isPictureOpen }: ExplorerState) => {
      const width = isPictureOpen ? maker.width() : null;
      if (width === null) return;
      status.textContent = '';
      why.png.textContent = words.picture.pngWhy(width);
      why.svg.textContent = words.picture.svgWhy(maker.isRaster());
    },
  );
  return {
    node,
    update(state) {
      render(state);
      show(state);
    },
    destroy: () => node.remove(),
  };
}
