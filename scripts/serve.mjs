/** Serves a folder to this machine, with the headers that the page is meant to run under. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** The content security policy is in the pages themselves: they are served by anybody. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
  // A frame in a sandbox has no origin, and asks for scripts as a stranger.
  'access-control-allow-origin': '*',
};

/** `mayMove`: when the port is taken, any free one will do. */
export function serveFolder(folder, port, mayMove) {
  const server = createServer((request, response) => void answer(folder, request, response));
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE' && mayMove) server.listen(0, 'localhost', () => resolve(server));
      else if (error.code === 'EADDRINUSE') reject(new Error(`port ${port} is taken; try another --port`));
      else reject(error);
    });
    server.listen(port, 'localhost', () => resolve(server));
  });
}

async function answer(folder, { method, url }, response) {
  const refuse = (status, text) => response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain' }).end(text);
  if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'only GET');
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return refuse(400, 'not an address');
  }
  const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
  if (!file.startsWith(folder + sep) || file.includes('\0')) return refuse(404, 'not here');
  try {
    const content = await readFile(file);
    response.writeHead(200, { ...HEADERS, 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(method === 'HEAD' ? undefined : content);
  } catch {
    refuse(404, 'not here');
  }
}
