/** A scenario for a real cluster: what YAML, compose, bash and Kafka read is what the scenario says, and nothing else. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CANNOT } from '../../src/exchange/toCluster/cannot.ts';
import { toCluster } from '../../src/exchange/toCluster/index.ts';
import { definitionOf } from '../../src/kafka/config/config.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-'));
afterAll(() => rmSync(folder, { recursive: true }));

function exported(text: string, name = 'mine') {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return toCluster(parsed.scenario, { name, byHand: false });
}

interface Compose {
  readonly services: Readonly<
    Record<
      string,
      {
        image: string;
        networks: { kafka: { ipv4_address: string } };
        build?: object;
        entrypoint?: string[];
        environment?: Record<string, string>;
      }
    >
  >;
}

/** As docker-compose and the image read it: `$$` is a dollar; then `_` a dot, two an underscore, three a dash. */
function settingsOf(environment: Readonly<Record<string, string>>): Record<string, string> {
  const settings = Object.entries(environment).filter(
    ([name]) => name.startsWith('KAFKA_') && name !== 'KAFKA_HEAP_OPTS',
  );
  return Object.fromEntries(
    settings.map(([name, value]) => {
      const setting = name.slice(6).toLowerCase().replaceAll('_', '.').replaceAll('...', '-').replaceAll('..', '_');
      return [setting, value.replaceAll('$$', '$')];
    }),
  );
}

/** A docker that writes down what it was asked, one word a line; what it prints is what a first broker would lead. */
function dryRun(script: string): string[][] {
  const [file, log] = [join(folder, 'run.sh'), join(folder, 'log')];
  const docker = `#!/bin/bash
printf '%s\\0' "$@" >> '${log}'; printf '\\n\\0' >> '${log}'
case "$*" in *--describe*) printf '\\tTopic: orders\\tPartition: 0\\tLeader: 2\\tReplicas: 2,1\\tIsr: 2,1\\n';; esac
`;
  writeFileSync(file, script);
  writeFileSync(join(folder, 'docker'), docker, { mode: 0o755 });
  writeFileSync(join(folder, 'sleep'), '#!/bin/bash\n', { mode: 0o755 });
  writeFileSync(log, '');
  execFileSync('bash', [file], {
    env: { PATH: `${folder}:${process.env.PATH}`, NET_IMAGE: '' },
    stdio: 'pipe',
    input: '',
  });
  return readFileSync(log, 'utf8')
    .split('\n\0')
    .filter((call) => call !== '')
    .map((call) => call.split('\0').filter((_, place, all) => place < all.length - 1));
}

/** What comes before each program: how a container waits. */
const PACE = /^pace\(\) .*?; \}; /;

/** What reaches the tool of the producer p1. */
function typedBy(script: string): string {
  const spawned = dryRun(script).find((words) => words[1] === 'exec' && words.includes('p1'))!;
  const program = spawned[spawned.length - 1]!.replace(/ \| \/opt\/kafka.*$/, '')
    .replace('pace 1000000', ':')
    .replace(PACE, '');
  return execFileSync('bash', ['-c', program], { encoding: 'utf8' });
}

const CLUSTER = `
tidemark: 1
title: { en: "t $(touch /tmp/no) \`id\`", ko: 제목 }
until: 10s
cluster:
  controllers: 1
  brokers: [{ id: 1, rack: "r$HOME: {x}" }, { id: 2, start: 4s }]
  config: { replica.lag.time.max.ms: 5000 }
topics: [{ name: orders, assignment: [[2, 1]], config: { cleanup.policy: "compact,delete" } }]
producers:
  - { name: p1, config: { acks: all }, send: [{ topic: orders, every: 1s, count: 3, key: "k'{n%2}", value: "$HOME \`id\` \\"{n}\\" \\\\ %s" }] }
consumers: [{ name: k1, group: "g 1; rm -rf", subscribe: [orders], config: { auto.offset.reset: earliest } }]
timeline:
  - { at: 5s, kill: leader of orders-0 }
  - { at: 6s, pause: { node: b1, for: 2s } }
  - { at: 7s, alter-config: { topic: orders, set: { cleanup.policy: "compact,delete" } } }
  - { at: 7s, reassign: { partition: orders-0, to: [1, 2] } }
  - { at: 7500ms, power-loss: b1 }
  - { when: { fact: LeaderElected }, after: 1s, start: b1 }
  - { at: 9s, slow-disk: { node: b1, factor: 10 } }
`;

