/** `__proto__`, `constructor` and `prototype` as keys of everything that somebody else may have written. */
import { describe, expect, test } from 'vitest';
import { readDraft } from '../../src/app/drafts/draft.ts';
import { readProgress } from '../../src/app/lesson/progressFile.ts';
import { defaultSettings, memoryKeeper, readSettings } from '../../src/app/settings.ts';
import { readStops } from '../../src/app/stops.ts';
import { readAddress } from '../../src/app/url.ts';
import { base64url } from '../../src/base/base64url.ts';
import { checkMessage } from '../../src/embed/messages.ts';
import { readEmbed } from '../../src/embed/parameters.ts';
import { readLaunch } from '../../src/embed/reporting/cmi5/launch.ts';
import { readKept } from '../../src/embed/reporting/keptText.ts';
import { clusterFromDescription } from '../../src/exchange/fromCluster/index.ts';
import { unpackChanges } from '../../src/scenario/change.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { importRun } from '../../src/scenario/runFile.ts';
import { RESERVED } from './amount.ts';

const HEAD = 'tidemark: 1\ntitle: { en: a, ko: 가 }\nuntil: 1s\n';
const FILE = `${HEAD}cluster: { controllers: 1, brokers: 1 }\n`;
/** `Object.assign` and a spread of it make another prototype of what they are put into. */
const evil = (key: string) => `"${key}": { "polluted": 1, "constructor": { "prototype": { "polluted": 1 } } }`;
const run = (key: string, command: string) =>
  `{"tidemark-run":1,"name":"x","seed":1,"scenario":${JSON.stringify(FILE)},"commands":[{"at":1,"step":1,"command":${command}}],${evil(key)}}`;
const kept = (text: string) => ({ ...memoryKeeper(), getItem: () => text });
const packed = (text: string) => base64url(new TextEncoder().encode(text));

/** Each with how it says no; null: what is not known is left out, and the rest is read. */
const INPUTS: Readonly<Record<string, readonly [read: (key: string) => unknown, no: (answer: never) => boolean]>> = {
  'a scenario': [(key) => parseScenario(`${FILE}${evil(key)}`), ({ ok }: { ok: boolean }) => !ok],
  'a scenario, deep in it': [
    (key) => parseScenario(`${HEAD}cluster: { controllers: 1, brokers: 1, config: { ${evil(key)} } }`),
    ({ ok }: { ok: boolean }) => !ok,
  ],
  'headers of records': [
    (key) =>
      parseScenario(
        `${FILE}topics: [{ name: a }]\nproducers: [{ name: p, send: [{ topic: a, every: 1s, headers: { ${key}: x } }] }]`,
      ),
    ({ ok }: { ok: boolean }) => !ok,
  ],
  'names of addresses': [
    (key) => parseScenario(`${FILE}network: { names: { ${key}: b1 } }`),
    ({ ok }: { ok: boolean }) => !ok,
  ],
  'a saved run': [(key) => importRun(run(key, '{"type":"heal"}')), ({ ok }: { ok: boolean }) => !ok],
  'a command of a saved run': [
    (key) => importRun(run('x', `{"type":"heal",${evil(key)}}`)),
    ({ ok }: { ok: boolean }) => !ok,
  ],
  'changes in a link': [
    (key) => unpackChanges(packed(`[{"set":"config","name":"${key}","value":"1",${evil(key)}}]`)),
    ({ ok }: { ok: boolean }) => !ok,
  ],
  'a message': [
    (key) => checkMessage(JSON.parse(`{"tidemark":1,"type":"${key}","data":{${evil(key)}}}`)),
    ({ is }: { is: string }) => is !== 'message',
  ],
  'progress of lessons': [
    (key) => readProgress(`{"tidemark-progress":1,"lessons":{${evil(key)}},"last":null}`),
    (answer: { ok?: boolean }) => answer.ok !== true,
  ],
};

const LEFT_OUT: Readonly<Record<string, (key: string) => unknown>> = {
  'a draft': (key) => readDraft(JSON.parse(`{"format":1,"id":"a","name":"b","text":"","versions":[],${evil(key)}}`)),
  settings: (key) => readSettings(kept(`{"language":"en",${evil(key)}}`), defaultSettings(['en'])),
  breakpoints: (key) => readStops(kept(`[["x",[{"match":{"type":"A",${evil(key)}},"on":true}]]]`), 'x'),
  'what an LMS kept': (key) => readKept(`{"tidemark":1,"run":"x","progress":{${evil(key)}}}`),
  'an address': (key) => readAddress(`?${key}=1`, `#${key}[polluted]=1&${key}.polluted=1`),
  'an embedded address': (key) => readEmbed(`?${key}=1&panes=${key}&scenario=${key}`, '', 'full'),
  'a cmi5 launch': (key) => readLaunch(`endpoint=https://a/&fetch=https://a/&actor={${evil(key)}}`),
  'described topics': (key) =>
    clusterFromDescription(
      `Topic: orders\tTopicId: a\tPartitionCount: 1\tReplicationFactor: 1\t${key}: x\tConfigs: ${key}=1,polluted=1\n\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1\tIsr: 1\n`,
    ),
  'described servers': (key) => clusterFromDescription(`${key}=1\nnode.id=1\n${key}.polluted=1\nlog.dirs=/a\n`),
};

/** The answer and everything in it, as far as it goes. */
function clean(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth > 12) return true;
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype !== null && Object.hasOwn(prototype, 'polluted')) return false;
  return Object.values(value).every((one) => clean(one, depth + 1));
}

describe('keys that are no keys', () => {
  for (const key of RESERVED) {
    for (const [name, [read, isRefused]] of Object.entries(INPUTS)) {
      test(`${name}: ${key} is refused`, () => {
        const answer = read(key);
        expect(isRefused(answer as never), JSON.stringify(answer).slice(0, 300)).toBe(true);
        expect(({} as { polluted?: number }).polluted).toBeUndefined();
      });
    }
    for (const [name, read] of Object.entries(LEFT_OUT)) {
      test(`${name}: ${key} changes nothing`, () => {
        expect(clean(read(key))).toBe(true);
        expect(({} as { polluted?: number }).polluted).toBeUndefined();
        expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(12);
      });
    }
  }
});

test('settings of orders of a saved run', () => {
  for (const key of RESERVED) {
    const topic = `{"name":"a","numPartitions":1,"replicationFactor":1,"assignments":[],"configs":{"${key}":"1"}}`;
    const order = `{"type":"tell","node":"admin","order":{"type":"create-topic","topic":${topic}}}`;
    const text = run('x', order).replace(/,"x": \{.*\}\}$/, '}');
    const answer = importRun(text);
    expect(answer.ok ? [] : answer.problems).toEqual([`the key ${key} is not allowed`]);
    expect(clean(answer)).toBe(true);
  }
});
