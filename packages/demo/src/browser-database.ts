import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { ExplorerError, isExplorerError } from 'paper-atlas';

export type DatabaseSchema = DBSchema;
export type Database<S extends DatabaseSchema> = IDBPDatabase<S>;

/** What this browser keeps for the page, in IndexedDB; it never leaves it. */
export interface BrowserDatabase<S extends DatabaseSchema> {
  /** Opens it when it is first needed. @throws ExplorerError WRITE_FAILED when the browser refuses */
  attempt<T>(work: (database: Database<S>) => Promise<T>): Promise<T>;
}

export interface BrowserDatabaseOptions<S extends DatabaseSchema> {
  readonly name: string;
  /** Makes the stores. */
  upgrade(database: Database<S>): void;
  /** What to do when there is no room, and when nothing may be stored at all: the end of the message. */
  readonly whenFull: string;
  readonly whenRefused: string;
}

export function createBrowserDatabase<S extends DatabaseSchema>({
  name,
  upgrade,
  whenFull,
  whenRefused,
}: BrowserDatabaseOptions<S>): BrowserDatabase<S> {
  let opening: Promise<Database<S>> | null = null;
  const forget = () => {
    opening = null;
  };
  const open = () => {
    opening ??= openDB<S>(name, 1, {
      upgrade,
      // Another page brings a later version: this one lets go.
      blocking(_now, _next, event) {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    });
    return opening;
  };

  function refused(cause: unknown): ExplorerError {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const why =
      error.name === 'QuotaExceededError'
        ? `there is no room left for this site; ${whenFull}`
        : `the browser refuses to store anything for this site (${error.message || error.name}), as it does in private windows; ${whenRefused}`;
    return new ExplorerError('WRITE_FAILED', why, { cause });
  }

  return {
    async attempt(work) {
      try {
        return await work(await open());
      } catch (cause) {
        forget();
        throw isExplorerError(cause) ? cause : refused(cause);
      }
    },
  };
}
