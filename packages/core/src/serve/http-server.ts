import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isAllowedHost } from './allowed-hosts.ts';
import { answerWithFile, answerWithText } from './answer.ts';
import { createCompressedFiles } from './compressed-files.ts';
import { limitConnections } from './connection-limit.ts';
import { parseRequestPath } from './request-path.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import type { Site } from './served-file.ts';

/** How much a client may take, in connections, bytes and milliseconds. */
export interface ServerLimits {
  readonly connections: number;
  /** Of the first line and all headers of a request; more is answered with 431. */
  readonly headerBytes: number;
  /** From the first byte of a request to the end of its headers; after that 408. */
  readonly headersMs: number;
  /** From the first byte of a request to its end. */
  readonly requestMs: number;
  /** Between two requests of one connection. */
  readonly keepAliveMs: number;
  /** Without a byte in either direction. */
  readonly idleMs: number;
}

export const SERVER_LIMITS: ServerLimits = {
  connections: 256,
  headerBytes: 16 * 2 ** 10,
  headersMs: 10_000,
  requestMs: 15_000,
  keepAliveMs: 5_000,
  idleMs: 30_000,
};

export interface HttpServerOptions {
  readonly site: Site;
  /** The address to which it will be bound, as the user named it. */
  readonly host: string;
  readonly limits?: ServerLimits | undefined;
  /** Told what went wrong while answering: for the person at the terminal, not for who asked. */
  readonly onError: (error: unknown, path: string) => void;
}

const METHODS = 'GET, HEAD';

/** An HTTP server of the files of `site`, not yet bound. */
export function createHttpServer({ site, host, limits = SERVER_LIMITS, onError }: HttpServerOptions): Server {
  const compressed = createCompressedFiles();
  let port = 0;
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
    noDelay: true,
  });
  server.timeout = limits.idleMs;
  limitConnections(server, limits.connections);

  server.on('listening', () => {
    port = portOf(server);
  });
  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      onError(error, request.url ?? '');
      if (response.headersSent) response.destroy();
      else answerWithText(request, response, 500, 'the server could not read this file');
    });
  });
  // A method that leaves HTTP, so Node hands over the connection itself.
  server.on('connect', (_request, socket) => {
    socket.end(`HTTP/1.1 405 Method Not Allowed\r\nAllow: ${METHODS}\r\nConnection: close\r\n\r\n`);
  });
  return server;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const hosts = request.headersDistinct['host'] ?? [];
    if (hosts.length !== 1 || !isAllowedHost(hosts[0], host, port)) {
      answerWithText(request, response, 421, 'this server does not answer for that host', REFUSED);
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const headers = { ...REFUSED, Allow: METHODS };
      answerWithText(request, response, 405, `this server knows ${METHODS}`, headers);
      return;
    }
    const path = parseRequestPath(request.url ?? '');
    if (path === null) {
      answerWithText(request, response, 400, 'this is no address of a file', REFUSED);
      return;
    }
    const file = await site(path);
    if (file === null) answerWithText(request, response, 404, 'there is no such file');
    else await answerWithFile(request, response, file, compressed);
  }
}

/** The port to which a server is bound. */
export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Who asks for what no browser of ours asks for is not listened to any longer, whatever else they are sending. */
const REFUSED = { Connection: 'close' };
