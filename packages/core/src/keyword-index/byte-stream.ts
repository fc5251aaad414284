/** What is wrong with a file, in words that follow its name: "ends in the midst of a number". */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
}

/** Bytes written one after another into memory that grows. */
export class ByteWriter {
  private bytes: Uint8Array<ArrayBuffer>;
  private view: DataView<ArrayBuffer>;
  private size = 0;

  /** @param capacity bytes to have room for at first, ≥ 8 */
  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  writeUint32(value: number): void {
    this.reserve(4);
    this.view.setUint32(this.size, value, true);
    this.size += 4;
  }

  writeFloat64(value: number): void {
    this.reserve(8);
    this.view.setFloat64(this.size, value, true);
    this.size += 8;
  }

  /** An integer of [0, 2^32) in 7 bits a byte, the lowest first; the highest bit says that more follow. */
  writeVarint(value: number): void {
    this.reserve(5);
    let rest = value;
    while (rest > 0x7f) {
      this.bytes[this.size++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.size++] = rest;
  }

  writeBytes(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.size);
    this.size += bytes.length;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.size);
  }

  private reserve(length: number): void {
    if (this.size + length <= this.bytes.length) return;
    const bytes = new Uint8Array(Math.max(this.size + length, Math.ceil(1.5 * this.bytes.length)));
    bytes.set(this.bytes);
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }
}

/** Reads what {@link ByteWriter} wrote, never beyond the end. Each call throws a {@link FileProblem} when it cannot. */
export class ByteReader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get size(): number {
    return this.bytes.length;
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  readUint32(): number {
    return this.view.getUint32(this.take(4), true);
  }

  readFloat64(): number {
    return this.view.getFloat64(this.take(8), true);
  }

  readVarint(): number {
    const first = this.bytes[this.at];
    if (first !== undefined && first < 0x80) {
      this.at++;
      return first;
    }
    let value = 0;
    for (let shift = 0; shift < 32; shift += 7) {
      const byte = this.bytes[this.take(1)]!;
      // Beyond 32 bits, and an ending that says nothing: the same number has one spelling.
      if ((shift === 28 && byte > 0x0f) || (byte === 0 && shift > 0)) break;
      value = (value | ((byte & 0x7f) << shift)) >>> 0;
      if (byte < 0x80) return value;
    }
    throw new FileProblem(`has a number at byte ${this.at} that is none`);
  }

  readBytes(length: number): Uint8Array {
    const from = this.take(length);
    return this.bytes.subarray(from, from + length);
  }

  private take(length: number): number {
    const from = this.at;
    if (from + length > this.bytes.length)
      throw new FileProblem(`ends at byte ${this.bytes.length}, in the midst of what it holds`);
    this.at = from + length;
    return from;
  }
}
