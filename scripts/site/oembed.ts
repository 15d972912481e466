/**
 * oEmbed from plain files, where a build is told the address of its site: for each scenario a page with an address of its
 * own, which says where the answer is, and that answer. Who pastes the address where oEmbed is known gets the player.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import type { Plugin } from 'vite';
import { parse } from 'yaml';

interface Titled {
  readonly name: string;
  readonly title: { readonly en: string; readonly ko: string };
}

const FIRST = 'leader-failover';
const SIZE = { width: 800, height: 480 };
const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'";

/** After the service worker has been told what to keep: the files are for others than who has opened the site. */
export function oembed(address: string | undefined): Plugin {
  let [root, folder] = ['', ''];
  return {
    name: 'tidemark-oembed',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      root = config.root;
      folder = config.build.outDir.startsWith(sep) ? config.build.outDir : join(root, config.build.outDir);
    },
    transformIndexHtml: (_html, { filename }) => {
      if (address === undefined || basename(filename) !== 'index.html') return [];
      const attrs = {
        rel: 'alternate',
        type: 'application/json+oembed',
        href: `${address}oembed.json`,
        title: 'Tidemark',
      };
      return [{ tag: 'link', attrs, injectTo: 'head' }];
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: () => {
        if (address === undefined) return;
        for (const [path, content] of Object.entries(oembedFiles(address, scenariosIn(root)))) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), content);
        }
      },
    },
  };
}

function scenariosIn(root: string): readonly Titled[] {
  const names = readdirSync(join(root, 'scenarios')).flatMap((file) => /^([\w-]+)\.yaml$/.exec(file)?.[1] ?? []);
  return [FIRST, ...names.filter((name) => name !== FIRST).sort()].map((name) => {
    const { title } = parse(readFileSync(join(root, 'scenarios', `${name}.yaml`), 'utf8')) as Omit<Titled, 'name'>;
    return { name, title };
  });
}

/** `address`: of the site, ending with a slash; `scenarios`: the first one is also what the whole site stands for. */
export function oembedFiles(address: string, scenarios: readonly Titled[]): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const scenario of scenarios) {
    files[`lesson/${scenario.name}/index.html`] = lessonPage(address, scenario);
    files[`lesson/${scenario.name}/oembed.json`] = answer(address, scenario);
  }
  return { ...files, 'oembed.json': answer(address, scenarios[0]!) };
}

/** What is asked for in the query (`maxwidth`, `format`) reaches nobody: the frame is as wide as there is room. */
function answer(address: string, { name, title }: Titled): string {
  // In the query: some of those who copy an address lose its hash.
  const src = `${address}embed.html?scenario=${name}&load=click`;
  const attributes = { src, title: title.en, ...SIZE, loading: 'lazy', style: 'max-width: 100%; border: 0' };
  const written = Object.entries(attributes).map(([key, value]) => `${key}="${escaped(String(value))}"`);
  const html = `<iframe ${written.join(' ')}></iframe>`;
  const provider = { provider_name: 'Tidemark', provider_url: address };
  const said = { version: '1.0', type: 'rich', title: title.en, ...provider, ...SIZE, html, cache_age: 86_400 };
  return `${JSON.stringify(said, null, 2)}\n`;
}

function lessonPage(address: string, { name, title }: Titled): string {
  const whole = `../../#scenario=${name}`;
  const here = `${address}lesson/${name}/`;
  const named = { en: escaped(title.en), ko: escaped(title.ko) };
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="refresh" content="0; url=${whole}" />
    <title>${named.en}</title>
    <meta property="og:title" content="${named.en}" />
    <meta property="og:url" content="${escaped(here)}" />
    <link rel="canonical" href="${escaped(here)}" />
    <link rel="alternate" type="application/json+oembed" href="${escaped(here)}oembed.json" title="${named.en}" />
  </head>
  <body>
    <p><a href="${whole}">${named.en}</a> · <a href="${whole}&amp;lang=ko" lang="ko">${named.ko}</a></p>
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
