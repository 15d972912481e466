/** One scenario in either era: what belongs to the other one is left out, and the same records are committed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at } from '../../src/base/vector.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import type { Kafka, ServerSetup } from '../../src/kafka/kinds.ts';
import { placeOf } from '../../src/kafka/log/logRead.ts';
import { recordAt } from '../../src/kafka/records.ts';
import { type DirectorState, directorOf } from '../../src/scenario/director.ts';
import { withOverrides } from '../../src/scenario/overrides.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import { exportRun, importRun } from '../../src/scenario/runFile.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { applySettings } from '../../src/scenario/settings.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { writeScenario } from '../../src/scenario/write.ts';
import type { Kernel } from '../../src/sim/kernel.ts';
import { scenarioOf, wholeText } from './support.ts';

const namesIn = (scenario: Scenario, era?: string): string[] =>
  toWorld(scenario, era === undefined ? {} : { era }).nodes.map(({ id }) => id);

const serverIn = (scenario: Scenario, era?: string): ServerSetup =>
  toWorld(scenario, era === undefined ? {} : { era }).nodes.find(({ id }) => id === 'b1')!.setup as ServerSetup;

const BOTH = 'cluster: { zookeeper: 3, controllers: 3, brokers: 3 }';

describe('what is there', () => {
  test('an ensemble in place of controllers', () => {
    const scenario = scenarioOf('cluster: { zookeeper: 3, brokers: 2 }\ntopics: []');
    expect(namesIn(scenario)).toEqual(['z1', 'z2', 'z3', 'b1', 'b2', 'admin']);
    const { roles, voters, zookeeper, config, version } = serverIn(scenario);
    expect({ roles, voters, zookeeper }).toEqual({
      roles: { controller: false, broker: true },
      voters: [],
      zookeeper: { connect: ['z1', 'z2', 'z3'] },
    });
    expect(version.name).toBe('3.9.1');
    expect(config['zookeeper.connect']).toBe('z1:2181,z2:2181,z3:2181');
    expect(config['process.roles']).toBe('');
    expect(config['zookeeper.session.timeout.ms']).toBe(18_000);
  });

  test('zoo.cfg, for all servers and for one', () => {
    const scenario = scenarioOf(`
cluster:
  zookeeper:
    servers: [{ id: 1 }, { id: 5, start: 3s, config: { tickTime: 500 } }]
    config: { tickTime: 1000, syncLimit: 2 }
  brokers: 3`);
    const ensemble = toWorld(scenario).nodes.filter(({ setup }) => setup.kind === 'zookeeper');
    expect(ensemble).toMatchObject([
      { id: 'z1', startAt: 0, setup: { myid: 1, zooCfg: { tickTime: 1000, syncLimit: 2, initLimit: 10 } } },
      { id: 'z5', startAt: 3_000_000, setup: { myid: 5, zooCfg: { tickTime: 500, syncLimit: 2 } } },
    ]);
    expect(ensemble[0]!.setup).toMatchObject({
      servers: [
        { myid: 1, host: 'z1' },
        { myid: 5, host: 'z5' },
      ],
    });
  });

  test('a file for both is run with controllers, or as somebody asks', () => {
    const scenario = scenarioOf(BOTH);
    expect(namesIn(scenario)).toEqual(['c1', 'c2', 'c3', 'b1', 'b2', 'b3', 'admin']);
    expect(namesIn(scenario, 'zookeeper')).toEqual(['z1', 'z2', 'z3', 'b1', 'b2', 'b3', 'admin']);
    expect(serverIn(scenario).version.name).toBe('4.3.1');
    expect(serverIn(scenario).zookeeper).toBeUndefined();
    expect(serverIn(scenario, 'zookeeper').version.name).toBe('3.9.1');
  });

  test('both at once while the one takes over from the other', () => {
    const scenario = scenarioOf(`${BOTH}\nera: migration`);
    expect(namesIn(scenario)).toEqual(['z1', 'z2', 'z3', 'c1', 'c2', 'c3', 'b1', 'b2', 'b3', 'admin']);
    const { config, voters, zookeeper } = serverIn(scenario);
    // Brokers are told of the quorum when they are reconfigured.
    expect(voters).toEqual([]);
    expect(zookeeper).toEqual({ connect: ['z1', 'z2', 'z3'] });
    expect(config['zookeeper.metadata.migration.enable']).toBe(false);
    expect(config['process.roles']).toBe('');
    const { setup, setups } = toWorld(scenario).nodes.find(({ id }) => id === 'c1')!;
    expect((setup as ServerSetup).config['zookeeper.metadata.migration.enable']).toBe(true);
    expect(Object.keys(setups!)).toEqual(['migration', 'kraft']);
  });

  test('as many servers of the other era as there are of one', () => {
    expect(namesIn(scenarioOf('cluster: { controllers: 5, brokers: 3 }'), 'zookeeper').slice(0, 6)).toEqual([
      ...['z1', 'z2', 'z3', 'z4', 'z5'],
      'b1',
    ]);
    expect(namesIn(scenarioOf('cluster: { combined: 3 }'), 'zookeeper').slice(0, 4)).toEqual(['z1', 'z2', 'z3', 'b1']);
    expect(serverIn(scenarioOf('cluster: { combined: 3 }'), 'zookeeper').roles.controller).toBe(false);
    const old = scenarioOf('cluster: { zookeeper: 1, brokers: 3 }');
    expect(namesIn(old, 'kraft').slice(0, 2)).toEqual(['c1', 'b1']);
  });

  test('what cannot be is refused in words', () => {
    const problemsOf = (text: string, overrides: Parameters<typeof withOverrides>[1]) => {
      const result = withOverrides(scenarioOf(text), overrides);
      return result.ok ? [] : result.problems;
    };
    expect(problemsOf(BOTH, { era: 'zokeeper' })).toEqual(['there is no era zokeeper; did you mean zookeeper?']);
    expect(problemsOf('version: 4.3.1', { era: 'zookeeper' })).toEqual([
      'with era zookeeper: Kafka 4.3.1 has no ZooKeeper: the last that can keep its metadata there is 3.9.1; there is 3.9.1, 3.6.2, 2.6.3, 1.1.1 and 0.10.2.2',
    ]);
    expect(problemsOf('version: 3.9.1\ncluster: { zookeeper: 3, brokers: 3 }', { version: '4.0.0' })[0]).toMatch(
      /^with version 4.0.0: Kafka 4.0.0 has no ZooKeeper/,
    );
    expect(problemsOf('timeline: [{ at: 5s, kill: c2 }]', { era: 'zookeeper' })).toEqual([
      'with era zookeeper: there is no node c2; did you mean z2?',
    ]);
  });

  test('one setting for one run, as the release has it', () => {
    const setting = ['zookeeper.session.timeout.ms=6000'];
    const set = applySettings(scenarioOf('cluster: { zookeeper: 3, brokers: 3 }'), setting);
    if (!set.ok) throw new Error(set.problems.join('\n'));
    expect(serverIn(set.scenario).config['zookeeper.session.timeout.ms']).toBe(6000);
    const refused = applySettings(scenarioOf(''), setting);
    expect(refused.ok ? [] : refused.problems[0]).toContain('3.9.1 was the last with it');
  });

  test('defaults are those of the release', () => {
    const oldest = serverIn(scenarioOf('version: 0.10.2.2\ncluster: { zookeeper: 1, brokers: 3 }'));
    expect(oldest.config).toMatchObject({
      'zookeeper.session.timeout.ms': 6000,
      'replica.lag.time.max.ms': 10_000,
      'unclean.leader.election.enable': true,
      'delete.topic.enable': false,
      'group.initial.rebalance.delay.ms': 0,
    });
    expect(oldest.version).toMatchObject({ kip101: false, kip497: false, kafka5642: false, zookeeper: true });
  });

  test('a file that a machine has written is read back', () => {
    const scenario = scenarioOf(
      `${BOTH}\nera: zookeeper\ntimeline: [{ at: 5s, kill: zookeeper leader, era: zookeeper }, { at: 6s, heal: all }]`,
    );
    const again = parseScenario(writeScenario(scenario));
    expect(again.ok && again.scenario).toEqual(scenario);
  });
});

// ---- lines of one era --------------------------------------------------------------------------------------------------

test('a file for both is looked at as each', () => {
  const parsed = parseScenario(wholeText(`${BOTH}\ntimeline: [{ at: 5s, kill: c1 }]`));
  expect(parsed.ok ? [] : parsed.problems.map(({ message }) => message)).toEqual([
    'with era zookeeper: there is no node c1; did you mean z1?',
  ]);
});

test('lines and expectations of the other era are left out', () => {
  const text = `${BOTH}
timeline:
  - { at: 4s, pause: z1, era: zookeeper }
  - { at: 4s, pause: c1, era: kraft }
  - { at: 5s, pause: b1 }
expect:
  - { final: { controller: b2, state: up }, era: zookeeper }
  - { final: { controller: c2, state: up }, era: kraft }
  - { final: { broker: b1, state: paused } }
until: 6s`;
  const scriptIn = (era: string) =>
    toWorld(scenarioOf(text), { era }).script.map(({ command }) => 'node' in command && command.node);
  expect(scriptIn('zookeeper')).toEqual(['z1', 'b1']);
  expect(scriptIn('kraft')).toEqual(['c1', 'b1']);
  const judged = (era: string) => runScenario(scenarioOf(text), { era }).verdicts;
  expect(judged('zookeeper').map(({ text: said, ok }) => [said, ok])).toEqual([
    ['at the end b2: state up', true],
    ['at the end b1: state paused', true],
  ]);
  expect(judged('kraft').map(({ text: said }) => said)).toEqual([
    'at the end c2: state up',
    'at the end b1: state paused',
  ]);
});

/** What the director does about a cue, after it has seen some facts. */
function cued(target: string, facts: readonly KafkaFact[], cluster = 'cluster: { zookeeper: 3, brokers: 3 }') {
  const director = directorOf(scenarioOf(`${cluster}\ntimeline: [{ at: 5s, kill: ${target} }]`))!;
  let state = director.initial;
  for (const fact of facts) state = director.onFact(state, fact, 'z1', 1_000_000).state;
  const direction = director.onCue!(state, { type: 'cue', line: 0, text: '' }, 5_000_000);
  const { missed } = direction.state as DirectorState;
  const nodes = direction.commands.map(({ command }) => ('node' in command ? command.node : ''));
  return missed.length > 0 ? missed.map(({ reason }) => reason) : nodes;
}

