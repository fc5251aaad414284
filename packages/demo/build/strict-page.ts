import type { Plugin } from 'vite';

/**
 * What the page may do, for web servers that do not say it themselves: run its own scripts, workers and WebAssembly and
 * nothing else. It may fetch from elsewhere, for an atlas that the address names.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self' https: http:",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Writes the policy into the built page; while developing Vite needs more than it allows. */
export function strictPage(): Plugin {
  return {
    name: 'paper-atlas-strict-page',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}
