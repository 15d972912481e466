/** Links that are cut, slow and healed: iptables and tc in the network of one of the two nodes. */
import type { TimelineLine } from '../../scenario/schema.ts';
import { CANNOT, type CannotList } from './cannot.ts';
import { secondsText } from './clients.ts';
import { shellWord } from './quote.ts';
import { targetsFor } from './targets.ts';

interface Around {
  readonly nodes: readonly string[];
  readonly ensemble: readonly string[];
  readonly cannot: CannotList;
}

interface Link {
  readonly from: string | readonly string[];
  readonly to: string | readonly string[];
  readonly 'both-ways'?: boolean | undefined;
}

export function linkCommands(
  line: TimelineLine,
  action: 'cut' | 'heal' | 'slow-link',
  say: string,
  around: Around,
): string[] {
  if (action === 'heal' && line.heal === 'all') return ['heal_all'];
  const link = line[action] as Link;
  if (action !== 'heal') around.cannot.add(say, action === 'slow-link' ? CANNOT.slowLink : CANNOT.cut);
  const from = sideOf(link.from, link.to, say, around);
  const to = sideOf(link.to, link.from, say, around);
  if (from.length === 0 || to.length === 0) return [];
  const isBothWays = link['both-ways'] !== false;
  if (action === 'slow-link') return slow(line['slow-link']!, from, to, isBothWays);
  const command = action === 'cut' ? 'cut_link' : 'heal_link';
  // What is done in one place is done at one moment: where fewer are.
  const isAtFrom = from.length <= to.length;
  const [here, there] = isAtFrom ? [from, to] : [to, from];
  const way = isBothWays ? 'both' : isAtFrom ? 'out' : 'in';
  return here.map((node) => [command, way, node, ...there].join(' '));
}

/** Either side slows what it sends itself. */
function slow(
  { delay, bandwidth }: NonNullable<TimelineLine['slow-link']>,
  from: readonly string[],
  to: readonly string[],
  isBothWays: boolean,
): string[] {
  const how = [
    delay === undefined ? '0' : `${secondsText(delay)}s`,
    bandwidth === undefined ? '10gbit' : `${bandwidth * 8}bit`,
  ];
  return [
    ...from.map((node) => ['slow_link', node, ...how, ...to].join(' ')),
    ...(isBothWays ? to.map((node) => ['slow_link', node, ...how, ...from].join(' ')) : []),
  ];
}

function sideOf(side: Link['from'], other: Link['to'], say: string, around: Around): readonly string[] {
  const rest = around.nodes.filter((node) => !many(other).includes(node)).map(shellWord);
  return many(side).flatMap((target) =>
    target === 'others' ? rest : targetsFor([target], say, around).map(({ word }) => word),
  );
}

function many(written: string | readonly string[]): readonly string[] {
  return typeof written === 'string' ? [written] : written;
}
