import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { ExplorerError } from '../errors.ts';
import { errorCode } from '../store/folder-disk.ts';
import { isLoopback } from './allowed-hosts.ts';

/** Of the explorer, when none is named. */
/** Where a server listens unless it is told otherwise, and the port is free. */
export const DEFAULT_PORT = 4209;
export const DEFAULT_HOST = '127.0.0.1';

/** Ports that are tried one after the other from the default on. */
const TRIES = 100;

/**
 * Binds a server to `port`, or without one to {@link DEFAULT_PORT} or the first free one after it.
 *
 * @throws ExplorerError ADDRESS_UNAVAILABLE
 */
export async function listen(server: Server, host: string, port?: number): Promise<void> {
  const ports = port === undefined ? Array.from({ length: TRIES }, (_, i) => DEFAULT_PORT + i) : [port];
  for (const candidate of ports) {
    try {
      if (port === undefined && (await isTakenElsewhere(host, candidate))) continue;
      await bind(server, host, candidate);
      return;
    } catch (cause) {
      if (errorCode(cause) === 'EADDRINUSE' && port === undefined) continue;
      throw unavailable(host, candidate, cause);
    }
  }
  throw new ExplorerError(
    'ADDRESS_UNAVAILABLE',
    `the ports ${DEFAULT_PORT} to ${DEFAULT_PORT + TRIES - 1} of ${host} are all in use; name a free one with --port`,
    { details: { host } },
  );
}

/** Browsers try ::1 first for `localhost`: a stranger there would answer in this server's place. */
async function isTakenElsewhere(host: string, port: number): Promise<boolean> {
  if (!isLoopback(host) || host === '::1') return false;
  const probe = createServer();
  try {
    await bind(probe, '::1', port);
    return false;
  } catch (error) {
    return errorCode(error) === 'EADDRINUSE';
  } finally {
    if (probe.listening) {
      probe.close();
      await once(probe, 'close');
    }
  }
}

/** @throws Error as Node gives it, with its code */
export async function bind(server: Server, host: string, port: number): Promise<void> {
  server.listen({ host, port, exclusive: true });
  await once(server, 'listening');
}

function unavailable(host: string, port: number, cause: unknown): ExplorerError {
  const code = errorCode(cause);
  const cures: Readonly<Record<string, string>> = {
    EADDRINUSE: 'is in use; name another port, or none for the next free one',
    EACCES: 'may not be used without more rights; name a port from 1024',
    EADDRNOTAVAIL: 'is no address of this machine; name one of its own, or 127.0.0.1',
    ENOTFOUND: 'has a name that leads nowhere; name an address of this machine, or 127.0.0.1',
  };
  return new ExplorerError(
    'ADDRESS_UNAVAILABLE',
    `${host} port ${port} ${cures[code ?? ''] ?? `cannot be bound (${String(cause)}); name another`}`,
    { details: { host, port, reason: code }, cause },
  );
}
