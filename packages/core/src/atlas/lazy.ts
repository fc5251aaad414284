/** A value that is made on first use and then kept. */
export interface Lazy<T> {
  /** A failure is not kept: the next use tries again. */
  readonly get: () => Promise<T>;
  /** The value if it was ever asked for and made; else undefined. */
  readonly ifMade: () => Promise<T | undefined>;
}

export function createLazy<T>(make: () => Promise<T>): Lazy<T> {
  let value: Promise<T> | undefined;
  return {
    get() {
      value ??= make().catch((error: unknown) => {
        value = undefined;
        throw error;
      });
      return value;
    },
    ifMade: async () => value?.catch(() => undefined),
  };
}
