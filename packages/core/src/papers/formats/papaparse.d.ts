/** The part of Papa Parse that `delimited.ts` uses; the package brings no types. */
declare module 'papaparse' {
  interface ParseError {
    readonly type: string;
    readonly code: string;
    readonly message: string;
    readonly row?: number;
  }
  const Papa: {
    parse(
      text: string,
      options: { delimiter: string; newline: string; header: false; skipEmptyLines: false },
    ): { readonly data: readonly (readonly string[])[]; readonly errors: readonly ParseError[] };
    unparse(
      rows: readonly (readonly (string | number | boolean | null)[])[],
      options: { delimiter: string; newline: string; header: false; escapeFormulae: RegExp },
    ): string;
  };
  export = Papa;
}
