/** A scenario on other rungs of the ladder, in other releases, with other feature levels: from the file and from outside. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ServerSetup } from '../../src/kafka/kinds.ts';
import { PROTOCOL_IDS, protocolOf } from '../../src/kafka/protocolGenerations.ts';
import { DEFAULT_KAFKA_VERSION } from '../../src/kafka/versions.ts';
import { withOverrides } from '../../src/scenario/overrides.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import { exportRun, importRun } from '../../src/scenario/runFile.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { toWorld, type WorldOverrides } from '../../src/scenario/toWorld.ts';
import { Session } from '../../src/worker/session.ts';
import { scenarioOf } from './support.ts';

const TRUNCATION = join(import.meta.dirname, '../../scenarios/truncation-on-three-rungs.yaml');

function versionIn(scenario: Scenario, overrides: WorldOverrides = {}) {
  const { setup } = toWorld(scenario, overrides).nodes.find(({ id }) => id === 'b1')!;
  return (setup as ServerSetup).version;
}

describe('one file on every rung', () => {
  const parsed = parseScenario(readFileSync(TRUNCATION, 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { scenario } = parsed;

  test.each(PROTOCOL_IDS)('%s: what the file says of it comes true', (protocol) => {
    const { verdicts } = runScenario(scenario, { protocol });
    expect(verdicts.filter(({ ok }) => !ok)).toEqual([]);
    // Six that hold everywhere, and some of its own.
    expect(verdicts.length).toBeGreaterThan(6);
  });

  test('what is said of other rungs is not judged', () => {
    const own = (protocol: string) => runScenario(scenario, { protocol }).verdicts.map(({ text }) => text);
    expect(own('truncate-to-high-watermark')).toContain('breaks NoAcknowledgedRecordLost');
    expect(own('kip-320')).not.toContain('breaks NoAcknowledgedRecordLost');
    expect(own('kip-320')).toContain('property NoAcknowledgedRecordLost');
  });

  test('a run saved on another rung is that run again', () => {
    const text = readFileSync(TRUNCATION, 'utf8');
    const saved = exportRun('truncation', text, 3, [], { protocol: 'kip-101' });
    const imported = importRun(saved);
    if (!imported.ok) throw new Error(imported.problems.join('\n'));
    expect(runScenario(imported.scenario, { seed: 3 }).fingerprint).toBe(
      runScenario(scenario, { seed: 3, protocol: 'kip-101' }).fingerprint,
    );
    expect(imported.run.protocol).toBe('kip-101');
    const broken = importRun(saved.replace('"protocol": "kip-101"', '"protocol": "kip-100"'));
    expect(broken.ok ? [] : broken.problems).toEqual(['there is no protocol kip-100; did you mean kip-101?']);
  });
});

test('the page loads a scenario on another rung, and saves it as that', () => {
  const text = readFileSync(TRUNCATION, 'utf8');
  const session = new Session({ clock: () => 0 });
  const loaded = session.answer({ ask: 'load', name: 'truncation', text, seed: 3, protocol: 'kip-101' });
  expect(loaded).toMatchObject({ answer: 'loaded', scenario: { protocol: 'kip-101', version: '4.3.1' } });
  const exported = session.answer({ ask: 'export', branch: 0 });
  expect(exported).toMatchObject({ answer: 'exported', text: expect.stringContaining('"protocol": "kip-101"') });
  const again = session.answer({ ask: 'import', text: (exported as { readonly text: string }).text });
  expect(again).toMatchObject({ answer: 'loaded', scenario: { protocol: 'kip-101' } });
});

describe('which Kafka a run is', () => {
  test('by default the newest, unchanged', () => {
    expect(versionIn(scenarioOf(''))).toEqual(DEFAULT_KAFKA_VERSION);
  });

  test('a generation changes the rules of replication and nothing else', () => {
    for (const protocol of PROTOCOL_IDS) {
      const version = versionIn(scenarioOf(`protocol: ${protocol}`));
      expect(protocolOf(version)).toBe(protocol);
      const changed = Object.keys(version).filter(
        (name) => version[name as keyof typeof version] !== DEFAULT_KAFKA_VERSION[name as keyof typeof version],
      );
      const replication = [
        'kip101',
        'kip279',
        'kip320',
        'aheadOfLeaderTruncates',
        'kafka7128',
        'kafka7415',
        'kafka10554',
      ];
      expect(replication).toEqual(expect.arrayContaining(changed));
    }
  });

  test('what is asked for from outside counts more than the file', () => {
    const scenario = scenarioOf('protocol: kip-101');
    expect(protocolOf(versionIn(scenario, { protocol: 'kip-279' }))).toBe('kip-279');
    const refused = withOverrides(scenario, { protocol: 'kip-3200', version: '5.0' });
    expect(refused.ok ? [] : refused.problems).toHaveLength(2);
    expect(() => toWorld(scenario, { protocol: 'nonsense' })).toThrow(/there is no protocol nonsense/);
  });

  test('features: levels that are not named are those of the metadata.version', () => {
    const features = (text: string) =>
      versionIn(scenarioOf(`cluster: { controllers: 3, brokers: 3, features: { ${text} } }`));
    expect(features('eligible.leader.replicas.version: 0').features['eligible.leader.replicas.version']).toBe(0);
    const old = features('metadata.version: 3.5-IV2');
    expect(old.metadataVersion).toBe('3.5-IV2');
    expect(old.features).toMatchObject({
      'metadata.version': 11,
      'eligible.leader.replicas.version': 0,
      'group.version': 0,
    });
    // MetadataVersion.isLeaderEpochBumpRequiredOnIsrShrink.
    expect(old.kafka15021).toBe(false);
    expect(features('metadata.version: 3.6').kafka15021).toBe(true);
    expect(features('metadata.version: 26').features['eligible.leader.replicas.version']).toBe(1);
    expect(features('metadata.version: 25').features['eligible.leader.replicas.version']).toBe(0);
    const preview = features('metadata.version: 4.0, eligible.leader.replicas.version: 1');
    expect(preview.features['eligible.leader.replicas.version']).toBe(1);
  });

  test('an old metadata.version bumps the leader epoch when the ISR shrinks', () => {
    const run = (features: string) =>
      runScenario(
        scenarioOf(
          `cluster: { controllers: 3, brokers: 3${features} }\nuntil: 20s\ntimeline: [{ at: 5s, controlled-shutdown: b3 }]`,
        ),
      ).history.facts.flatMap(({ fact }) => (fact.type === 'IsrChanged' ? [fact.leaderEpoch] : []));
    expect(run('')[0]).toBe(0);
    expect(run(', features: { metadata.version: 3.5-IV2 }')[0]).toBe(1);
  });
});