describe('tombstones', () => {
  const send =
    '{ topic: orders, every: 1s, count: 2, key: "NULL", value: null }, { topic: orders, every: 1s, count: 1, headers: { a: b } }';
  const text = (version: string, cluster: string) => `
tidemark: 1
title: { en: t, ko: 제목 }
until: 10s
version: ${version}
cluster: { ${cluster}, brokers: 1 }
topics: [{ name: orders, partitions: 1, replication-factor: 1, config: { cleanup.policy: compact } }]
producers: [{ name: p1, send: [${send}] }]
timeline: [{ at: 8s, produce: { producer: p1, topic: orders, key: a, value: null } }]
`;

  test('the tool is told which word stands for null, and no key is that word', () => {
    const { script, cannot } = exported(text('4.3.1', 'controllers: 1'));
    expect(script).toContain('--reader-property parse.key=true --reader-property null.marker=NULL_ ');
    expect(typedBy(script)).toBe('NULL\tNULL_\nNULL\tNULL_\n');
    expect(script).toContain('--reader-property null.marker=NULL ');
    expect(cannot.map(({ reason }) => reason)).not.toContain(CANNOT.tombstones);
  });

  test('before 3.2 it knows no such word: they are left out, and that is said', () => {
    const { script, cannot } = exported(text('2.6.3', 'zookeeper: 1'));
    expect(script).not.toContain('null.marker');
    expect(script).not.toContain('parse.headers');
    expect(cannot.map(({ reason }) => reason)).toContain(CANNOT.headers);
    expect(cannot.filter(({ reason }) => reason === CANNOT.tombstones).map(({ what }) => what)).toEqual([
      'p1',
      'produce to orders from p1',
    ]);
  });
});

