import { type AtlasFiles, ExplorerError, zipFiles } from 'paper-atlas';

/** What the address of a zip that stands in it begins with. */
const EMBEDDED = 'data:application/zip;base64,';

/**
 * The atlas that stands in an address as a zip. It is not fetched: a page from a disk may fetch nothing.
 *
 * @throws ExplorerError INPUT_UNREADABLE when it is no Base64, and what `zipFiles` throws
 */
export function embeddedFiles(url: string): AtlasFiles {
  return zipFiles(decodeBase64(url.slice(EMBEDDED.length)), 'this page');
}

function decodeBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new ExplorerError(
      'INPUT_UNREADABLE',
      `the ${text.length} characters in which this page holds its atlas are no Base64; copy the file again`,
      { cause },
    );
  }
}
