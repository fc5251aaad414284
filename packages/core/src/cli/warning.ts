/** Messages of the library for the person at the terminal. */
export function printWarning(message: string): void {
  console.error(`note: ${message}`);
}
