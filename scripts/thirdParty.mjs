/** Writes THIRD-PARTY.md: every package that a built page can hold a part of, with its version and its licence. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(import.meta.dirname, '..');

export function thirdPartyText() {
  const { packages } = JSON.parse(readFileSync(resolve(ROOT, 'package-lock.json'), 'utf8'));
  const { dependencies } = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8'));
  const found = new Map();
  /** As Node looks for it: beside whoever wants it, then further out. */
  const place = (from, name) => {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
      const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
      if (path in packages) return path;
      if (folder === '') return undefined;
      if (!folder.includes('/node_modules/')) folder = '';
    }
  };
  const take = (path) => {
    if (path === undefined || found.has(path)) return;
    found.set(path, packages[path]);
    for (const name of Object.keys(packages[path].dependencies ?? {})) take(place(path, name));
  };
  for (const name of Object.keys(dependencies)) take(place('', name));
  const rows = [...found]
    .map(([path, { version, license }]) => [path.slice(path.lastIndexOf('node_modules/') + 13), version, license])
    .map(([name, version, license]) => `| ${name} | ${version} | ${license ?? 'not said'} |`)
    .sort();
  return `# Third-party packages

What a built page, the command line and the library can hold a part of. Written by \`node scripts/thirdParty.mjs\` from the
lock file; a test holds it up to date. Each package's own text of its licence is in its folder in \`node_modules\`.

| package | version | licence |
|---|---|---|
${rows.join('\n')}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(resolve(ROOT, 'THIRD-PARTY.md'), thirdPartyText());
