/** What a path must look like (org.apache.zookeeper.common.PathUtils.validatePath). */
import { CliException } from './cliException.ts';

export function validatePath(path: string): void {
  if (path.length === 0) throw new CliException('Path length must be > 0');
  if (!path.startsWith('/')) throw new CliException('Path must start with / character');
  if (path.length === 1) return;
  if (path.endsWith('/')) throw new CliException('Path must not end with / character');
  for (let place = 1; place < path.length; place++) {
    const reason = reasonAt(path, place);
    if (reason === undefined) continue;
    throw new CliException(`Invalid path string "${path}" caused by ${reason} @${place}`);
  }
}

function reasonAt(path: string, place: number): string | undefined {
  const char = path[place]!;
  const before = path[place - 1]!;
  const ends = place + 1 === path.length || path[place + 1] === '/';
  if (char === '\0') return 'null character not allowed';
  if (char === '/') return before === '/' ? 'empty node name specified' : undefined;
  if (char === '.') {
    const begins = before === '/' || (before === '.' && path[place - 2] === '/');
    return begins && ends ? 'relative paths not allowed' : undefined;
  }
  return isForbidden(path.charCodeAt(place)) ? 'invalid character' : undefined;
}

function isForbidden(code: number): boolean {
  if (code <= 0x1f || (code >= 0x7f && code <= 0x9f)) return true;
  return (code >= 0xd800 && code <= 0xf8ff) || code >= 0xfff0;
}
