/**
 * The types of an entry as one file without imports: every declaration that it can reach, and no other. What an entry
 * reaches and does not export by name stops the build: nothing internal becomes public by accident.
 *
 * Reads what `tsc` writes and nothing else: one statement after the other, each beginning in the first column.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const IMPORT = /^import (?:type )?\{([^}]*)\} from ['"]([^'"]+)['"]/;
const REEXPORT = /^export (?:type )?\{([^}]*)\}(?: from ['"]([^'"]+)['"])?/;
const DECLARATION =
  /^(export )?(?:declare )?(?:abstract )?(?:interface|type|class|function|const|let|namespace) ([A-Za-z_$][\w$]*)/;
const HAS_A_BODY = /^(?:export )?(?:declare )?(?:abstract )?(?:interface|class|namespace|global)\b/;

/** The text, and the files it was taken from. `folder` is where tsc wrote `entry` (a path in it) and all that the entry imports. */
export function typesOf(folder, entry) {
  const modules = new Map();
  const moduleAt = (path) => {
    if (!modules.has(path)) modules.set(path, readModule(path, folder));
    return modules.get(path);
  };
  const main = moduleAt(join(folder, entry));
  const publicNames = exportedNames(main);
  const found = new Map();
  const leaks = [];
  const take = (name, module, from) => {
    const home = homeOf(name, module, moduleAt);
    if (home === undefined) return;
    const key = `${home.name} ${home.module.path}`;
    if (found.has(key)) return;
    const taken = [...found.values()].map((other) => other.as);
    const statements = home.module.declared.get(home.name);
    // Two files may each have a small type of the same name; one that is exported has its name to itself.
    const isLocal = statements.every(({ isExported }) => !isExported);
    if (!isLocal && taken.includes(home.name)) throw new Error(`two types are called ${home.name}`);
    const as = [home.name, ...[2, 3, 4, 5, 6].map((nth) => `${home.name}${nth}`)].find((one) => !taken.includes(one));
    const isPublic = publicNames.has(home.name);
    // A key may be called as a function is: no type speaks of one.
    if (!isPublic && statements.every(({ text }) => text.startsWith('declare function'))) return;
    const isType = statements.some(({ text }) => !text.startsWith('declare const'));
    if (!isPublic && isType && !isLocal) leaks.push(`${home.name} (by ${from})`);
    found.set(key, { name: home.name, as, path: home.module.path, statements, isPublic });
    if (statements.some(({ text }) => /\bimport\(/.test(text)))
      throw new Error(`${home.name} has a type without a name`);
    for (const { words } of statements) for (const word of words) take(word, home.module, home.name);
  };
  for (const name of publicNames) take(name, main, entry);
  if (leaks.length > 0) {
    throw new Error(`${entry} reaches types that it does not export:\n  ${[...new Set(leaks)].sort().join('\n  ')}`);
  }
  const renamed = [...found.values()].filter(({ name, as }) => name !== as);
  const texts = [...found.values()].flatMap(({ statements, isPublic, path }) =>
    statements.map(({ comment, text }) => {
      const own = renamed.filter((one) => one.path === path);
      const said = own.reduce((now, { name, as }) => now.replace(new RegExp(`\\b${name}\\b`, 'g'), as), text);
      return `${comment}${isPublic ? 'export ' : ''}${said}`;
    }),
  );
  const paths = new Set([main.path, ...[...found.values()].map(({ path }) => path)]);
  return { text: `${main.header}${texts.join('\n')}\nexport {};\n`, paths };
}

/** Where a name that is used in a module is declared; undefined: it is no name of ours. */
function homeOf(name, module, moduleAt) {
  if (module.declared.has(name)) return { name, module };
  const imported = module.imported.get(name);
  if (imported === undefined) return undefined;
  if (imported.path === null || !existsSync(imported.path)) {
    throw new Error(`${module.path} speaks of ${name}, whose type is not ours to write`);
  }
  return homeOf(imported.name, moduleAt(imported.path), moduleAt);
}

function exportedNames({ declared, reexported }) {
  const own = [...declared].filter(([, statements]) => statements.some(({ isExported }) => isExported));
  return new Set([...own.map(([name]) => name), ...reexported]);
}

function readModule(path, folder) {
  const module = { path: relative(folder, path), header: '', imported: new Map(), reexported: [], declared: new Map() };
  for (const { comment, text } of statementsIn(readFileSync(path, 'utf8'))) {
    const imported = IMPORT.exec(text);
    if (imported !== null) {
      if (module.header === '') module.header = comment;
      for (const one of namesIn(imported[1])) module.imported.set(one.as, placeOf(one.name, imported[2], path));
      continue;
    }
    const out = REEXPORT.exec(text);
    if (out !== null) {
      if (module.header === '') module.header = comment;
      for (const one of namesIn(out[1])) {
        if (one.name !== one.as) throw new Error(`${module.path}: ${one.name} is exported under another name`);
        module.reexported.push(one.name);
        if (out[2] !== undefined) module.imported.set(one.as, placeOf(one.name, out[2], path));
      }
      continue;
    }
    const declaration = DECLARATION.exec(text);
    if (declaration === null) continue;
    const [, exported, name] = declaration;
    const bare = text.replace(/^export /, '');
    const isType = /^(?:declare |interface|type )/.test(bare);
    const statement = { comment, text: isType ? bare : `declare ${bare}`, isExported: exported !== undefined };
    const list = module.declared.get(name) ?? [];
    module.declared.set(name, [...list, { ...statement, words: wordsOf(bare) }]);
  }
  return module;
}

function placeOf(name, specifier, from) {
  return {
    name,
    path: specifier.startsWith('.') ? join(dirname(from), specifier.replace(/\.(ts|js)$/, '.d.ts')) : null,
  };
}

function namesIn(list) {
  return list
    .split(',')
    .map((part) => part.trim().replace(/^type /, ''))
    .filter((part) => part !== '')
    .map((part) => {
      const [name, as = name] = part.split(' as ');
      return { name, as };
    });
}

/** Names of types a statement speaks of: not its comments, texts, keys and methods. */
function wordsOf(text) {
  const code = withoutComments(text).replace(/'[^'\n]*'|"[^"\n]*"/g, '""');
  const words = code.matchAll(/(?<![\w$.#])[A-Za-z_$][\w$]*(?![\w$]*(?:\??:|\())/g);
  return new Set([...words].map(([word]) => word));
}

function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

function* statementsIn(text) {
  let comment = '';
  let lines = [];
  let isComment = false;
  for (const line of text.split('\n')) {
    if (lines.length === 0 && (isComment || line.startsWith('/**') || line.startsWith('//'))) {
      // A second comment begins: the one before it was of the file.
      comment = isComment ? `${comment}${line}\n` : `${line}\n`;
      isComment = line.startsWith('//') ? false : !line.includes('*/');
      continue;
    }
    if (lines.length === 0 && line.trim() === '') continue;
    lines.push(line);
    const so = lines.join('\n');
    const code = withoutComments(so).replace(/'[^'\n]*'|"[^"\n]*"/g, '""');
    const depth = (code.match(/[{([]/g) ?? []).length - (code.match(/[})\]]/g) ?? []).length;
    if (depth !== 0 || !(HAS_A_BODY.test(so) ? /}\s*$/ : /;\s*$/).test(line)) continue;
    yield { comment, text: so };
    comment = '';
    lines = [];
  }
  if (lines.join('').trim() !== '') throw new Error(`a statement without an end: ${lines[0]}`);
}
