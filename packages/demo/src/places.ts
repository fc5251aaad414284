import { parseWebAddress } from './panels/links.ts';
import type { ModelPlace } from './search/model-place.ts';
import type { Places } from './search/open-explorer.ts';

/**
 * Where everything lies: beside the page, but for the atlas when the address names another (`?atlas=URL`, http or https
 * only). Null when it names something else.
 */
export function readPlaces(pageUrl: string): Places | null {
  const asked = new URL(pageUrl).searchParams.get('atlas');
  const atlasUrl =
    asked === null || asked === '' ? new URL('atlas/', pageUrl).href : resolveWeb(asked, pageUrl);
  return atlasUrl === null ? null : { atlasUrl, ...modelPlaceOf(pageUrl) };
}

/** The model and its runtime lie beside the page, whichever atlas it shows. */
export function modelPlaceOf(pageUrl: string): ModelPlace {
  return {
    modelsUrl: new URL('models/', pageUrl).href,
    runtimeUrl: new URL('runtime/', pageUrl).href,
  };
}

/**
 * What an atlas that the address names is called: its last folder, without `.atlas`; null for the one beside the page. A
 * page from a disk holds its atlas, and is called as it is where that does not say its name.
 */
export function atlasNameOf(pageUrl: string): string | null {
  const { protocol, pathname } = new URL(pageUrl);
  if (protocol === 'file:') return decodeOr(pathname.split('/').at(-1)!).replace(/\.html?$/, '') || null;
  const asked = new URL(pageUrl).searchParams.get('atlas') ?? '';
  const address = asked === '' ? null : resolveWeb(asked, pageUrl);
  if (address === null) return null;
  const folder = new URL(address).pathname.split('/').findLast((part) => part !== '') ?? '';
  const name = decodeOr(folder).replace(/\.atlas$/, '');
  return name === '' || name === 'atlas' ? null : name;
}

function decodeOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function resolveWeb(address: string, base: string): string | null {
  return URL.canParse(address, base) ? parseWebAddress(new URL(address, base).href) : null;
}
