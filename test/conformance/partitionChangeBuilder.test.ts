// src/kafka/controller/partitionChangeBuilder.ts and metadata/partitionRegistration.ts against records that the real
// PartitionChangeBuilder built and the real PartitionRegistration merged.

import { expect, test } from 'vitest';
import { buildPartitionChange, type Election } from '../../src/kafka/controller/partitionChangeBuilder.ts';
import { merge, type PartitionRegistration } from '../../src/kafka/metadata/partitionRegistration.ts';
import type { LeaderRecoveryState } from '../../src/kafka/records.ts';
import { readRecorded } from './recorded.ts';

interface Case {
  readonly kind: string;
  readonly partition: {
    readonly replicas: readonly number[];
    readonly isr: readonly number[];
    readonly elr?: readonly number[];
    readonly lastKnownElr?: readonly number[];
    readonly adding?: readonly number[];
    readonly removing?: readonly number[];
    readonly leader: number;
    readonly leaderEpoch: number;
    readonly partitionEpoch: number;
    readonly recovering?: boolean;
  };
  readonly acceptable: readonly number[];
  readonly election: Election;
  readonly minIsr: number;
  readonly elrEnabled?: boolean;
  readonly epochBumpOnIsrShrink?: boolean;
  readonly useLastKnownLeader?: boolean;
  readonly targetIsr?: readonly number[];
  readonly targetReplicas?: readonly number[];
  readonly targetRemoving?: readonly number[];
  readonly targetAdding?: readonly number[];
  readonly targetRecovering?: boolean;
  readonly uncleanShutdown?: readonly number[];
  readonly record: Readonly<Record<string, unknown>> | null;
  readonly after?: readonly unknown[];
}

const { cases } = readRecorded<Case>('partition-change-builder.json');

function registration({ partition }: Case): PartitionRegistration {
  return {
    replicas: partition.replicas,
    isr: partition.isr,
    removingReplicas: partition.removing ?? [],
    addingReplicas: partition.adding ?? [],
    leader: partition.leader,
    leaderRecoveryState: partition.recovering ? 'RECOVERING' : 'RECOVERED',
    leaderEpoch: partition.leaderEpoch,
    partitionEpoch: partition.partitionEpoch,
    elr: partition.elr ?? [],
    lastKnownElr: partition.lastKnownElr ?? [],
  };
}

const optional = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };

function recoveryState(recovering: boolean | undefined): LeaderRecoveryState | undefined {
  if (recovering === undefined) return undefined;
  return recovering ? 'RECOVERING' : 'RECOVERED';
}

function check(recorded: Case): void {
  const partition = registration(recorded);
  const record = buildPartitionChange({
    partition,
    topicId: 'topic',
    partitionId: 0,
    isAcceptableLeader: (broker) => recorded.acceptable.includes(broker),
    minIsr: recorded.minIsr,
    elrEnabled: recorded.elrEnabled ?? true,
    leaderEpochBumpOnIsrShrink: recorded.epochBumpOnIsrShrink ?? false,
    election: recorded.election,
    ...optional('useLastKnownLeaderInBalancedRecovery', recorded.useLastKnownLeader),
    ...optional('targetIsr', recorded.targetIsr),
    ...optional('targetReplicas', recorded.targetReplicas),
    ...optional('targetRemoving', recorded.targetRemoving),
    ...optional('targetAdding', recorded.targetAdding),
    ...optional('targetLeaderRecoveryState', recoveryState(recorded.targetRecovering)),
    ...optional('uncleanShutdownReplicas', recorded.uncleanShutdown),
  });
  if (recorded.record === null) {
    expect(record).toBeUndefined();
    return;
  }
  const { leaderRecoveryState, ...fields } = recorded.record;
  const expected =
    leaderRecoveryState === undefined
      ? fields
      : { ...fields, leaderRecoveryState: leaderRecoveryState === 1 ? 'RECOVERING' : 'RECOVERED' };
  expect(record).toEqual({ type: 'PartitionChangeRecord', topicId: 'topic', partitionId: 0, ...expected });
  const after = merge(partition, record!);
  const { leader, leaderEpoch, partitionEpoch, isr, elr, lastKnownElr } = after;
  expect([leader, leaderEpoch, partitionEpoch, isr, elr, lastKnownElr]).toEqual(recorded.after);
}

test.each([...new Set(cases.map(({ kind }) => kind))])('partition changes as Kafka builds them: %s', (kind) => {
  const ofKind = cases.filter((recorded) => recorded.kind === kind);
  expect(ofKind.length).toBeGreaterThan(0);
  for (const recorded of ofKind) {
    try {
      check(recorded);
    } catch (error) {
      throw new Error(`${JSON.stringify(recorded)}\n${(error as Error).message}`, { cause: error });
    }
  }
});
