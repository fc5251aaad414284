import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { errorCode, openRegularFile, readFully } from './folder-disk.ts';

/** Who holds a lock: enough to find out whether that process still runs, and to tell a person where to look. */
export interface LockOwner {
  /** Of this one lock file, never used again. */
  readonly id: string;
  readonly pid: number;
  readonly host: string;
  /** Names one run of one kernel; null where the system does not say. */
  readonly boot: string | null;
  /** Process numbers mean something only within their namespace (a container has its own); null as above. */
  readonly pidNamespace: string | null;
  /** When the process began, in the kernel's own ticks: tells it from a later process of the same number; null as above. */
  readonly started: string | null;
  /** When the lock was taken, ISO 8601. */
  readonly since: string;
}

const ID_PATTERN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MAX_LOCK_BYTES = 4096;

/** This process as the owner of a new lock file. */
export async function describeThisProcess(id: string): Promise<LockOwner> {
  return {
    id,
    pid: process.pid,
    host: hostname(),
    boot: await readSystemFile('/proc/sys/kernel/random/boot_id'),
    pidNamespace: await readPidNamespace(),
    started: (await readProcessState(process.pid))?.started ?? null,
    since: new Date().toISOString(),
  };
}

/**
 * True only when the owner cannot be running any more. A lock of another host or container is never called dead: its
 * processes cannot be seen from here.
 */
export async function isDead(owner: LockOwner): Promise<boolean> {
  if (owner.host !== hostname()) return false;
  // The same name and another run of the kernel: this machine has been started again since.
  const boot = await readSystemFile('/proc/sys/kernel/random/boot_id');
  if (owner.boot !== null && boot !== null && owner.boot !== boot) return true;
  if (owner.pidNamespace !== (await readPidNamespace())) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it runs, and belongs to someone else.
    return errorCode(error) === 'ESRCH';
  }
  const state = await readProcessState(owner.pid);
  if (state === null) return false;
  // A process that has ended but was not waited for by its parent still has its number.
  if (state.hasEnded) return true;
  return owner.started !== null && owner.started !== state.started;
}

/** The owner that a lock file names; `gone` when there is no file; `unreadable` when it holds something else. */
export async function readOwner(path: string): Promise<LockOwner | 'gone' | 'unreadable'> {
  const opened = await openRegularFile(path);
  if (opened === null) return 'gone';
  try {
    const bytes = new Uint8Array(Math.min(opened.bytes, MAX_LOCK_BYTES));
    const filled = await readFully(opened.handle, bytes, 0, path);
    return parseOwner(new TextDecoder().decode(bytes.subarray(0, filled))) ?? 'unreadable';
  } finally {
    await opened.handle.close();
  }
}

function parseOwner(text: string): LockOwner | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { id, pid, host, boot, pidNamespace, started, since } = value as Record<string, unknown>;
  // Numbers below 1 would mean groups of processes to kill().
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1 || pid >= 2 ** 31) return null;
  if (typeof id !== 'string' || !ID_PATTERN.test(id) || typeof host !== 'string' || typeof since !== 'string')
    return null;
  return {
    id,
    pid,
    host,
    since,
    boot: asText(boot),
    pidNamespace: asText(pidNamespace),
    started: asText(started),
  };
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Linux only, null elsewhere. Fields 3 and 22 of proc_pid_stat(5); the second field may hold spaces and brackets. */
async function readProcessState(pid: number): Promise<{ started: string; hasEnded: boolean } | null> {
  const text = await readSystemFile(`/proc/${pid}/stat`);
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  const state = fields?.[0];
  const started = fields?.[19];
  if (state === undefined || started === undefined) return null;
  return { started, hasEnded: state === 'Z' || state === 'X' };
}

async function readPidNamespace(): Promise<string | null> {
  return readlink('/proc/self/ns/pid').catch(() => null);
}

/** The text of a file that only some systems have. */
async function readSystemFile(path: string): Promise<string | null> {
  return readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
}
