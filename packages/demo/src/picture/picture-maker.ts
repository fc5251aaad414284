import { fileNameOf } from '../file-name.ts';
import type { MapLook } from '../map/painter.ts';
import { projectPoint } from '../map/viewport.ts';
import { colourName, scaleTextOf } from '../panels/colour-text.ts';
import type { PictureMaker } from '../panels/picture-dialog.ts';
import { saveFile } from '../save-file.ts';
import { shownNameOf } from '../shown-name.ts';
import type { Store } from '../state/store.ts';
import { FINENESS, frameLook, isRaster } from './picture-size.ts';

/** Makes pictures of what the map shows; the parts that draw them come when the first is asked for. */
export function createPictureMaker(store: Store, getSeen: () => MapLook | null): PictureMaker {
  const getLook = (): MapLook | null => {
    const seen = getSeen();
    return seen && frameLook(seen);
  };
  return {
    width() {
      const look = getLook();
      return look && Math.round(FINENESS * look.viewport.width);
    },
    isRaster() {
      const look = getLook();
      return look !== null && isRaster(look);
    },
    async save(kind) {
      const look = getLook();
      if (look === null) throw new Error('there is no map to draw');
      const state = store.get();
      const name = shownNameOf(state, location.href);
      const [{ makePicture }, { captionOf }] = await Promise.all([
        import('./make-picture.ts'),
        import('./picture-caption.ts'),
      ]);
      const caption = captionOf(state, {
        ...{ name, colourName, scaleText: scaleTextOf(state) },
        starred: countInView(look, look.scene.starred),
      });
      const blob = await makePicture(look, caption, kind);
      const file = fileNameOf({ atlas: name, what: 'map', on: new Date() }, kind);
      saveFile(file, blob);
      return file;
    },
  };
}

/** How many of some papers are in the picture. */
function countInView({ scene, viewport, view }: MapLook, rows: readonly number[]): number {
  const isSeen = (row: number): boolean => {
    const { x, y } = projectPoint(viewport, view, scene.xy[2 * row]!, scene.xy[2 * row + 1]!);
    return x >= 0 && y >= 0 && x <= viewport.width && y <= viewport.height;
  };
  return rows.filter(isSeen).length;
}
