/** Cells of the tables that can be asked why: a leader, an ISR, a high watermark, a position, a lag. */
import type { ReactNode } from 'react';
import type { PartitionFrame } from '../../frame/frame.ts';
import type { WhyAspect } from '../../frame/why/whyFrames.ts';
import type { Language } from '../viewProps.ts';
import { Why } from '../why/Why.tsx';
import type { PositionRow, QuorumRow, ReplicaRow } from './rows.ts';

export function ofPartition(
  { id }: PartitionFrame,
  aspect: WhyAspect,
  name: string,
  value: string,
  language: Language,
): ReactNode {
  if (value === '' || value === '–') return value;
  return (
    <Why subject={{ type: 'partition', id }} aspect={aspect} title={`${id} · ${name} ${value}`} language={language}>
      {value}
    </Why>
  );
}

export function ofReplica(
  { replica: { partition }, node }: ReplicaRow,
  aspect: WhyAspect,
  name: string,
  value: string | number,
  language: Language,
): ReactNode {
  const subject = { type: 'replica', partition, broker: node.nodeId } as const;
  return (
    <Why subject={subject} aspect={aspect} title={`${partition} @ ${node.id} · ${name} ${value}`} language={language}>
      {value}
    </Why>
  );
}

export function ofPosition(
  { node, position }: PositionRow,
  aspect: WhyAspect,
  name: string,
  value: number | null | undefined,
  language: Language,
): ReactNode {
  if (position === null || value === null || value === undefined) return '–';
  const { partition } = position;
  const subject = { type: 'position', client: node.id, partition } as const;
  return (
    <Why subject={subject} aspect={aspect} title={`${node.id} · ${partition} · ${name} ${value}`} language={language}>
      {value}
    </Why>
  );
}

export function ofRole({ id, raft, isActive }: QuorumRow, language: Language): ReactNode {
  return (
    <Why subject={{ type: 'node', id }} aspect="quorum-role" title={`${id} · ${raft.role}`} language={language}>
      {`${raft.role}${raft.voter ? '' : ' (observer)'}${isActive ? ' ★' : ''}`}
    </Why>
  );
}
