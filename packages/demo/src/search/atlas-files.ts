import { type AtlasFiles, ExplorerError, httpFiles, zipFiles } from 'paper-atlas';

const ZIP = 'data:application/zip;base64,';

/** The atlas at an address: a folder on the web, or a zip that stands in the address itself. */
export function filesAt(url: string): AtlasFiles {
  if (!url.startsWith(ZIP)) return httpFiles(url);
  // Not fetched: a page from a disk may fetch nothing.
  return zipFiles(decodeBase64(url.slice(ZIP.length)), 'this page');
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