test('servers of the ensemble by what they are', () => {
  const becomes = (server: number, to: string): KafkaFact => ({
    type: 'ZooKeeperStateChanged',
    server,
    from: 'LOOKING',
    to,
  });
  const elected = [becomes(3, 'LEADING'), becomes(1, 'FOLLOWING'), becomes(2, 'FOLLOWING')];
  expect(cued('zookeeper leader', [])).toEqual(['ZooKeeper had no leader']);
  expect(cued('zookeeper leader', elected)).toEqual(['z3']);
  expect(cued('zookeeper followers', elected)).toEqual(['z1', 'z2']);
  expect(cued('zookeeper servers', elected)).toEqual(['z1', 'z2', 'z3']);
  const dead: KafkaFact = { type: 'ProcessKilled', node: 'z3' };
  expect(cued('zookeeper leader', [...elected, dead])).toEqual(['ZooKeeper had no leader']);
  expect(cued('zookeeper followers', [...elected, dead, becomes(2, 'LEADING')])).toEqual(['z1']);
  const activated: KafkaFact = { type: 'ControllerActivated', id: 2, epoch: 1 };
  expect(cued('active controller', [activated])).toEqual(['b2']);
});

test('a leader alone has nobody who elects it', () => {
  const alone = 'cluster: { zookeeper: 1, brokers: 3 }';
  const run = runScenario(scenarioOf(`${alone}\ntimeline: [{ at: 2s, kill: zookeeper leader }]\nuntil: 3s`));
  expect(run.verdicts).toEqual([]);
  expect(run.history.kernel.node('z1')?.status).toBe('down');
});

