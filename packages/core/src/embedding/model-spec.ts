/** How token vectors become one vector a text. */
export type Pooling = 'mean' | 'cls';

/** Everything that decides what vector a text gets. Vectors of two specs are never mixed. */
export interface ModelSpec {
  /** Hub name or folder name, as `Xenova/all-MiniLM-L6-v2`. */
  readonly id: string;
  /** SHA-256 of the ONNX file, 64 hex digits. */
  readonly sha256: string;
  /** Weight format, as transformers.js names it: `q8`, `fp32`, `fp16`… */
  readonly dtype: string;
  /** Values a vector. */
  readonly dimension: number;
  readonly pooling: Pooling;
  /** True when vectors are scaled to unit length. */
  readonly normalize: boolean;
  /** Longest input in tokens, special tokens included; the rest of a text is cut off. */
  readonly maxTokens: number;
  /** Put before a text that is stored. */
  readonly documentPrefix: string;
  /** Put before a text that asks. */
  readonly queryPrefix: string;
}
