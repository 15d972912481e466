/** Rows of `kafka-consumer-groups --describe`, with --members, with --state, and of lists of groups. */
import { brokerOf, type DescribedCluster, type DescribedGroup, type DescribedMember, groupOf } from './described.ts';
import type { Row } from './readTables.ts';

const NEW_ASSIGNORS = ['uniform'];

/** `said` names the group where the table has no column for it: until 1.1. `table` numbers the tables of the text. */
export function readGroupRow(
  cluster: DescribedCluster,
  row: Row,
  line: number,
  said: string,
  table: number,
): DescribedGroup {
  const group = groupOf(cluster, row.get('GROUP') ?? said, line);
  if (row.has('CURRENT-OFFSET')) {
    if (group.offsetsFrom !== table) forgetOffsets(group);
    group.offsetsFrom = table;
    readOffset(group, row, line);
  } else if (row.has('START-OFFSET')) group.otherType = 'Share';
  else if (row.has('#PARTITIONS')) {
    // It names every member, also those that have nothing.
    if (group.membersFrom !== table) forgetMembers(group);
    group.membersFrom = table;
    readMember(group, row, line);
  } else if (row.has('COORDINATOR (ID)')) readState(cluster, group, row);
  else {
    group.state = row.get('STATE') ?? group.state;
    const type = row.get('TYPE');
    if (type === 'Consumer') group.isNewProtocol = true;
    else if (type === 'Share' || type === 'Streams') group.otherType = type;
  }
  return group;
}

/** Members that only those rows have named go with them. */
function forgetOffsets(group: DescribedGroup): void {
  group.offsets.clear();
  if (group.membersFrom < 0) forgetMembers(group);
}

function forgetMembers(group: DescribedGroup): void {
  group.former = new Map(group.members);
  group.members.clear();
}

function readOffset(group: DescribedGroup, row: Row, line: number): void {
  const member = wordOf(row, 'CONSUMER-ID') ?? wordOf(row, 'OWNER');
  const [topic, partition] = [wordOf(row, 'TOPIC'), numberOf(row, 'PARTITION')];
  // Who is not in the list of members has left meanwhile.
  if (member !== null && (group.membersFrom < 0 || group.members.has(member))) {
    const known = memberOf(group, member, line, wordOf(row, 'CLIENT-ID') ?? member);
    if (topic !== null) known.topics.add(topic);
  }
  // A member without partitions has a row of dashes.
  if (topic === null || partition === null) return;
  group.offsets.set(`${topic}-${partition}`, {
    line,
    topic,
    partition,
    committed: numberOf(row, 'CURRENT-OFFSET'),
    end: numberOf(row, 'LOG-END-OFFSET'),
    lag: numberOf(row, 'LAG'),
    member,
  });
}

function readMember(group: DescribedGroup, row: Row, line: number): void {
  const id = row.get('CONSUMER-ID')!;
  const member = memberOf(group, id, line, wordOf(row, 'CLIENT-ID') ?? id);
  member.instanceId = wordOf(row, 'GROUP-INSTANCE-ID');
  if (numberOf(row, 'CURRENT-EPOCH') !== null) group.isNewProtocol = true;
  for (const column of ['ASSIGNMENT', 'CURRENT-ASSIGNMENT', 'TARGET-ASSIGNMENT']) {
    for (const topic of topicsOf(row.get(column) ?? '')) member.topics.add(topic);
  }
}

/** `orders(0,1), pay(2)` until 3.9, `orders:0,1;pay:2` since 4.0. */
function topicsOf(text: string): string[] {
  return [...text.matchAll(/(?<![A-Za-z0-9._-])([A-Za-z0-9._-]{1,249})[(:]\d/g)].map(([, topic]) => topic!);
}

function readState(cluster: DescribedCluster, group: DescribedGroup, row: Row): void {
  group.state = wordOf(row, 'STATE');
  group.assignor = wordOf(row, 'ASSIGNMENT-STRATEGY');
  const isNew = numberOf(row, 'GROUP-EPOCH') !== null || NEW_ASSIGNORS.includes(group.assignor ?? '');
  if (isNew) group.isNewProtocol = true;
  const id = Number(/\((\d{1,10})\)$/.exec(row.get('COORDINATOR (ID)')!)?.[1] ?? -1);
  if (id < 0) return;
  group.coordinator = id;
  brokerOf(cluster, id);
}

function memberOf(group: DescribedGroup, id: string, line: number, clientId: string): DescribedMember {
  const known = group.members.get(id);
  if (known !== undefined) return known;
  const added = group.former.get(id) ?? { id, line, clientId, instanceId: null, topics: new Set<string>() };
  group.members.set(id, added);
  return added;
}

function wordOf(row: Row, title: string): string | null {
  const text = row.get(title);
  return text === undefined || text === '' || text === '-' ? null : text;
}

/** Offsets are larger than any run's: what is lost past 2^53 is lost in scaling. */
function numberOf(row: Row, title: string): number | null {
  const text = row.get(title) ?? '';
  return /^\d{1,18}$/.test(text) ? Number(text) : null;
}
