/** The web component: one file beside the pages, and its types. */
import { writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { bundled } from './bundle.ts';

const SOURCE = fileURLToPath(new URL('../../src/embed/element/tidemarkPlayer.ts', import.meta.url));

export function element(): Plugin {
  let folder = '';
  return {
    name: 'tidemark-element',
    apply: 'build',
    configResolved: (config) => {
      folder = config.build.outDir.startsWith(sep) ? config.build.outDir : join(config.root, config.build.outDir);
    },
    closeBundle: {
      sequential: true,
      handler: async () => {
        writeFileSync(join(folder, 'tidemark-player.js'), await bundled(SOURCE));
      },
    },
  };
}
