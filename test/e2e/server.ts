/** Serves the built page from memory, so that a build that happens meanwhile changes nothing, under the policy it ships with. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { policyOf } from '../../vite.config.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

export interface PageServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** `more`: files beside the page, by path. */
export async function servePage(folder: string, more: Readonly<Record<string, string>>): Promise<PageServer> {
  const files = new Map<string, Buffer>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, file);
    if (statSync(path).isFile()) files.set(`/${file.split(sep).join('/')}`, readFileSync(path));
  }
  for (const [path, text] of Object.entries(more)) files.set(path, Buffer.from(text));
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url ?? '/', 'http://localhost');
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const content = files.get(path);
    response.writeHead(content === undefined ? 404 : 200, {
      'content-security-policy': policyOf(path),
      // Their names say what is in them: a page that is opened again does not read and compile them again.
      'cache-control': path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
      'content-type': TYPES[extname(path)] ?? 'text/plain',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
    });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
