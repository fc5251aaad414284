/** What a JavaScript array of each fixed-size value type is called here, and which class holds it. */
export interface ArrayOfDtype {
  f32: Float32Array;
  i32: Int32Array;
  u32: Uint32Array;
  u16: Uint16Array;
  i8: Int8Array;
  u8: Uint8Array;
}

/** Fixed-size values, little-endian in a file, row-major. */
export type ArrayDtype = keyof ArrayOfDtype;

/**
 * How the bytes of a kind are to be read: an array of fixed-size values; `jsonl`, one JSON value a row, each line
 * ended by `\n`; `json`, one JSON value; `bytes`, a file that only its own reader understands.
 */
export type Dtype = ArrayDtype | 'jsonl' | 'json' | 'bytes';

const ARRAY_CLASSES: { readonly [D in ArrayDtype]: new (buffer: ArrayBuffer) => ArrayOfDtype[D] } = {
  f32: Float32Array,
  i32: Int32Array,
  u32: Uint32Array,
  u16: Uint16Array,
  i8: Int8Array,
  u8: Uint8Array,
};

const VALUE_BYTES: { readonly [D in ArrayDtype]: number } = { f32: 4, i32: 4, u32: 4, u16: 2, i8: 1, u8: 1 };

export function isArrayDtype(dtype: string): dtype is ArrayDtype {
  return Object.hasOwn(VALUE_BYTES, dtype);
}

export function isDtype(dtype: string): dtype is Dtype {
  return isArrayDtype(dtype) || dtype === 'jsonl' || dtype === 'json' || dtype === 'bytes';
}

/** Bytes of one value. */
export function bytesOfValue(dtype: ArrayDtype): number {
  return VALUE_BYTES[dtype];
}

/** An array over the whole of `buffer`, whose length must be a multiple of the value's size. Not copied. */
export function arrayOver<D extends ArrayDtype>(dtype: D, buffer: ArrayBuffer): ArrayOfDtype[D] {
  return new ARRAY_CLASSES[dtype](buffer);
}

/** True when `data` is an array of exactly this type. */
export function isArrayOf<D extends ArrayDtype>(dtype: D, data: ArrayBufferView): data is ArrayOfDtype[D] {
  return data instanceof ARRAY_CLASSES[dtype];
}

/** What the name of a data file ends with: the dtype itself, `bin` for `bytes`. */
export function extensionOf(dtype: string): string {
  return dtype === 'bytes' ? 'bin' : dtype;
}
