import { type ErrorCode, ExplorerError, isExplorerError } from 'paper-atlas';

/** An error as it crosses a border. */
export interface PlainError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The code, message and facts of any error, as plain data. */
export function toPlainError(error: unknown): PlainError {
  if (isExplorerError(error))
    return { code: error.code, message: error.message, details: JSON.parse(JSON.stringify(error.details)) };
  return {
    code: 'WORKER_FAILED',
    message: error instanceof Error ? error.message : String(error),
    details: {},
  };
}

/** The error again, on this side of a border. */
export function fromPlainError({ code, message, details }: PlainError): ExplorerError {
  return new ExplorerError(code, message, { details });
}
