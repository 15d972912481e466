/** kafka-consumer-groups --describe with --offsets, --members --verbose and --state, at the playhead. */
import type { ReactNode } from 'react';
import type { GroupFrame, MemberRow, OffsetRow } from '../../frame/groups/groupFrame.ts';
import type { WhyAspect } from '../../frame/why/whyFrames.ts';
import { type Column, Table } from '../../ui/Table.tsx';
import { epochClass } from '../encoding.ts';
import type { GroupProps, Language } from '../viewProps.ts';
import { Why } from '../why/Why.tsx';
import { activityWords, words } from '../words.ts';
import { GROUP_COLUMNS, type GroupColumn } from './columns.ts';
import { shortId } from './recordSentence.ts';

const OFFSETS = words('Offsets', '오프셋');
const MEMBERS = words('Members', '멤버');
const STATE = words('State', '상태');
const NO_OFFSETS = words('Nothing is committed and nobody is assigned anything', '커밋도 할당도 없음');
const NO_MEMBERS = words('The group has no active members.', '활성 멤버가 없어요.');

type TableProps = Pick<GroupProps, 'language' | 'selection' | 'onSelect' | 'onMenu'> & { readonly group: GroupFrame };

export function column<Row>(
  id: GroupColumn,
  language: Language,
  cell: (row: Row) => ReactNode,
  isNumber = false,
): Column<Row> {
  return { id, title: id, tip: GROUP_COLUMNS[id][language], cell, isNumber };
}

/** A missing value is `-`, as in the tool. */
const or = (value: string | number | null): string => (value === null || value === '' ? '-' : String(value));

export function OffsetsTable({ group, language, selection, onSelect, onMenu }: TableProps) {
  const { now, history } = group;
  const letters = new Map(history.members.map(({ node, letter }, place) => [node, { letter, place }]));
  const of = (id: GroupColumn, cell: (row: OffsetRow) => ReactNode, isNumber = false): Column<OffsetRow> =>
    column(id, language, cell, isNumber);
  const target = (row: OffsetRow) => ({ type: 'partition', id: `${row.topic}-${row.partition}` }) as const;
  return (
    <Table
      caption={OFFSETS[language]}
      rows={now.offsets}
      keyOf={(row) => `${row.topic}-${row.partition} ${row.consumerId ?? ''}`}
      empty={NO_OFFSETS[language]}
      isSelected={(row) => selection?.type === 'partition' && selection.id === target(row).id}
      onChoose={(row) => onSelect(target(row))}
      onMenu={(row, element) => onMenu(target(row), element.getBoundingClientRect())}
      columns={[
        of('GROUP', () => group.id),
        of('TOPIC', ({ topic }) => topic),
        of('PARTITION', ({ partition }) => partition, true),
        of('CURRENT-OFFSET', (row) => committed(group.id, row, language), true),
        of('LOG-END-OFFSET', ({ logEndOffset }) => or(logEndOffset), true),
        of('LAG', (row) => <b>{ofPosition(row, 'lag', row.lag, language)}</b>, true),
        of('POSITION', (row) => ofPosition(row, 'position', row.position, language), true),
        of('HW', ({ highWatermark }) => or(highWatermark), true),
        of('CONSUMER-ID', ({ consumerId, node }) => (
          <span title={consumerId ?? undefined}>
            <Letter found={node === null ? undefined : letters.get(node)} />
            {consumerId === null ? '-' : shortId(consumerId)}
          </span>
        )),
        of('HOST', ({ host }) => or(host)),
        of('CLIENT-ID', ({ clientId }) => or(clientId)),
      ]}
    />
  );
}

function committed(group: string, { topic, partition, currentOffset }: OffsetRow, language: Language): ReactNode {
  if (currentOffset === null) return '-';
  const id = `${topic}-${partition}`;
  return (
    <Why
      subject={{ type: 'committed', group, partition: id }}
      title={`${group} · ${id} · CURRENT-OFFSET ${currentOffset}`}
      language={language}
    >
      {currentOffset}
    </Why>
  );
}

function ofPosition(
  { topic, partition, node }: OffsetRow,
  aspect: 'position' | 'lag',
  value: number | null,
  language: Language,
): ReactNode {
  if (value === null || node === null) return or(value);
  const id = `${topic}-${partition}`;
  const subject = { type: 'position', client: node, partition: id } as const;
  const title = `${node} · ${id} · ${aspect === 'lag' ? 'LAG' : 'POSITION'} ${value}`;
  return (
    <Why subject={subject} aspect={aspect} title={title} language={language}>
      {value}
    </Why>
  );
}

