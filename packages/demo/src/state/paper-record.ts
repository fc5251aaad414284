import type { Paper } from 'paper-atlas';
import type { PlainError } from '../search/plain-error.ts';

/** A whole paper, or why it cannot be read. */
export type PaperRecord = { readonly paper: Paper } | { readonly error: PlainError };
