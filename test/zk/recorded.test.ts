/**
 * What brokers of Kafka 3.9.1, 2.6.3 and 1.1.1 wrote to ZooKeeper and asked of it (test/conformance/recorded/zookeeper-era-*):
 * the contents of every znode are written the same letter by letter, and calls ask for the same things in the same order.
 */
import { describe, expect, test } from 'vitest';
import type { ZooKeeperResult } from '../../src/kafka/messages.ts';
import { type KafkaVersion, kafkaVersion } from '../../src/kafka/versions.ts';
import * as zk from '../../src/kafka/zk/kafkaZkClient.ts';
import type { ZkRun, ZkWaited } from '../../src/kafka/zk/run.ts';
import * as contents from '../../src/kafka/zk/zkContents.ts';
import { decodePartitionState, decodeTopic, encodePartitionState, encodeTopic } from '../../src/kafka/zk/zkData.ts';
import { type Recorded, readRecorded } from '../conformance/recorded.ts';

interface Asked {
  readonly who: string;
  readonly ask?: { readonly op: string; readonly path?: string; readonly ops?: readonly { readonly op: string }[] };
  readonly result?: string;
  readonly results?: readonly string[];
  readonly made?: string;
}

interface Case {
  readonly step: string;
  readonly zookeeper: readonly Asked[];
  readonly tree: readonly (readonly (string | number | null)[])[];
}

type Era = Recorded<Case>;

const ERAS: readonly Era[] = ['3.9.1', '2.6.3', '1.1.1'].map((name) => readRecorded(`zookeeper-era-${name}.json`));

/** Read, and written again: undefined where Kafka writes nothing of its own there. */
function writtenAgain(path: string, data: string, version: KafkaVersion): string | undefined {
  const [, , third, fourth] = path.split('/') as [string, string, string | undefined, string | undefined];
  const timestamp = Number((JSON.parse(data) as { readonly timestamp?: string }).timestamp ?? 0) * 1000;
  if (path.startsWith('/brokers/ids/')) {
    return contents.encodeBroker(contents.decodeBroker(Number(fourth ?? third), data), timestamp, version);
  }
  if (path.endsWith('/state')) return encodePartitionState(decodePartitionState(data, 0)!);
  if (path.startsWith('/brokers/topics/')) {
    const { topicId, assignment } = decodeTopic(third!, data);
    return encodeTopic(topicId, assignment, version);
  }
  if (path === '/controller')
    return contents.encodeController(contents.decodeController(data, 0).broker, timestamp, version);
  if (path === '/controller_epoch') return contents.encodeControllerEpoch(contents.decodeControllerEpoch(data));
  if (path === '/cluster/id') return contents.encodeClusterId(contents.decodeClusterId(data));
  if (path === '/feature') return contents.encodeFeature(contents.decodeFeature(data));
  if (path === '/latest_producer_id_block') return contents.encodeProducerIdBlock(contents.decodeProducerIdBlock(data));
  if (path.startsWith('/config/changes/')) return contents.encodeConfigChange(contents.decodeConfigChange(data)!);
  if (path.startsWith('/config/')) return contents.encodeConfig(contents.decodeConfig(data));
  if (path.startsWith('/isr_change_notification/')) return contents.encodeIsrChange(contents.decodeIsrChange(data));
  return undefined;
}

function versionOf({ kafkaVersion: name }: Era): KafkaVersion {
  return kafkaVersion(name)!;
}

describe.each(ERAS)('$kafkaVersion', (era) => {
  const version = versionOf(era);

  test('znodes hold what Kafka writes', () => {
    let checked = 0;
    for (const { tree } of era.cases) {
      for (const [path, data] of tree as readonly [string, string | null][]) {
        if (data === null || data === '' || path.startsWith('/zookeeper') || path.startsWith('/admin')) continue;
        const again = writtenAgain(path, data, version);
        expect(again, path).toBe(data);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(100);
  });

  test('a broker that starts asks for these, one after the other', () => {
    const asked = era.cases.find(({ step }) => step === 'b1 starts')!.zookeeper;
    const clusterId = asked.find(({ ask }) => ask?.op === 'create' && ask.path === '/cluster/id')!;
    const id = contents.decodeClusterId((clusterId.ask as unknown as { readonly data: string }).data);
    play(asked, zk.createTopLevelPaths(version));
    play(asked, zk.createOrGetClusterId(id), '/cluster');
    const endpoints = [{ name: 'PLAINTEXT', host: 'b1', port: 9092 }];
    play(asked, zk.registerBroker({ id: 1, endpoints, rack: null }, version), '/brokers/ids/1');
  });

  test('the first broker becomes the controller', () => {
    const asked = era.cases.find(({ step }) => step === 'b1 starts')!.zookeeper;
    if (version.kafka6082) play(asked, zk.registerControllerAndIncrementControllerEpoch(1, version), '/controller');
    else play(asked, zk.registerController(1, version), '/controller');
  });
});

/** A run answered as Kafka's broker was: it asks for what comes next in the recording, from its first request on. */
function play(recorded: readonly Asked[], run: ZkRun<unknown>, about?: string): void {
  let place = -1;
  let step = run.next();
  while (step.done !== true) {
    const wait = step.value;
    let waited: ZkWaited;
    if (wait.type === 'requests') {
      const results = wait.requests.map((request): ZooKeeperResult => {
        place = nextAsked(recorded, place, request, about);
        return resultOf(recorded[place]!);
      });
      waited = { at: 0, value: results };
    } else if (wait.type === 'once') waited = { at: 0, value: wait.act() };
    else waited = { at: 0, value: undefined };
    step = run.next(waited);
  }
  expect(place).toBeGreaterThanOrEqual(0);
}

function isSame(asked: Asked, request: unknown): boolean {
  return asked.ask !== undefined && JSON.stringify(plain(asked.ask)) === JSON.stringify(plain(request));
}

/** Without what differs from run to run. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value, (key, part) => (key === 'watch' || key === 'registerWatch' ? undefined : part));
  return JSON.parse(text.replaceAll(/\\"timestamp\\":\\"\d+\\"/g, 'timestamp'));
}

/** The first may stand anywhere; of those that follow, none about these paths comes between. */
function nextAsked(recorded: readonly Asked[], after: number, request: unknown, about?: string): number {
  for (let place = after + 1; place < recorded.length; place++) {
    if (isSame(recorded[place]!, request)) return place;
    const other = recorded[place]!.ask;
    const concerned = after >= 0 && other !== undefined && JSON.stringify(other).includes(`"${about ?? '/'}`);
    if (concerned && about !== undefined && other?.op !== 'exists') break;
    if (after >= 0 && about === undefined && other !== undefined) break;
  }
  throw new Error(`Kafka does not ask for ${JSON.stringify(request)} behind ${JSON.stringify(recorded[after]?.ask)}`);
}

function resultOf({ ask, result = 'OK', results, made }: Asked): ZooKeeperResult {
  const stat = { czxid: 7, version: 1 } as ZooKeeperResult['stat'];
  const common = {
    code: result,
    path: made ?? ask!.path,
    data: null,
    children: [],
    stat,
  } as unknown as ZooKeeperResult;
  if (ask!.op !== 'multi') return common;
  const codes = results ?? ask!.ops!.map(() => 'OK');
  return { ...common, results: codes.map((code) => ({ code, stat })) } as unknown as ZooKeeperResult;
}
