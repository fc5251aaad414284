/** Where `paper-atlas export --format html` puts the atlas. */
const PLACE = 'script#atlas[type="application/zip"]';

/** The atlas that stands in the page itself, as a `data:` address of its zip; null in a page that finds it elsewhere. */
export function takeEmbeddedAtlas(): string | null {
  const place = document.querySelector(PLACE);
  if (place === null) return null;
  const url = `data:application/zip;base64,${place.textContent}`;
  // It may be long, and a worker gets it.
  place.remove();
  return url;
}
