/**
 * Every reason for which Paper Atlas refuses to go on. The list is closed: a caller can switch on it.
 * A record that is merely bad is not an error; it stands in the ingest report with file, line and reason.
 */
export const ERROR_CODES = [
  'ABORTED',
  'ADDRESS_UNAVAILABLE',
  'ATLAS_DAMAGED',
  'ATLAS_EXISTS',
  'ATLAS_LOCKED',
  'ATLAS_NOT_FOUND',
  'ATLAS_UNSUPPORTED',
  'DIMENSION_MISMATCH',
  'EMPTY_CORPUS',
  'EXPLORER_NOT_FOUND',
  'INDEX_FULL',
  'INDEX_UNAVAILABLE',
  'INPUT_NOT_FOUND',
  'INPUT_UNREADABLE',
  'INVALID_ARGUMENT',
  'MAP_NOT_FOUND',
  'MODEL_DAMAGED',
  'MODEL_MISMATCH',
  'MODEL_NOT_FOUND',
  'MODEL_UNSUPPORTED',
  'PAPER_NOT_FOUND',
  'RUNTIME_CLASH',
  'WORKER_FAILED',
  'WRITE_FAILED',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface ExplorerErrorOptions {
  /** Facts behind the message, as plain data: file, line, expected, actual… */
  details?: Readonly<Record<string, unknown>>;
  /** What was caught, kept whole. */
  cause?: unknown;
}

/**
 * The one error class of Paper Atlas. The message says what was got, what was expected and what to do.
 *
 * @example
 * throw new ExplorerError('DIMENSION_MISMATCH', 'query has 768 values, the index has 384; embed it with the index’s model', {
 *   details: { expected: 384, actual: 768 },
 * });
 */
export class ExplorerError extends Error {
  override readonly name = 'ExplorerError';
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: ExplorerErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** True for an {@link ExplorerError}, of the given code when one is named. */
export function isExplorerError(error: unknown, code?: ErrorCode): error is ExplorerError {
  return error instanceof ExplorerError && (code === undefined || error.code === code);
}
