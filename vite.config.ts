import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { sharedChunks } from './scripts/site/chunks.ts';
import { element } from './scripts/site/element.ts';
import { oembed } from './scripts/site/oembed.ts';
import { offline } from './scripts/site/offline.ts';
import { contentSecurityPolicy } from './scripts/site/policy.ts';

export { CONTENT_SECURITY_POLICY, policyOf } from './scripts/site/policy.ts';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

export default defineConfig({
  base: './',
  define: { __TIDEMARK_VERSION__: JSON.stringify(version) },
  plugins: [
    react(),
    contentSecurityPolicy,
    element(),
    offline(process.env.TIDEMARK_OFFLINE !== '0'),
    oembed(process.env.TIDEMARK_ADDRESS),
  ],
  // A script without modules: only such a one starts from a text, in a frame that has no origin.
  worker: { format: 'iife', rolldownOptions: { output: { banner: "'use strict';" } } },
  build: {
    target: 'es2022',
    // The policy allows no inline script, and browsers of that target know modulepreload.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      input: { index: 'index.html', embed: 'embed.html' },
      output: { codeSplitting: sharedChunks() },
    },
  },
});
