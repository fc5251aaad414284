import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ExplorerError, isExplorerError } from '../errors.ts';
import { printable } from './files.ts';
import { errorCode, writeError } from './folder-disk.ts';
import { describeThisProcess, isDead, type LockOwner, readOwner } from './lock-owner.ts';

/*
 * Why own code: proper-lockfile keeps a lock by touching it every few seconds. The lock of a process that died then
 * stays for as long (10 s), a process that is busy computing loses a lock that it needs, and two processes that find a
 * stale lock at once can both remove it (the second removes the first one's new lock) and both go on.
 *
 * How two never hold it at once. A lock file is made complete and by one step (`link` of a written file, which fails
 * when the name is taken). A dead process' file is never deleted to make room, because between looking and deleting it
 * may have become another's. Instead, whoever wants to replace the file with the id X first makes the file
 * `<lock>.X` in the same exclusive way; with it in hand it looks again, and only if X is still there puts its own file
 * over it by renaming. Ids are never used again, so that a late comer's `<lock>.X` finds X gone and is given up. If its
 * maker dies in between, `<lock>.X` is itself a lock of a dead process, and is replaced by the same rule.
 */

const MAX_ATTEMPTS = 50;
/** Where hard links are missing, a lock file is empty for a moment; one that stays so is reported. */
const UNREADABLE_LOOKS = 10;
const UNREADABLE_DELAY_MS = 20;
/** Errors of file systems without hard links. */
const NO_LINKS: ReadonlySet<string | undefined> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
]);

export interface Lock {
  readonly path: string;
  /** @throws ExplorerError ATLAS_LOCKED when the file has been taken away or replaced by hand. */
  assertHeld(): Promise<void>;
  /** Gives the lock back; safe to call twice. @throws ExplorerError WRITE_FAILED */
  release(): Promise<void>;
}

export interface LockOptions {
  /** How a second name is given to a file; a seam for file systems that have no hard links. */
  readonly hardLink?: typeof link | undefined;
}

/**
 * Takes the lock at `path`, in a folder that exists, without waiting: a lock that a living process or another machine
 * holds is refused, one whose process has died is taken over. Also keeps out this process' other calls and threads.
 *
 * @throws ExplorerError ATLAS_LOCKED naming the file, process, host and time; WRITE_FAILED.
 */
export async function acquireLock(path: string, options: LockOptions = {}): Promise<Lock> {
  const hardLink = options.hardLink ?? link;
  let id: string;
  try {
    id = await claim(path, path, hardLink);
  } catch (cause) {
    throw cause instanceof ExplorerError ? cause : writeError(path, cause);
  }
  return {
    path,
    async assertHeld(): Promise<void> {
      const owner = await readOwner(path);
      if (typeof owner === 'object' && owner.id === id) return;
      throw new ExplorerError(
        'ATLAS_LOCKED',
        `the lock ${path} was taken away while it was needed; nothing was committed: let one build end before the next begins`,
        { details: { file: path } },
      );
    },
    async release(): Promise<void> {
      try {
        const owner = await readOwner(path);
        if (typeof owner === 'object' && owner.id === id) await rm(path, { force: true });
      } catch (cause) {
        throw writeError(path, cause);
      }
    },
  };
}

/** Makes the file at `path` this process' own; returns its id. `lock` is the lock for whose sake this is done. */
async function claim(lock: string, path: string, hardLink: typeof link): Promise<string> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const id = randomUUID();
    if (await createExclusively(lock, path, id, hardLink)) return id;
    const owner = await lookAtOwner(path);
    if (owner === 'gone') continue;
    if (owner === 'unreadable') throw unreadableLockError(path);
    if (!(await isDead(owner))) throw lockedError(path, owner);
    if (await replaceDead(lock, path, owner, id, hardLink)) return id;
  }
  throw new ExplorerError(
    'ATLAS_LOCKED',
    `${path} changed hands ${MAX_ATTEMPTS} times in a row; other builds begin and end there, so try again later`,
    { details: { file: path } },
  );
}

/** False when the file is another's by now; look again. */
async function replaceDead(
  lock: string,
  path: string,
  dead: LockOwner,
  id: string,
  hardLink: typeof link,
): Promise<boolean> {
  const right = `${lock}.${dead.id}`;
  try {
    await claim(lock, right, hardLink);
  } catch (error) {
    // Another is replacing it at this moment, unless that is over already.
    if (isExplorerError(error, 'ATLAS_LOCKED') && !(await isStill(path, dead))) return false;
    throw error;
  }
  try {
    if (!(await isStill(path, dead))) return false;
    const complete = await writeOwner(lock, id);
    await rename(complete, path);
    return true;
  } finally {
    await rm(right, { force: true });
  }
}

async function isStill(path: string, owner: LockOwner): Promise<boolean> {
  const now = await lookAtOwner(path);
  return typeof now === 'object' && now.id === owner.id;
}

async function lookAtOwner(path: string): Promise<LockOwner | 'gone' | 'unreadable'> {
  for (let look = 0; look < UNREADABLE_LOOKS; look++) {
    const owner = await readOwner(path);
    if (owner !== 'unreadable') return owner;
    await delay(UNREADABLE_DELAY_MS);
  }
  return 'unreadable';
}

/** False when there is a file already. */
async function createExclusively(
  lock: string,
  path: string,
  id: string,
  hardLink: typeof link,
): Promise<boolean> {
  const complete = await writeOwner(lock, id);
  try {
    await hardLink(complete, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    // The lock's holder has cleared away what it took for a dead process' leavings.
    if (errorCode(error) === 'ENOENT' && typeof (await readOwner(complete)) !== 'object') return false;
    if (!NO_LINKS.has(errorCode(error))) throw error;
    return await writeExclusively(path, id);
  } finally {
    await rm(complete, { force: true });
  }
}

async function writeExclusively(path: string, id: string): Promise<boolean> {
  try {
    await writeText(path, JSON.stringify(await describeThisProcess(id)));
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** A file with this process as the owner, complete and synced under a name of its own. */
async function writeOwner(lock: string, id: string): Promise<string> {
  const path = `${lock}.${id}.tmp`;
  await writeText(path, `${JSON.stringify(await describeThisProcess(id), null, 2)}\n`);
  return path;
}

async function writeText(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(text);
    // Else a crash of the machine could leave a lock that names no one.
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function lockedError(path: string, { pid, host, since }: LockOwner): ExplorerError {
  const who = `process ${pid} on ${printable(host, 100)}`;
  return new ExplorerError(
    'ATLAS_LOCKED',
    `the atlas is being built by ${who} since ${printable(since, 40)}; wait until that build has ended, or, if you are sure that it no longer runs, delete ${path}`,
    { details: { file: path, pid, host, since } },
  );
}

function unreadableLockError(path: string): ExplorerError {
  return new ExplorerError(
    'ATLAS_LOCKED',
    `${path} names no process that could be asked after; if no build is running there, delete that file`,
    { details: { file: path } },
  );
}