describe('the compose file', () => {
  test('its variables are settings of the release, with the values of the scenario, letter by letter', () => {
    const { services } = parse(exported(CLUSTER).compose) as Compose;
    expect(Object.keys(services)).toEqual(['c1', 'b1', 'b2', 'p1', 'k1', 'tools']);
    const b1 = settingsOf(services.b1!.environment!);
    expect(b1).toMatchObject({
      'broker.rack': 'r$HOME: {x}',
      'replica.lag.time.max.ms': '5000',
      'node.id': '1',
      'process.roles': 'broker',
      'controller.quorum.voters': '3001@c1:9093',
      'advertised.listeners': 'PLAINTEXT://b1:9092,HOST://localhost:29001',
    });
    for (const name of Object.keys(b1)) expect(definitionOf('server', name), name).toBeDefined();
    // Two that are started again do not get each other's.
    const addresses = Object.values(services).map(({ networks }) => networks.kafka.ipv4_address);
    expect(new Set(addresses).size).toBe(6);
  });

  const OLD = (version: string) => `
tidemark: 1
title: { en: old, ko: old }
until: 10s
version: ${version}
cluster: { zookeeper: 3, brokers: [{ id: 1, rack: "r $HOME \\\\ 서울" }], config: { zookeeper.session.timeout.ms: 6000 } }
topics: [{ name: orders, partitions: 1 }]
timeline:
  - { at: 5s, kill: zookeeper leader }
  - { at: 5s, kill: [z2, active controller] }
  - { at: 6s, console: zookeeper-shell z1:2181 get /controller }
`;

  test('with ZooKeeper there is an ensemble, and each server is told what the scenario says, letter by letter', () => {
    const { compose, script, cannot } = exported(OLD('3.9.1'));
    const { services } = parse(compose) as Compose;
    expect(Object.keys(services)).toEqual(['z1', 'z2', 'z3', 'b1', 'tools']);
    expect(services.b1).toMatchObject({ image: 'apache/kafka:3.9.1' });
    expect(services.z2!.environment).toMatchObject({
      MYID: '2',
      PROPERTIES: expect.stringContaining('server.3=z3:2888:3888\n'),
    });
    const properties = services.b1!.environment!.PROPERTIES!.replaceAll('$$', '$').split('\n');
    expect(properties).toEqual(
      expect.arrayContaining([
        'zookeeper.connect=z1:2181,z2:2181,z3:2181',
        'zookeeper.session.timeout.ms=6000',
        'broker.rack=r\\ $HOME\\ \\\\\\ \\uc11c\\uc6b8',
      ]),
    );
    expect(script).toContain('docker compose kill -s KILL "$(zookeeper_leader)"\n');
    expect(script).toContain('docker compose kill -s KILL z2 "$(active_controller)"\n');
    expect(script).toContain('tool zookeeper-shell.sh z1:2181 get /controller || true\n');
    expect(cannot.map(({ what }) => what)).toEqual(['at', 'seed']);
  });

  test('releases without an image are built from the archive; what stands in for older ones is said', () => {
    for (const [asked, used] of [
      ['2.6.3', '2.6.3'],
      ['1.1.1', '2.6.3'],
    ] as const) {
      const { compose, script, cannot } = exported(OLD(asked));
      const { tools, b1 } = (parse(compose) as Compose).services;
      expect(b1!.image).toBe(`tidemark-kafka:${used}`);
      expect(tools!.build).toMatchObject({ dockerfile_inline: expect.stringContaining(`/kafka_2.13-${used}.tgz `) });
      expect(script).toContain('docker compose build tools\ndocker compose up -d --wait z1');
      expect(script).toContain('GetOffsetShell --broker-list b1:9092 --topic orders');
      const said = cannot.find(({ what }) => what === `version ${asked}`)!.reason.en;
      expect(said.includes('stands in')).toBe(asked !== used);
    }
  });
});

