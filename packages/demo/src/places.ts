import { parseWebAddress } from './panels/links.ts';
import type { Places } from './search/open-explorer.ts';

/**
 * Where everything lies: beside the page, but for the atlas when the address names another (`?atlas=URL`, http or https
 * only). Null when it names something else.
 */
export function readPlaces(pageUrl: string): Places | null {
  const beside = new URL('.', pageUrl);
  beside.search = '';
  const asked = new URL(pageUrl).searchParams.get('atlas');
  const atlasUrl =
    asked === null || asked === '' ? new URL('atlas/', beside).href : resolveWeb(asked, pageUrl);
  if (atlasUrl === null) return null;
  return {
    atlasUrl,
    modelsUrl: new URL('models/', beside).href,
    runtimeUrl: new URL('runtime/', beside).href,
  };
}

function resolveWeb(address: string, base: string): string | null {
  return URL.canParse(address, base) ? parseWebAddress(new URL(address, base).href) : null;
}