function Letter({ found }: { readonly found: { readonly letter: string; readonly place: number } | undefined }) {
  if (found === undefined) return null;
  return <span className={`group-letter ${epochClass(found.place)}`}>{found.letter}</span>;
}

export function MembersTable({ group, language, selection, onSelect, onMenu }: TableProps) {
  const { now, history } = group;
  const isModern = now.type === 'consumer';
  const letters = new Map(history.members.map(({ node, letter }, place) => [node, { letter, place }]));
  const of = (id: GroupColumn, cell: (row: MemberRow) => ReactNode, isNumber = false): Column<MemberRow> =>
    column(id, language, cell, isNumber);
  const list = (partitions: readonly string[] | null) => or(partitions === null ? null : partitions.join(', '));
  return (
    <Table
      caption={MEMBERS[language]}
      rows={now.members}
      keyOf={({ consumerId }) => consumerId}
      empty={NO_MEMBERS[language]}
      isSelected={({ node }) => selection?.type === 'node' && selection.id === node}
      onChoose={({ node }) => node !== null && onSelect({ type: 'node', id: node })}
      onMenu={({ node }, element) =>
        node !== null && onMenu({ type: 'node', id: node }, element.getBoundingClientRect())
      }
      columns={[
        of('CONSUMER-ID', ({ consumerId, node, isLeader }) => (
          <span title={consumerId}>
            <Letter found={node === null ? undefined : letters.get(node)} />
            {shortId(consumerId)}
            {isLeader && <small className="group-leads"> ★ leader</small>}
          </span>
        )),
        ...(now.members.some(({ instanceId }) => instanceId !== null)
          ? [of('GROUP-INSTANCE-ID', ({ instanceId }) => or(instanceId))]
          : []),
        of('HOST', ({ host }) => host),
        of('CLIENT-ID', ({ clientId }) => clientId),
        of('#PARTITIONS', ({ assignment }) => assignment.length, true),
        ...(isModern ? [of('CURRENT-EPOCH', ({ epoch }) => or(epoch), true)] : []),
        of('CURRENT-ASSIGNMENT', ({ node, assignment, pendingRevocation }) => {
          const text =
            pendingRevocation.length === 0 ? list(assignment) : `${list(assignment)} (− ${list(pendingRevocation)})`;
          if (node === null) return text;
          return (
            <Why
              subject={{ type: 'node', id: node }}
              aspect="assignment"
              title={`${node} · ${text}`}
              language={language}
            >
              {text}
            </Why>
          );
        }),
        ...(isModern ? [of('TARGET-ASSIGNMENT', ({ target }) => list(target))] : []),
        of('STATE', ({ state }) => or(state)),
        of('DOING', ({ activity }) => (activity === null ? '-' : activityWords(activity, language))),
      ]}
    />
  );
}

export function StateTable({ group, language }: TableProps) {
  const { now } = group;
  const of = (id: GroupColumn, cell: () => ReactNode, isNumber = false): Column<GroupFrame> =>
    column(id, language, cell, isNumber);
  const ofGroup = (aspect: WhyAspect, value: string): ReactNode => (
    <Why subject={{ type: 'group', id: group.id }} aspect={aspect} title={`${group.id} · ${value}`} language={language}>
      {value}
    </Why>
  );
  const host = now.coordinator === null ? '-' : `b${now.coordinator}:9092  (${now.coordinator})`;
  return (
    <Table
      caption={STATE[language]}
      rows={[group]}
      keyOf={({ id }) => id}
      empty=""
      columns={[
        of('GROUP', () => group.id),
        of('COORDINATOR (ID)', () => host),
        of('ASSIGNMENT-STRATEGY', () => or(now.assignor)),
        of('STATE', () => ofGroup('state', or(now.state))),
        of('GROUP-EPOCH', () => ofGroup('rebalance', or(now.epoch)), true),
        of('TARGET-ASSIGNMENT-EPOCH', () => or(now.targetEpoch), true),
        of('#MEMBERS', () => ofGroup('members', String(now.members.length)), true),
      ]}
    />
  );
}
