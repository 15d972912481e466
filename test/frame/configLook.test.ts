/** What is told of a setting: its default in each release as recorded from Kafka, and what is in force where. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ConfigFrame, DeclaredConfig } from '../../src/frame/config/configFrame.ts';
import type { Target } from '../../src/frame/target.ts';
import { definitionOf, formatConfigValue } from '../../src/kafka/config/config.ts';
import { CONFIG_DEFINITIONS, type ConfigScope } from '../../src/kafka/config/definitions.ts';
import { KAFKA_VERSIONS } from '../../src/kafka/versions.ts';
import { configsWithEffect } from '../../src/scenario/modelledConfigs.ts';
import { ZOO_CFG_SETTINGS } from '../../src/scenario/zooCfg.ts';
import { Session } from '../../src/worker/session.ts';

interface Run {
  readonly session: Session;
  readonly branch: number;
}

function opened(name: string, at: number): Run {
  let now = 0;
  const session = new Session({ clock: () => now++ });
  const text = readFileSync(`scenarios/${name}.yaml`, 'utf8');
  const loaded = session.answer({ ask: 'load', name, text });
  if (loaded.answer !== 'loaded') throw new Error(JSON.stringify(loaded));
  const run = { session, branch: loaded.branch };
  seek(run, at);
  return run;
}

function seek({ session, branch }: Run, at: number): void {
  for (let turn = 0; turn < 10_000; turn++) {
    const moved = session.answer({ ask: 'seek', branch, to: { at } });
    if (moved.answer !== 'moved') throw new Error(JSON.stringify(moved));
    if (!moved.more) return;
  }
}

function config({ session, branch }: Run, key: string, target: Target | null = null): ConfigFrame | null {
  const answer = session.answer({ ask: 'config', branch, key, target });
  if (answer.answer !== 'config') throw new Error(JSON.stringify(answer));
  return answer.config;
}

function of(frame: ConfigFrame | null, owner: DeclaredConfig['owner']): DeclaredConfig {
  const found = frame?.declared.find((one) => one.owner === owner);
  if (found === undefined) throw new Error(`${frame?.key} is no setting of a ${owner}`);
  return found;
}

const RUN = opened('acks-and-min-insync-replicas', 9_000_000);

describe('the default in each release', () => {
  test.each(Object.keys(CONFIG_DEFINITIONS) as ConfigScope[])(
    '%s: as its ConfigDef has it, for every setting',
    (scope) => {
      const wrong: string[] = [];
      for (const name of configsWithEffect(scope)) {
        const { defaults } = of(config(RUN, name), scope);
        expect(defaults.map(({ version }) => version)).toEqual(KAFKA_VERSIONS.map((version) => version.name).reverse());
        for (const { version, value, isAbsent } of defaults) {
          if (scope === 'zookeeper-consumer' && !/^[01]\./.test(version)) {
            if (!isAbsent) wrong.push(`${name} ${version}`);
            continue;
          }
          const definition = definitionOf(scope, name, version);
          const standard = definition?.default ?? null;
          const shown = standard === null ? null : formatConfigValue(definition!.type, standard);
          if (isAbsent !== (definition === undefined) || value !== shown) wrong.push(`${name} ${version}: ${value}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  test('a change is marked in the release that brought it', () => {
    const changes = (owner: DeclaredConfig['owner'], key: string) =>
      of(config(RUN, key), owner).defaults.flatMap(({ version, value, isChanged }) =>
        isChanged ? [[version, value]] : [],
      );
    expect(changes('producer', 'linger.ms')).toEqual([['4.0.0', '5']]);
    expect(changes('producer', 'acks')).toEqual([['3.6.2', 'all']]);
    expect(changes('consumer', 'max.poll.records')).toEqual([]);
    expect(of(config(RUN, 'enable.idempotence'), 'producer').defaults[0]).toMatchObject({ isAbsent: true });
  });

  test('that of the run stands out', () => {
    const ofRun = of(config(RUN, 'acks'), 'producer').defaults.filter(({ isOfRun }) => isOfRun);
    expect(ofRun.map(({ version }) => version)).toEqual(['4.3.1']);
  });

  test('ZooKeeper has its own', () => {
    for (const name of ZOO_CFG_SETTINGS) expect(of(config(RUN, name), 'zookeeper').places).toEqual([]);
    const era = opened('zookeeper-long-pause', 1_000_000);
    const { places } = of(config(era, 'tickTime', { type: 'node', id: 'z1' }), 'zookeeper');
    expect(places[0]).toMatchObject({ name: 'z1', isHere: true });
  });

  test('what nobody has is said to be nothing', () => {
    expect(config(RUN, 'min.insync.replica')).toBeNull();
    expect(config(RUN, '__proto__')).toBeNull();
  });
});

describe('where a run has it', () => {
  test('a topic’s own, with the metadata record that says so; the server’s beside it', () => {
    const frame = config(RUN, 'min.insync.replicas', { type: 'partition', id: 'orders-0' });
    const topic = of(frame, 'topic');
    expect(topic.places[0]).toMatchObject({ name: 'orders', isHere: true });
    expect(topic.serverDefault).toBe('min.insync.replicas');
    expect(of(frame, 'server').places.map(({ name }) => name)).toContain('b1');
  });

  test('what is altered at run time changes the value, its source and since when', () => {
    const run = opened('acks-and-min-insync-replicas', 9_000_000);
    const before = of(config(run, 'retention.ms'), 'topic').places[0]!;
    expect(before).toMatchObject({ value: '604800000', source: 'DEFAULT_CONFIG', written: null });
    const line = `kafka-configs.sh --bootstrap-server b1:9092 --alter --entity-type topics --entity-name ${before.name} --add-config retention.ms=5000`;
    const acted = run.session.answer({
      ask: 'act',
      branch: run.branch,
      act: { type: 'console', line, reader: null, files: {} },
    });
    if (acted.answer !== 'moved') throw new Error(JSON.stringify(acted));
    const after = { ...run, branch: acted.branch };
    seek(after, 15_000_000);
    const [place] = of(config(after, 'retention.ms'), 'topic').places;
    expect(place).toMatchObject({ value: '5000', source: 'DYNAMIC_TOPIC_CONFIG' });
    expect(place!.written!.at).toBeGreaterThan(9_000_000);
    expect(place!.written!.at).toBeLessThan(15_000_000);
  });

  test('a client’s own, as against the default', () => {
    const places = of(config(RUN, 'acks'), 'producer').places;
    expect(places.length).toBeGreaterThan(0);
    for (const { value, source } of places) expect(source).toBe(value === 'all' ? 'DEFAULT_CONFIG' : 'CLIENT_CONFIG');
  });

  test('how it can be changed', () => {
    expect(of(config(RUN, 'retention.ms'), 'topic').changeable).toBe('while-running');
    expect(of(config(RUN, 'log.retention.ms'), 'server').changeable).toBe('cluster-wide');
    expect(of(config(RUN, 'broker.session.timeout.ms'), 'server').changeable).toBe('at-start');
    expect(of(config(RUN, 'acks'), 'producer').changeable).toBe('at-start');
  });
});
