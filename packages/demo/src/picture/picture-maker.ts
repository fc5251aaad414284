import type { MapLook } from '../map/painter.ts';
import { colourName } from '../panels/colour-text.ts';
import type { PictureMaker } from '../panels/picture-dialog.ts';
import { atlasNameOf } from '../places.ts';
import { saveFile } from '../save-file.ts';
import type { Store } from '../state/store.ts';
import { words } from '../words.ts';
import { FINENESS, isRaster } from './picture-size.ts';

/** Makes pictures of what the map shows; the parts that draw them come when the first is asked for. */
export function createPictureMaker(store: Store, getLook: () => MapLook | null): PictureMaker {
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
      const name = state.own.shown?.name ?? atlasNameOf(location.href);
      const [{ makePicture }, { captionOf }] = await Promise.all([
        import('./make-picture.ts'),
        import('./picture-caption.ts'),
      ]);
      const blob = await makePicture(look, captionOf(state, name, colourName), kind);
      const file = words.picture.file(fileName(name ?? words.name), kind);
      saveFile(file, blob);
      return file;
    },
  };
}

/** A name that every file system takes. */
function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}._ -]+/gu, ' ').trim();
  return plain === '' ? 'map' : plain.slice(0, 80);
}
