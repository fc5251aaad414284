import { isExplorerError } from '../node.ts';

/** Prints what went wrong on stderr and gives the exit status: 2 for a wrong argument, 130 when stopped, else 1. */
export function reportFailure(error: unknown): number {
  if (!isExplorerError(error)) {
    // Not one of ours, so a fault of the program: the stack is what a report of it needs.
    console.error(`error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return 1;
  }
  if (error.code === 'ABORTED') {
    console.error(`stopped: ${error.message}`);
    return 130;
  }
  console.error(`error: ${error.message} [${error.code}]`);
  if (process.env['DEBUG'] && error.cause !== undefined) console.error(error.cause);
  return error.code === 'INVALID_ARGUMENT' ? 2 : 1;
}
