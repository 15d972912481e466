/**
 * Coordinator records as they lie in the log of __consumer_offsets: key and value each as the JSON that Kafka's own
 * formatters print of it, so that what a console consumer shows of the topic is `{"key":…,"value":…}` of the two.
 *
 * Kafka: org.apache.kafka.coordinator.group.GroupCoordinatorRecordSerde, generated.CoordinatorRecordJsonConverters,
 * org.apache.kafka.tools.consumer.CoordinatorRecordMessageFormatter. *Simplified:* a record's bytes in the log are those
 * of the text, about three times as many as Kafka's.
 */
import { present, unreachable } from '../../base/assert.ts';
import type { DataRecord } from '../records.ts';
import {
  assignmentBytes,
  assignmentOf,
  base64,
  bytesOfBase64,
  subscriptionBytes,
  subscriptionOf,
} from './consumerProtocol.ts';
import type { CoordinatorRecord } from './records.ts';

type RecordType = CoordinatorRecord['type'];
type ValueOf<T extends RecordType> = NonNullable<Extract<CoordinatorRecord, { type: T }>['value']>;

/** Fields that a version leaves out. */
const NOT_SAID = { leaderEpoch: -1, expireTimestamp: -1, topicId: '' };

/** CoordinatorRecordType.id */
const IDS: Readonly<Record<RecordType, number>> = {
  OffsetCommit: 1,
  GroupMetadata: 2,
  ConsumerGroupMetadata: 3,
  ConsumerGroupPartitionMetadata: 4,
  ConsumerGroupMemberMetadata: 5,
  ConsumerGroupTargetAssignmentMetadata: 6,
  ConsumerGroupTargetAssignmentMember: 7,
  ConsumerGroupCurrentMemberAssignment: 8,
  ConsumerGroupRegularExpression: 16,
};

const TYPES: ReadonlyMap<number, RecordType> = new Map(
  (Object.keys(IDS) as RecordType[]).map((type) => [IDS[type], type]),
);

export interface RecordTexts {
  readonly key: string;
  readonly value: string | null;
}

export function textsOf(record: CoordinatorRecord): RecordTexts {
  const key = JSON.stringify({ type: IDS[record.type], data: record.key });
  return { key, value: record.value === null ? null : valueText(record) };
}

function valueText(record: CoordinatorRecord): string {
  const text = JSON.stringify({ version: versionOf(record), data: writtenValue(record) });
  // A long that a number cannot hold.
  return text.replace(/"metadataHash":"(-?\d+)"/, '"metadataHash":$1');
}

function versionOf(record: CoordinatorRecord): number {
  if (record.type === 'GroupMetadata') return 3;
  if (record.type === 'OffsetCommit') return record.value?.expireTimestamp === -1 ? 4 : 1;
  return 0;
}

function writtenValue(record: CoordinatorRecord): unknown {
  switch (record.type) {
    case 'OffsetCommit': {
      const { offset, leaderEpoch, metadata, commitTimestamp, expireTimestamp, topicId } = present(
        record.value,
        'value',
      );
      if (expireTimestamp !== -1) return { offset, metadata, commitTimestamp, expireTimestamp };
      return { offset, leaderEpoch, metadata, commitTimestamp, ...(topicId === '' ? {} : { topicId }) };
    }
    case 'GroupMetadata': {
      const value = present(record.value, 'value');
      const members = value.members.map(({ subscription, assignment, ...rest }) => ({
        ...rest,
        subscription: base64(subscriptionBytes(subscription, value.protocol ?? '')),
        assignment: base64(assignmentBytes(assignment)),
      }));
      return { ...value, members };
    }
    case 'ConsumerGroupMetadata': {
      const { epoch, metadataHash } = present(record.value, 'value');
      return { epoch, ...(metadataHash === '0' ? {} : { metadataHash }) };
    }
    case 'ConsumerGroupMemberMetadata': {
      const value = present(record.value, 'value');
      const classic = value.classicMemberMetadata;
      if (classic === null) return value;
      const supportedProtocols = classic.supportedProtocols.map(({ name, metadata }) => ({
        name,
        metadata: base64(subscriptionBytes(metadata, name)),
      }));
      return {
        ...value,
        classicMemberMetadata: { sessionTimeoutMs: classic.sessionTimeoutMs, supportedProtocols },
      };
    }
    case 'ConsumerGroupTargetAssignmentMetadata': {
      const { assignmentEpoch, assignmentTimestamp } = present(record.value, 'value');
      return { assignmentEpoch, ...(assignmentTimestamp === 0 ? {} : { assignmentTimestamp }) };
    }
    case 'ConsumerGroupPartitionMetadata':
    case 'ConsumerGroupTargetAssignmentMember':
    case 'ConsumerGroupCurrentMemberAssignment':
    case 'ConsumerGroupRegularExpression':
      return record.value;
    default:
      return unreachable(record);
  }
}

/** Undefined for a record that is none of ours. */
export function recordOf({ key, value }: Pick<DataRecord, 'key' | 'value'>): CoordinatorRecord | undefined {
  if (key === null) return undefined;
  const { type: id, data } = JSON.parse(key) as { readonly type: number; readonly data: never };
  const type = TYPES.get(id);
  if (type === undefined) return undefined;
  return { type, key: data, value: value === null ? null : readValue(type, value) } as CoordinatorRecord;
}

function readValue(type: RecordType, text: string): CoordinatorRecord['value'] {
  const quoted = text.replace(/"metadataHash":(-?\d+)/, '"metadataHash":"$1"');
  const { data } = JSON.parse(quoted) as { readonly data: never };
  switch (type) {
    case 'OffsetCommit':
      return { ...NOT_SAID, ...(data as Omit<ValueOf<'OffsetCommit'>, keyof typeof NOT_SAID>) };
    case 'GroupMetadata': {
      const value = data as ValueOf<'GroupMetadata'>;
      const members = value.members.map((member) => ({
        ...member,
        subscription: subscriptionOf(bytesOfBase64(member.subscription as unknown as string), value.protocol ?? ''),
        assignment: assignmentOf(bytesOfBase64(member.assignment as unknown as string)),
      }));
      return { ...value, members };
    }
    case 'ConsumerGroupMetadata':
      return { metadataHash: '0', ...(data as { readonly epoch: number }) };
    case 'ConsumerGroupMemberMetadata': {
      const value = data as ValueOf<'ConsumerGroupMemberMetadata'>;
      const classic = value.classicMemberMetadata;
      if (classic === null) return value;
      const supportedProtocols = classic.supportedProtocols.map(({ name, metadata }) => ({
        name,
        metadata: subscriptionOf(bytesOfBase64(metadata as unknown as string), name),
      }));
      const { sessionTimeoutMs } = classic;
      return { ...value, classicMemberMetadata: { sessionTimeoutMs, supportedProtocols } };
    }
    case 'ConsumerGroupTargetAssignmentMetadata':
      return { assignmentTimestamp: 0, ...(data as { readonly assignmentEpoch: number }) };
    case 'ConsumerGroupPartitionMetadata':
      return null;
    case 'ConsumerGroupTargetAssignmentMember':
      return data as ValueOf<'ConsumerGroupTargetAssignmentMember'>;
    case 'ConsumerGroupCurrentMemberAssignment':
      return data as ValueOf<'ConsumerGroupCurrentMemberAssignment'>;
    case 'ConsumerGroupRegularExpression':
      return data as ValueOf<'ConsumerGroupRegularExpression'>;
    default:
      return unreachable(type);
  }
}
