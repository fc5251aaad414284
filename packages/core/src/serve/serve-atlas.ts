import type { Server } from 'node:http';
import { ExplorerError, isExplorerError } from '../errors.ts';
import { type LongTask, throwIfAborted } from '../task.ts';
import { hostInUrl, isLoopback, isWildcard } from './allowed-hosts.ts';
import { openAtlasSite } from './atlas-site.ts';
import { findExplorer, readExplorer } from './explorer-files.ts';
import { createHttpServer, portOf } from './http-server.ts';
import { DEFAULT_HOST, listen } from './listen.ts';
import { createModelSite } from './model-site.ts';
import type { Site } from './served-file.ts';

export interface ServeAtlasOptions extends LongTask {
  /** 0 to 65535, 0 for any free one; default: 4209, or the first free one after it. */
  readonly port?: number | undefined;
  /**
   * Name or address to which the server is bound; default `127.0.0.1`, which only this machine reaches. With `0.0.0.0`
   * or `::` everyone who reaches this machine can read the atlas.
   */
  readonly host?: string | undefined;
  /** Folder of the explorer's built files; default: those that come along. */
  readonly explorer?: string | undefined;
  /** Model folder or name; default: the atlas's own by its name. */
  readonly model?: string | undefined;
  /** Told what a person should know and what is no error: a model that is missing, a file that cannot be read. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/** A running server. */
export interface AtlasServer {
  /** Where the explorer is, such as `http://localhost:4209`. */
  readonly url: string;
  readonly port: number;
  /** Lets answers that are being sent end within a second, then ends all connections. */
  close(): Promise<void>;
}

/** For answers that are being sent when the server is told to stop. */
const GRACE_MS = 500;

/**
 * Serves the explorer on the atlas in the folder `dir`: the explorer at `/`, the files that the manifest names at
 * `/atlas/`, the model's at `/models/<id>/`, and nothing else.
 *
 * @throws ExplorerError ATLAS_NOT_FOUND, ATLAS_DAMAGED, ATLAS_UNSUPPORTED; EXPLORER_NOT_FOUND; ADDRESS_UNAVAILABLE when
 *   the port is in use or the host is not of this machine; INVALID_ARGUMENT; ABORTED
 */
export async function serveAtlas(dir: string, options: ServeAtlasOptions = {}): Promise<AtlasServer> {
  const { port, host = DEFAULT_HOST, signal, onProgress, onWarning = () => {} } = options;
  checkAddress(host, port);
  const explorer = await readExplorer(options.explorer ?? findExplorer());
  const atlas = await openAtlasSite(dir, onWarning);
  const stopping = new AbortController();
  const models = createModelSite(() => atlas.manifest().model, {
    model: options.model,
    signal: signal === undefined ? stopping.signal : AbortSignal.any([signal, stopping.signal]),
    onProgress,
    onWarning,
  });
  // Only a model that was asked for by name is waited for: the map can be seen before the model is there.
  const ready = models.ready();
  if (options.model !== undefined) await ready;
  else ready.catch((error: unknown) => isExplorerError(error, 'ABORTED') || onWarning(String(error)));
  const server = createHttpServer({
    site: joinSites({ '/atlas': atlas.site, '/models': models.site }, explorer),
    host,
    onError: (error, path) => onWarning(`answering ${JSON.stringify(path)}: ${String(error)}`),
  });
  try {
    throwIfAborted(signal, 'serving');
    await listen(server, host, port);
  } catch (error) {
    stopping.abort();
    throw error;
  }
  if (!isLoopback(host)) onWarning(`whoever reaches ${host} over the network can read this atlas`);
  const bound = portOf(server);
  const name = isLoopback(host) || isWildcard(host) ? 'localhost' : hostInUrl(host);
  return {
    url: `http://${name}:${bound}`,
    port: bound,
    async close() {
      stopping.abort();
      await close(server);
    },
  };
}

function joinSites(folders: Readonly<Record<string, Site>>, rest: Site): Site {
  return (path) => {
    const folder = Object.keys(folders).find((each) => path.startsWith(`${each}/`));
    return folder === undefined ? rest(path) : folders[folder]!(path.slice(folder.length));
  };
}

function checkAddress(host: string, port: number | undefined): void {
  if (host.trim() === '')
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      'got an empty host; expected a name or an address, as 127.0.0.1',
    );
  if (port === undefined || (Number.isInteger(port) && port >= 0 && port <= 65_535)) return;
  throw new ExplorerError('INVALID_ARGUMENT', `got port ${port}; expected a whole number from 0 to 65535`);
}

async function close(server: Server): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  clearTimeout(timer);
}