describe('the script', () => {
  test('does the steps in the order of time, with every text as one word', () => {
    const { script, cannot } = exported(CLUSTER);
    const calls = dryRun(script).map((words) =>
      words.filter((word) => !/^(compose|-T|tools)$/.test(word)).map((word) => word.replace(PACE, '')),
    );
    const said = calls.map((words) =>
      words.join(' ').replaceAll('/opt/kafka/bin/', '').replaceAll('--bootstrap-server b1:9092,b2:9092 ', ''),
    );
    expect(said.map((text) => text.slice(0, 90))).toEqual([
      'up -d --wait c1 b1 p1 k1',
      expect.stringMatching(/^exec -d p1 bash -c n=0; while/),
      expect.stringMatching(/^exec -d k1 bash -c exec .*kafka-console-consumer.sh/),
      // A topic is made when the brokers that it names are there.
      'up -d --no-deps b2',
      'exec kafka-topics.sh --create --if-not-exists --topic orders --replica-assignment 2:1 --co',
      'exec kafka-topics.sh --describe --topic orders',
      'kill -s KILL b2',
      'pause b1',
      'exec kafka-configs.sh --alter --entity-type topics --entity-name orders --add-config clean',
      'exec bash -c cat > /tmp/tidemark.json',
      'exec kafka-reassign-partitions.sh --execute --reassignment-json-file /tmp/tidemark.json',
      'kill -s KILL b1',
      'up -d --no-deps b1',
      'unpause b1',
      'ps -aq b2',
      expect.stringMatching(/^inspect -f .*Health/),
      'ps -aq b1',
      expect.stringMatching(/^inspect -f .*Health/),
      'exec kafka-topics.sh --describe --exclude-internal',
      'exec kafka-consumer-groups.sh --describe --group g 1; rm -rf',
      'exec kafka-get-offsets.sh --exclude-internal-topics',
      'exec kafka-metadata-quorum.sh describe --status',
    ]);
    expect(calls[8]).toContain('cleanup.policy=[compact,delete]');
    expect(calls.find((words) => words.includes('--group'))).toContain('g 1; rm -rf');
    const what = cannot.map((one) => one.what);
    expect(what).toEqual(expect.arrayContaining(['power-loss b1', 'slow-disk b1', 'start b1', 'at', 'seed']));
  });

  test('a producer types what the scenario sends', () => {
    const typed = typedBy(exported(CLUSTER).script);
    expect(typed).toBe([0, 1, 2].map((n) => `k'${n % 2}\t$HOME \`id\` "${n}" \\ %s\n`).join(''));
  });

  test('a zero byte, which no word of a shell can hold, is left out and said; what comes behind it is not', () => {
    const text = CLUSTER.replace(/value: ".*" \}/, 'value: "a\\0b\\u0001c {n}" }');
    expect(text).toContain('a\\0b');
    const { script, cannot } = exported(text);
    expect(cannot).toContainEqual(expect.objectContaining({ what: 'p1', reason: CANNOT.zeroByte }));
    expect(exported(CLUSTER).cannot.map(({ reason }) => reason)).not.toContain(CANNOT.zeroByte);
    expect(typedBy(script).split('\n')[0]).toBe("k'0\tab\u0001c 0");
  });

  test('what runs in a client runs again when it is started, and cuts are made in one place at once', () => {
    const { script } = exported(`
tidemark: 1
title: { en: t, ko: t }
until: 20s
cluster: { controllers: 1, brokers: 3 }
topics: [{ name: orders, partitions: 1 }]
producers: [{ name: p1, config: { compression.type: lz4 }, send: [{ topic: orders, every: 1s }] }]
consumers: [{ name: k1, group: g, subscribe: [orders] }]
timeline:
  - { at: 5s, close: k1 }
  - { at: 6s, start: [b2, k1, b3] }
  - { at: 7s, kill: { node: leader of orders-0, for: 2s } }
  - { at: 8s, cut: { from: b1, to: [b2, b3] } }
  - { at: 8s, cut: { from: [b2, b3], to: b1, both-ways: false } }
  - { at: 9s, slow-link: { from: b1, to: b2, delay: 200ms, bandwidth: 2kB/s, both-ways: false } }
  - { at: 10s, heal: { from: b1, to: b2 } }
`);
    const lines = script.split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'start_servers b2 b3',
        'start_client k1 run_2',
        'who0="$(leader_of orders 0)"',
        'docker compose kill -s KILL "$who0"',
        'start_servers "$who0"',
        'cut_link both b1 b2 b3',
        'cut_link in b1 b2 b3',
        'slow_link b1 0.200s 16000bit b2',
        'heal_link both b1 b2',
        'have_net_image',
      ]),
    );
    // The tool has defaults of its own, which no producer of a scenario has.
    const tool = lines.find((line) => line.startsWith('run_1()'))!;
    for (const told of ['acks=all', 'retries=2147483647', 'linger.ms=5', 'request.timeout.ms=30000'])
      expect(tool).toContain(` --command-property ${told} `);
    expect(tool).toContain(' --compression-codec lz4 ');
    expect(tool).not.toMatch(/compression\.type|enable\.idempotence/);
  });

  test('of every scenario of the course it is one that bash and YAML read', () => {
    const files = readdirSync('scenarios').filter((file) => file.endsWith('.yaml'));
    const scripts = files.map((file) => {
      const { compose, script } = exported(readFileSync(join('scenarios', file), 'utf8'), file);
      expect(Object.keys((parse(compose) as Compose).services).length, file).toBeGreaterThan(1);
      return `check_${file.replace(/\W/g, '_')}() {\n:\n${script}\n}`;
    });
    writeFileSync(join(folder, 'all.sh'), scripts.join('\n'));
    execFileSync('bash', ['-n', join(folder, 'all.sh')]);
  });
});
