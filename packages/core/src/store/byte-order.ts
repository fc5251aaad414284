/** Typed arrays have the order of the machine; files are little-endian on every machine. */
const MACHINE_IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/**
 * `bytes` with the order of the bytes within each value turned between the machine's and the file's. Where the two
 * agree (nearly everywhere), the same array comes back; otherwise a copy.
 *
 * @param valueBytes bytes a value, a divisor of the length
 */
export function toFileOrder(
  bytes: Uint8Array,
  valueBytes: number,
  machineIsLittleEndian = MACHINE_IS_LITTLE_ENDIAN,
): Uint8Array {
  if (machineIsLittleEndian || valueBytes === 1) return bytes;
  const turned = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += valueBytes) {
    for (let i = 0; i < valueBytes; i++) turned[at + i] = bytes[at + valueBytes - 1 - i]!;
  }
  return turned;
}
