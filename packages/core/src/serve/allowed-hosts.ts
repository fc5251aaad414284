import { isIP } from 'node:net';
import { hostname } from 'node:os';

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '::1'];
const WILDCARDS: readonly string[] = ['0.0.0.0', '::'];

/** True when only this machine can reach a server that is bound to `host`. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host) || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** True when `host` means every address of the machine. */
export function isWildcard(host: string): boolean {
  return WILDCARDS.includes(host);
}

/** A host as it stands in an address: IPv6 in brackets. */
export function hostInUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

/**
 * Whether a `Host` header names this server, with its port or none. A page of another site that has its own name lead to
 * this machine (DNS rebinding) sends that name, and is refused. A server on every address also takes any address in
 * numbers, which no one can rebind, and the machine's own name.
 */
export function isAllowedHost(header: string | undefined, boundHost: string, port: number): boolean {
  const match = /^(\[[^[\]@/]+\]|[^:[\]@/]+)(?::(\d{1,5}))?$/.exec(header ?? '');
  if (match === null || (match[2] !== undefined && Number(match[2]) !== port)) return false;
  const name = match[1]!.replace(/^\[|\]$/g, '').toLowerCase();
  if (LOOPBACK.includes(name) || name === boundHost.toLowerCase()) return true;
  return isWildcard(boundHost) && (isIP(name) !== 0 || name === hostname().toLowerCase());
}
