import { type AtlasFiles, httpFiles, zipFiles } from 'paper-atlas';

const ZIP = 'data:application/zip;base64,';

/** The atlas at an address: a folder on the web, or a zip that stands in the address itself. */
export function filesAt(url: string): AtlasFiles {
  if (!url.startsWith(ZIP)) return httpFiles(url);
  // Not fetched: a page from a disk may fetch nothing.
  const bytes = Uint8Array.from(atob(url.slice(ZIP.length)), (character) => character.charCodeAt(0));
  return zipFiles(bytes, 'this page');
}
