/** Who was handed a record, has processed it, and committed behind it. */
import type { Telling } from './biography.ts';
import { deliveriesOf } from './deliveries.ts';

export function eventsOfDeliveries(telling: Telling): void {
  const { sent, recording, id } = telling;
  const { partition, copies } = sent;
  const first = copies[0];
  if (partition === null || first === undefined) return;
  const groups = deliveriesOf(recording.facts);
  const groupOf = (node: string): string => {
    const setup = recording.kernel.node(node)?.setup;
    const configured = setup?.kind === 'consumer' ? setup.config['group.id'] : null;
    return typeof configured === 'string' && configured !== '' ? configured : (groups.groupOf(node) ?? '');
  };
  /** By group: the offsets at which it was handed out, and is not committed yet. */
  const uncommitted = new Map<string, Set<number>>();
  const times = new Map<string, number>();
  telling.each(
    ['RecordsConsumed', 'RecordsProcessed', 'OffsetCommitted'],
    (fact, recorded, index) => {
      if (fact.partition !== partition) return;
      if (fact.type === 'OffsetCommitted') {
        const offsets = uncommitted.get(fact.group);
        for (const offset of offsets ?? []) {
          if (fact.offset <= offset) continue;
          offsets!.delete(offset);
          telling.tell('offset-committed', recorded, index, { group: fact.group, offset: fact.offset });
        }
        return;
      }
      const offset = offsetIn(fact, id, copies);
      if (offset === null) return;
      const group = groupOf(recorded.node);
      if (fact.type === 'RecordsProcessed') {
        telling.tell('processed', recorded, index, { client: fact.client, group, offset });
        return;
      }
      const key = `${group === '' ? recorded.node : group}`;
      const nth = (times.get(key) ?? 0) + 1;
      times.set(key, nth);
      telling.tell('delivered', recorded, index, { client: fact.client, group, offset, broker: fact.broker, nth });
      if (group === '') return;
      const offsets = uncommitted.get(group) ?? new Set<number>();
      uncommitted.set(group, offsets.add(offset));
    },
    recording.facts.countUpTo(first.step - 1),
  );
}

/** null: it is not among them. */
function offsetIn(
  { from, count, records }: { readonly from: number; readonly count: number; readonly records: readonly string[] },
  id: string,
  copies: readonly { readonly offset: number }[],
): number | null {
  if (records.length > 0) {
    const place = records.indexOf(id);
    return place < 0 ? null : from + place;
  }
  return copies.find(({ offset }) => from <= offset && offset < from + count)?.offset ?? null;
}
