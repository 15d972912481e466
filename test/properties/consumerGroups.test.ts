/** What the properties of consumer groups notice, and what they forgive: facts told by hand. */
import { expect, test } from 'vitest';
import { tableOf } from '../../src/base/table.ts';
import { vectorOf } from '../../src/base/vector.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import type { CoordinatorRecord } from '../../src/kafka/group/records.ts';
import { textsOf } from '../../src/kafka/group/recordTexts.ts';
import { emptyImage, type TopicImage } from '../../src/kafka/metadata/image.ts';
import type { RecordBatch } from '../../src/kafka/records.ts';
import {
  memberEpochIsMonotonic,
  noDoubleClientAssignment,
  validMemberEpoch,
} from '../../src/properties/consumerGroups.ts';
import { Memory } from '../../src/properties/memory.ts';
import type { Finding, Property, Witness } from '../../src/properties/property.ts';

const CLUSTER = { lossyBrokers: new Set(), uncleanElections: new Set(), metadata: emptyImage(), replicas: () => [] };
const WHOLE = CLUSTER as unknown as Witness;

/** The same, with these records in the log of __consumer_offsets, which has one partition. */
function withLog(...records: readonly CoordinatorRecord[]): Witness {
  const topic = { topicId: 'offsets', name: '__consumer_offsets', partitions: [{}] } as unknown as TopicImage;
  const batch = { records: records.map(textsOf) } as unknown as RecordBatch;
  const leader = { broker: 1, role: 'leader', log: { batches: vectorOf([batch]) } };
  const metadata = { ...emptyImage(), topics: tableOf([[topic.name, topic]]) };
  return { ...CLUSTER, metadata, replicas: () => [leader] } as unknown as Witness;
}

function findings(property: Property, facts: readonly KafkaFact[], witness: Witness = WHOLE): Finding[] {
  const checker = property.start(new Memory());
  return facts.map((fact) => checker.fact!(fact, 'b1', witness)).filter((finding) => finding !== undefined);
}

const member = (client: string, epoch: number): KafkaFact => ({
  type: 'MemberAssignmentChanged',
  group: 'g',
  broker: 1,
  member: `${client}-id`,
  client,
  instance: null,
  epoch,
  state: 'STABLE',
  assigned: ['orders-0'],
  pendingRevocation: [],
});

const assigned = (client: string, generation: number): KafkaFact => ({
  type: 'PartitionsAssigned',
  client,
  group: 'g',
  partitions: ['orders-0'],
  generation,
});

const removed = (client: string): KafkaFact => ({
  type: 'GroupMemberRemoved',
  group: 'g',
  broker: 1,
  member: `${client}-id`,
  client,
  instance: null,
  reason: 'session-expired',
});

test('one partition, two clients', () => {
  const [found, ...others] = findings(noDoubleClientAssignment, [
    member('k1', 2),
    assigned('k1', 2),
    assigned('k2', 3),
  ]);
  expect(found).toEqual({ detail: 'orders-0: k1 and k2 both hold it in g', promised: true });
  expect(others).toEqual([]);
});

test('a client whose session is over and that does not know it is a lesson', () => {
  const found = findings(noDoubleClientAssignment, [
    member('k1', 2),
    assigned('k1', 2),
    removed('k1'),
    assigned('k2', 3),
  ]);
  expect(found).toEqual([
    {
      detail: 'orders-0: k1, which does not know that its session is over, and k2 both hold it in g',
      promised: false,
    },
  ]);
});

test('a coordinator that died before it could tell of a session that is over has written it', () => {
  const key = { groupId: 'g', memberId: 'k1-id' };
  const written = withLog({ type: 'ConsumerGroupMemberMetadata', key, value: null });
  const found = findings(noDoubleClientAssignment, [member('k1', 2), assigned('k1', 2), assigned('k2', 3)], written);
  expect(found).toMatchObject([{ promised: false }]);
  const ofAnother = withLog({ type: 'ConsumerGroupMemberMetadata', key: { ...key, memberId: 'k9' }, value: null });
  const bug = findings(noDoubleClientAssignment, [member('k1', 2), assigned('k1', 2), assigned('k2', 3)], ofAnother);
  expect(bug).toMatchObject([{ promised: true }]);
});

test('given back first: nothing to find', () => {
  const revoked = {
    type: 'PartitionsRevoked',
    client: 'k1',
    group: 'g',
    partitions: ['orders-0'],
    generation: 2,
  } as const;
  expect(findings(noDoubleClientAssignment, [member('k1', 2), assigned('k1', 2), revoked, assigned('k2', 3)])).toEqual(
    [],
  );
});

test('a member beyond its group', () => {
  const bumped = { type: 'GroupEpochBumped', group: 'g', broker: 1, epoch: 3 } as const;
  expect(findings(validMemberEpoch, [bumped, member('k1', 3)])).toEqual([]);
  expect(findings(validMemberEpoch, [bumped, member('k1', 4)])).toEqual([
    'k1-id is at epoch 4 of g, which is at epoch 3',
  ]);
});

test('an epoch that was written and never told', () => {
  const bumped = { type: 'GroupEpochBumped', group: 'g', broker: 1, epoch: 3 } as const;
  const written = withLog({
    type: 'ConsumerGroupMetadata',
    key: { groupId: 'g' },
    value: { epoch: 4, metadataHash: '0' },
  });
  expect(findings(validMemberEpoch, [bumped, member('k1', 4)], written)).toEqual([]);
  expect(findings(validMemberEpoch, [bumped, member('k1', 5)], written)).toHaveLength(1);
});

test('a member that falls back', () => {
  expect(findings(memberEpochIsMonotonic, [member('k1', 3), member('k1', -2), member('k1', 3)])).toEqual([]);
  expect(findings(memberEpochIsMonotonic, [member('k1', 3), removed('k1'), member('k1', 2)])).toEqual([]);
  expect(findings(memberEpochIsMonotonic, [member('k1', 3), member('k1', 2)])).toEqual([
    'k1-id of g was at epoch 3 and is at epoch 2',
  ]);
});
