/** Set by Vite. */
declare const __VERSION__: string;

/** The version of Paper Atlas that this page was built from. */
export const VERSION = __VERSION__;
