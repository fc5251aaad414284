/** Keeps the last result as long as the arguments are the same ones. */
export function keepLast<A extends readonly unknown[], R>(
  make: (...input: A) => R,
): ((...input: A) => R) & { forget(): void } {
  let last: { readonly input: A; readonly result: R } | null = null;
  const kept = (...input: A): R => {
    if (last === null || last.input.some((value, at) => value !== input[at]))
      last = { input, result: make(...input) };
    return last.result;
  };
  return Object.assign(kept, {
    forget: () => {
      last = null;
    },
  });
}
