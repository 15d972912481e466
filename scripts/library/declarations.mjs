/** The types of entry points of src/library, each as one text: what tsc writes, gathered by types.mjs. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../setup.mjs';
import { typesOf } from './types.mjs';

const FLAGS =
  '--ignoreConfig --declaration --emitDeclarationOnly --allowImportingTsExtensions --strict --target es2022 ' +
  '--module esnext --moduleResolution bundler --lib es2022,dom,dom.iterable --skipLibCheck --noUncheckedIndexedAccess';

/** What a page's own code knows the element by. */
const TAG = `declare global {
  interface HTMLElementTagNameMap {
    'tidemark-player': TidemarkPlayer;
  }
  interface HTMLElementEventMap extends TidemarkPlayerEventMap {}
}
`;

/** By the name of the entry. */
export function declarationsOf(entries) {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-types-'));
  try {
    const args = [join(ROOT, 'node_modules/typescript/bin/tsc'), ...FLAGS.split(' '), '--types', ''];
    const files = entries.map((name) => `src/library/${name}.ts`);
    const { stdout } = spawnSync(process.execPath, [...args, '--rootDir', 'src', '--outDir', folder, ...files], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    // Types that are inferred from the schema are too long to be written: no matter, as long as no entry reaches them.
    const wrong = stdout.split('\n').filter((line) => /^src\/\S+\(\d+,\d+\): error/.test(line));
    const declarations = {};
    for (const name of entries) {
      const { text, paths } = typesOf(folder, `library/${name}.d.ts`);
      const here = wrong.filter((line) =>
        paths.has(line.slice('src/'.length, line.indexOf('(')).replace(/\.ts$/, '.d.ts')),
      );
      if (here.length > 0) throw new Error(`the types could not be made:\n${here.join('\n')}`);
      declarations[name] = name === 'player' ? text + TAG : text;
    }
    return declarations;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
