/**
 * Why nothing came: what is behind a session that ran out, a follower that does not fetch, a request that times out. The
 * event is a timer's, and its cause is what kept somebody quiet: a dead or stopped process, a link that was cut.
 */
import type { Micros } from '../../base/time.ts';
import type { FactType } from '../../kafka/facts.ts';
import type { Look, Told } from './look.ts';

const ENDS: readonly FactType[] = ['ProcessKilled', 'PowerLost', 'ProcessPaused', 'ProcessExited', 'ConsumerClosed'];
const BEGINS: readonly FactType[] = ['ProcessStarted', 'ProcessResumed'];

/** What kept `node` from being heard of by `peers` at some time since `since`, up to the fact `before`. */
export function silencer(
  look: Look,
  node: string,
  peers: readonly string[],
  before: number,
  since: Micros,
): Told | undefined {
  return ended(look, node, before, since) ?? cutOff(look, node, peers, before, since) ?? slowed(look, node, before);
}

function ended(look: Look, node: string, before: number, since: Micros): Told | undefined {
  const isOf = (fact: object): boolean =>
    ('node' in fact && fact.node === node) || ('client' in fact && fact.client === node);
  const end = look.newestOf(ENDS, before, isOf);
  if (end === undefined) return undefined;
  const begin = look.newestOf(BEGINS, before, isOf);
  return begin === undefined || begin.index < end.index || begin.at > since ? end : undefined;
}

function cutOff(look: Look, node: string, peers: readonly string[], before: number, since: Micros): Told | undefined {
  const touches = (ends: readonly string[], others: readonly string[]): boolean =>
    ends.includes(node) && (peers.length === 0 || peers.some((peer) => others.includes(peer)));
  const isBetween = (fact: { from: readonly string[]; to: readonly string[] }): boolean =>
    touches(fact.from, fact.to) || touches(fact.to, fact.from);
  const changed = look.newest('LinkChanged', before, (fact) => isBetween(fact) && !fact.rule.includes('clear'));
  if (changed === undefined) return undefined;
  const healed = look.newestOf(
    ['NetworkHealed', 'LinkChanged'],
    before,
    (fact) =>
      fact.type === 'NetworkHealed' || (fact.type === 'LinkChanged' && isBetween(fact) && fact.rule.includes('clear')),
  );
  return healed === undefined || healed.index < changed.index || healed.at > since ? changed : undefined;
}

function slowed(look: Look, node: string, before: number): Told | undefined {
  const slow = look.newest('DiskSlowed', before, (fact) => fact.node === node);
  return slow !== undefined && slow.fact.type === 'DiskSlowed' && slow.fact.factor > 1 ? slow : undefined;
}
