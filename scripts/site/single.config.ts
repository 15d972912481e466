/**
 * The single file: one HTML with everything in it, for a stick, a learning package or a frame without an origin. Its script
 * and its style are named by their hashes in its policy; workers start from a text inside it. With TIDEMARK_SHELL=1 there is
 * no scenario in it: `tidemark package` puts one in.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { bundled } from './bundle.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OUT = process.env.TIDEMARK_OUT ?? join(ROOT, 'dist-single');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };
const isShell = process.env.TIDEMARK_SHELL === '1';

export default defineConfig({
  root: ROOT,
  base: './',
  publicDir: false,
  define: { __TIDEMARK_VERSION__: JSON.stringify(version) },
  plugins: [react(), workersInside(), ...(isShell ? [withoutScenarios()] : []), oneFile()],
  build: {
    target: 'es2022',
    outDir: OUT,
    emptyOutDir: false,
    cssCodeSplit: false,
    modulePreload: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    chunkSizeWarningLimit: 20_000,
    rolldownOptions: { input: 'src/embed/main.tsx', output: { codeSplitting: false } },
  },
});

/** Instead of the address of a worker's script: the address of a text in the page. */
function workersInside(): Plugin {
  const id = '\0workers-inside';
  return {
    name: 'workers-inside',
    enforce: 'pre',
    resolveId: (source) => (source.endsWith('?worker&url') ? id : undefined),
    load: async (wanted) => {
      if (wanted !== id) return undefined;
      const code = await bundled(join(ROOT, 'scripts/site/bothWorkers.ts'), 'iife');
      return `export default URL.createObjectURL(new Blob([${JSON.stringify(code)}], { type: 'text/javascript' }));`;
    },
  };
}

function withoutScenarios(): Plugin {
  return {
    name: 'without-scenarios',
    enforce: 'pre',
    transform: (code, id) => {
      if (!/\/src\/app\/scenario(s|Texts)\.ts$/.test(id)) return undefined;
      const none = code.replace("'/scenarios/*.yaml'", "'/scenarios/none/*.yaml'");
      if (none === code) throw new Error(`${id} has changed`);
      return none;
    },
  };
}

/** Script and style go into the page, and nothing is written beside it. */
function oneFile(): Plugin {
  return {
    // Vite would fill in what to load beforehand later: there is nothing.
    name: 'one-file',
    enforce: 'post',
    generateBundle: (_options, bundle) => {
      let script = '';
      let style = '';
      for (const [name, part] of Object.entries(bundle)) {
        if (part.type === 'chunk') script += part.code;
        else if (name.endsWith('.css')) style += String(part.source);
        else throw new Error(`the single file has no place for ${name}`);
        delete bundle[name];
      }
      mkdirSync(OUT, { recursive: true });
      writeFileSync(
        join(OUT, isShell ? 'shell.html' : 'tidemark.html'),
        pageOf(inScript(script.replaceAll('__VITE_PRELOAD__', '[]')), style),
      );
    },
  };
}

/** What would end a script's element means the same with a backslash, in a string as well as in a pattern. */
function inScript(code: string): string {
  return code.replace(/<\/(?=script)/gi, '<\\/').replace(/<!--/g, '\\x3C!--');
}

function pageOf(script: string, style: string): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src data: blob:',
    'worker-src blob:',
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types tidemark',
  ].join('; ');
  const icon = readFileSync(join(ROOT, 'public/icon.svg')).toString('base64');
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
  return readFileSync(join(ROOT, 'embed.html'), 'utf8')
    .replace('<html lang="en">', '<html lang="en" data-ui="full">')
    .replace('<head>', () => `<head>\n    ${head}`)
    .replace(/href="\.\/icon\.svg"/, () => `href="data:image/svg+xml;base64,${icon}"`)
    .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
    .replace(/<script type="module"[^>]*><\/script>/, () => `<script type="module">${script}</script>`);
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
