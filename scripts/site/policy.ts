/** What each page of the site may load: itself and nothing else. */
import { basename } from 'node:path';
import type { Plugin } from 'vite';

const COMMON = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  // The addresses of workers are vouched for in one place; no text ever becomes a script or markup.
  "require-trusted-types-for 'script'",
  'trusted-types tidemark',
];

export const CONTENT_SECURITY_POLICY = [...COMMON, "worker-src 'self'"].join('; ');

/** In a sandbox without an origin a worker can only be started from a text that was fetched. */
export const EMBED_POLICY = [...COMMON, "worker-src 'self' blob:"].join('; ');

export function policyOf(page: string): string {
  return basename(page) === 'embed.html' ? EMBED_POLICY : CONTENT_SECURITY_POLICY;
}

/** The dev server injects styles, so it goes without. */
export const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: (_html, { filename }) => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: policyOf(filename) },
      injectTo: 'head-prepend',
    },
  ],
};
