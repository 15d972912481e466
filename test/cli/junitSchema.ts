/**
 * A report against what the schemas of Surefire (surefire-test-report.xsd) and of Jenkins (junit-10.xsd) both allow: which
 * element holds which, which attributes there may be, and which there must be. Reports were held against the schemas
 * themselves, by hand; this keeps them so.
 */

interface Allowed {
  readonly holds: readonly string[];
  readonly must: readonly string[];
  readonly may: readonly string[];
}

const COUNTS = ['tests', 'failures', 'errors'];
const TOLD = { holds: [], must: ['type'], may: ['message'] };
const ELEMENTS: Readonly<Record<string, Allowed>> = {
  testsuites: { holds: ['testsuite'], must: [], may: ['name', 'time', ...COUNTS] },
  testsuite: { holds: ['testcase'], must: ['name', 'skipped', ...COUNTS], may: ['time'] },
  testcase: { holds: ['failure', 'error'], must: ['name', 'time'], may: ['classname'] },
  failure: TOLD,
  error: TOLD,
};
const TAG = /<(\/?)([\w?]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)\??>/g;
/** Three digits behind the point at most, and no exponent. */
const TIME = /^\d+(\.\d{1,3})?$/;

export function problemsOfJUnit(xml: string): readonly string[] {
  const problems: string[] = [];
  const open: string[] = [];
  for (const [, closes, name = '', attributes = '', isEmpty] of xml.matchAll(TAG)) {
    if (name.startsWith('?')) continue;
    if (closes === '/') {
      if (open.pop() !== name) problems.push(`${name} is closed and was not open`);
      continue;
    }
    const parent = open[open.length - 1];
    if (parent === undefined ? name !== 'testsuites' : !ELEMENTS[parent]?.holds.includes(name)) {
      problems.push(`${name} in ${parent ?? 'nothing'}`);
    }
    problems.push(...problemsOfAttributes(name, attributes));
    if (isEmpty !== '/') open.push(name);
  }
  return open.length === 0 ? problems : [...problems, `${open.join(' ')} stays open`];
}

function problemsOfAttributes(name: string, written: string): readonly string[] {
  const { must = [], may = [] } = ELEMENTS[name] ?? {};
  const found = new Map([...written.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]));
  const time = found.get('time');
  return [
    ...[...found.keys()].filter((key) => !must.includes(key) && !may.includes(key)).map((key) => `${name} has ${key}`),
    ...must.filter((key) => !found.has(key)).map((key) => `${name} lacks ${key}`),
    ...(time === undefined || TIME.test(time) ? [] : [`${name} took ${time}`]),
  ];
}
