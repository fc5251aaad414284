import type { FormatName } from './formats/format.ts';

/** Of each list at most so many are kept; the counts are exact. A bad million-row file makes no million-row report. */
export const MAX_LISTED = 1000;
const MAX_TITLE_IN_REPORT = 160;

/** A list that is cut at {@link MAX_LISTED}: `count` of them in all, the first ones `listed`. */
export interface Listed<T> {
  readonly count: number;
  readonly listed: readonly T[];
}

export interface SourceReport {
  readonly file: string;
  /** Null for an empty file. */
  readonly format: FormatName | null;
  /** Records read, those rejected included. */
  readonly records: number;
  /** Papers that entered the corpus from here. */
  readonly kept: number;
}

export interface DuplicateNote {
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly reason: string;
  /** Id of the paper that it repeats. */
  readonly keptId: string;
  /** `merged`: gone, what it knew more was added. `kept`: both stay, because each has an id of its own. */
  readonly action: 'merged' | 'kept';
}

export interface RejectedNote {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

export interface WarningNote {
  /** Null when it concerns the whole corpus. */
  readonly file: string | null;
  /** Of its first occurrence. */
  readonly line: number | null;
  readonly message: string;
  /** How often it occurred. */
  readonly count: number;
}

/** What became of the input, as plain data. `kept + duplicates merged + rejected` is the number of records. */
export interface IngestReport {
  readonly sources: readonly SourceReport[];
  readonly kept: number;
  /** `duplicates.count` less those of action `kept` that stay in the corpus. */
  readonly merged: number;
  readonly duplicates: Listed<DuplicateNote>;
  readonly rejected: Listed<RejectedNote>;
  /** Ids of papers that are kept on their title. */
  readonly withoutAbstract: Listed<string>;
  readonly warnings: Listed<WarningNote>;
}

/** A list that counts everything and keeps the first. */
export class BoundedList<T> {
  count = 0;
  readonly listed: T[] = [];

  /** `make` is called only for what is listed. */
  add(make: () => T): void {
    this.count++;
    if (this.listed.length < MAX_LISTED) this.listed.push(make());
  }

  toListed(): Listed<T> {
    return { count: this.count, listed: this.listed };
  }
}

/** Warnings of one file and text are one, with a count. */
export class WarningList {
  readonly #warnings = new Map<string, { note: WarningNote; count: number }>();
  #unlisted = 0;

  add(file: string | null, line: number | null, message: string): void {
    const key = `${file ?? ''}\n${message}`;
    const known = this.#warnings.get(key);
    if (known !== undefined) known.count++;
    else if (this.#warnings.size < MAX_LISTED)
      this.#warnings.set(key, { note: { file, line, message, count: 1 }, count: 1 });
    else this.#unlisted++;
  }

  toListed(): Listed<WarningNote> {
    const listed = [...this.#warnings.values()].map(({ note, count }) => ({ ...note, count }));
    return { count: listed.length + this.#unlisted, listed };
  }
}

export function shortenTitle(title: string): string {
  return title.length <= MAX_TITLE_IN_REPORT
    ? title
    : `${title.slice(0, MAX_TITLE_IN_REPORT - 1).toWellFormed()}…`;
}