// ---- the same scenario in both ------------------------------------------------------------------------------------------

/** Key and value of every record below the high watermark, as the leader has them. */
function committed(kernel: Kernel<Kafka>, partition: string): string[] {
  for (const { state } of kernel.nodes) {
    const found = state?.kind === 'server' ? state.broker?.partitions : undefined;
    const own = found?.values.find(({ topicPartition }) => topicPartition === partition);
    if (own === undefined || own.replica.role !== 'leader') continue;
    const { batches, highWatermark } = own.log;
    return Array.from({ length: highWatermark }, (_, offset) => {
      const record = recordAt(at(batches, placeOf(own.log, offset))!, offset);
      return `${record?.key}=${record?.value}`;
    });
  }
  throw new Error(`nobody leads ${partition}`);
}

test.each(['kill: leader of orders-0', 'kill: active controller', 'pause: { node: active controller, for: 25s }'])(
  'the same records are committed in both eras: %s',
  (line) => {
    const scenario = scenarioOf(`${BOTH}
until: 70s
topics: [{ name: orders, assignment: [[1, 2, 3]], config: { min.insync.replicas: 2 } }]
producers: [{ name: p1, send: [{ topic: orders, every: 250ms, count: 120, key: 'k{n%7}', value: 'v{n}' }] }]
timeline: [{ at: 10s, ${line} }]
expect: [{ final: { producer: p1, acknowledged: 120, failed: 0 } }, { property: NoAcknowledgedRecordLost }]`);
    const results = ['zookeeper', 'kraft'].map((era) => runScenario(scenario, { era, version: '3.9.1' }));
    for (const { verdicts } of results) expect(verdicts.filter(({ ok }) => !ok)).toEqual([]);
    const [old, young] = results.map(({ history }) => committed(history.kernel, 'orders-0'));
    expect(old).toHaveLength(120);
    expect(old).toEqual(young);
  },
);

test('the lesson of both eras says so of its records, and they are the same', () => {
  const file = join(import.meta.dirname, '../../scenarios/two-eras-one-story.yaml');
  const parsed = parseScenario(readFileSync(file, 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const [old, young] = ['zookeeper', 'kraft'].map((era) =>
    committed(runScenario(parsed.scenario, { era }).history.kernel, 'orders-0'),
  );
  expect(old).toHaveLength(230);
  expect(old).toEqual(young);
});

test('a run in another era than its file says is saved as that', () => {
  const text = wholeText(`${BOTH}\ntopics: []`);
  const imported = importRun(exportRun('eras', text, 3, [], { era: 'zookeeper' }));
  if (!imported.ok) throw new Error(imported.problems.join('\n'));
  expect(namesIn(imported.scenario)[0]).toBe('z1');
  const broken = importRun(exportRun('eras', text, 3, [], { era: 'bronze' }));
  expect(broken.ok ? [] : broken.problems).toEqual(['there is no era bronze; there is zookeeper, kraft and migration']);
});
