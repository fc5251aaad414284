/** Where `paper-atlas export --format html` puts the atlas. */
const PLACE = 'script#atlas[type="application/zip"]';

/** The atlas that stands in the page itself. */
export interface EmbeddedAtlas {
  /** A `data:` address of its zip. */
  readonly url: string;
  /** What it is called; null in a page that does not say so. */
  readonly name: string | null;
}

/** Null in a page that finds its atlas elsewhere. */
export function takeEmbeddedAtlas(): EmbeddedAtlas | null {
  const place = document.querySelector<HTMLElement>(PLACE);
  if (place === null) return null;
  const url = `data:application/zip;base64,${place.textContent}`;
  // It may be long, and a worker gets it.
  place.remove();
  return { url, name: place.dataset['name'] || null };
}
