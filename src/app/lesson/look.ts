/** Where a beat wants people to look: what is selected, and which lens is open. */
import type { Target } from '../../frame/target.ts';
import { isMissing, lensNamed } from '../commands/lenses.ts';
import type { Conductor } from '../conductor.ts';
import { currentView } from '../store.ts';

export function lookedAt(
  conductor: Conductor,
  { select, lens }: { readonly select: string | null; readonly lens: string | null },
): void {
  const target = select === null ? undefined : targetOf(conductor, select);
  if (target !== undefined) conductor.select(target);
  const tab = lens === null ? undefined : lensNamed(lens);
  if (tab !== undefined && !isMissing(tab, conductor.state)) conductor.set({ lens: tab });
  const group = tab === 'group' && target?.type === 'node' ? groupOf(conductor, target.id) : null;
  if (group !== null) conductor.set({ group });
}

/** Of a member; the lens of groups shows the one that it is in. */
function groupOf(conductor: Conductor, id: string): string | null {
  const node = currentView(conductor.state)?.frame.nodes.find((one) => one.id === id);
  return node?.kind === 'consumer' ? node.group : null;
}

/** `b2`, `orders-0`, or `b2 orders-0`. */
export function targetOf(conductor: Conductor, text: string): Target | undefined {
  const [first = '', second] = text.split(' ');
  const broker = /^b(\d+)$/.exec(first);
  if (second !== undefined) {
    return broker === null ? undefined : { type: 'replica', partition: second, broker: Number(broker[1]) };
  }
  const frame = currentView(conductor.state)?.frame;
  if (frame?.nodes.some(({ id }) => id === first) === true) return { type: 'node', id: first };
  return frame?.partitions.some(({ id }) => id === first) === true ? { type: 'partition', id: first } : undefined;
}
