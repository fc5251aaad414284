import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Atlas } from '../atlas/atlas.ts';
import { compactAtlas } from '../atlas/compact-atlas.ts';
import { ExplorerError } from '../errors.ts';
import { packAtlas } from '../store/zip.ts';
import { type LongTask, throwIfAborted } from '../task.ts';
import { findExplorer, ONE_FILE } from './explorer-files.ts';

export interface ExportPageOptions extends LongTask {
  /** Folder of the explorer's built files; default: those that come along. */
  readonly explorer?: string | undefined;
  /** Most bytes of the page, 1 to 384 MB. Default 64 MB, some 50,000 papers: beyond, browsers open it slowly. */
  readonly maxBytes?: number | undefined;
}

const DEFAULT_BYTES = 64e6;
/** No browser holds much more text in one piece. */
const MOST_PAGE_BYTES = 384e6;

/** Where the built page has room for an atlas. */
const PLACE = '<script type="application/zip" id="atlas"></script>';

/**
 * The explorer with the atlas as one HTML file, for a browser that opens it from a disk: it asks no server for anything,
 * and holds no model, so that a text is searched by its words alone. The atlas stands in it as a zip in Base64, its vectors
 * at a byte a value; its name is the folder's. The same atlas, name and explorer give the same bytes. Stage: `read`, in files.
 *
 * @throws ExplorerError EXPLORER_NOT_FOUND when the page was not built; INVALID_ARGUMENT when it would be larger than
 *   `maxBytes`; ATLAS_DAMAGED, ABORTED
 */
export async function exportPage(atlas: Atlas, options: ExportPageOptions = {}): Promise<Uint8Array> {
  const { explorer, maxBytes = DEFAULT_BYTES, ...task } = options;
  if (!(maxBytes >= 1 && maxBytes <= MOST_PAGE_BYTES))
    throw new ExplorerError('INVALID_ARGUMENT', `got ${maxBytes} bytes; expected 1 to ${MOST_PAGE_BYTES}`);
  const [before, after] = await readPage(explorer ?? findExplorer());
  const zip = await packAtlas(await compactAtlas(atlas), { ...task, isSmallest: true });
  throwIfAborted(task.signal, 'exporting the page');
  const name = Buffer.from(` data-name="${escapeAttribute(nameOf(atlas))}">`);
  const size = before.length + name.length + after.length + 4 * Math.ceil(zip.length / 3);
  if (size > maxBytes) throw tooLarge(atlas, size, maxBytes);
  const data = Buffer.from(zip.buffer, zip.byteOffset, zip.length).toString('base64');
  return Buffer.concat([before, name, Buffer.from(data, 'latin1'), after]);
}

/** The built page, cut in two within the element in which the atlas belongs: before and after the sign that ends its opening tag. */
async function readPage(explorer: string): Promise<readonly [Buffer, Buffer]> {
  const file = join(explorer, ONE_FILE);
  const page = await readFile(file).catch((cause: unknown) => {
    throw notBuilt(file, 'is not there', cause);
  });
  const at = page.indexOf(PLACE);
  if (at === -1) throw notBuilt(file, 'has no place for an atlas');
  const cut = at + PLACE.indexOf('>');
  return [page.subarray(0, cut), page.subarray(cut + 1)];
}

/** The folder's, without its ending. */
function nameOf({ files }: Atlas): string {
  return basename(resolve(files.location)).replace(/\.atlas$/, '');
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

function notBuilt(file: string, got: string, cause?: unknown): ExplorerError {
  return new ExplorerError(
    'EXPLORER_NOT_FOUND',
    `${file} ${got}: expected the explorer as one page; in a checkout npm start builds it, else install paper-atlas again`,
    { details: { file }, cause },
  );
}

function tooLarge({ files, papers }: Atlas, bytes: number, maxBytes: number): ExplorerError {
  const mb = (of: number) => Math.ceil(of / 1e6);
  const way =
    bytes > MOST_PAGE_BYTES
      ? 'no browser opens such a page; show it by "paper-atlas serve", or build an atlas of fewer papers'
      : `a browser takes long to open such a page; allow it by --max-mb ${mb(bytes)} (maxBytes), show it by "paper-atlas serve", or build an atlas of fewer papers`;
  return new ExplorerError(
    'INVALID_ARGUMENT',
    `${files.location} as one page takes ${mb(bytes)} MB for its ${papers.length} papers, more than the ${mb(maxBytes)} MB that are allowed: ${way}`,
    { details: { bytes, maxBytes, papers: papers.length } },
  );
}
