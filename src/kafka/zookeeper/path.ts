/** Paths of znodes (org.apache.zookeeper.common.PathUtils). */

export function lastSlash(path: string): number {
  return path.lastIndexOf('/');
}

/** `/a` for `/a/b`, and nothing at all for `/a`: the root's name. */
export function parentOf(path: string): string {
  return path.slice(0, lastSlash(path));
}

/** `/a/b` as its two names; the root has none. */
export function namesOf(path: string): readonly string[] {
  return path === '' || path === '/' ? [] : path.slice(1).split('/');
}

/** Absolute, without an empty, relative or unprintable part, and no slash at the end. */
export function isValidPath(path: string): boolean {
  if (path === '/') return true;
  if (!path.startsWith('/') || path.endsWith('/')) return false;
  return namesOf(path).every((name) => name !== '' && name !== '.' && name !== '..' && isPrintable(name));
}

function isPrintable(name: string): boolean {
  for (let index = 0; index < name.length; index++) {
    const unit = name.charCodeAt(index);
    if (unit <= 0x1f || (unit >= 0x7f && unit <= 0x9f)) return false;
    if ((unit >= 0xd800 && unit <= 0xf8ff) || unit >= 0xfff0) return false;
  }
  return true;
}
