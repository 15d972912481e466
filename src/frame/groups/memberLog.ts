/** The members of one group over time: what each was at, when its application was busy, and how long it was stopped. */
import type { Micros } from '../../base/time.ts';
import type { GroupMemberRow, MemberPhase } from './groupFrame.ts';

interface Instant {
  readonly step: number;
  readonly at: Micros;
}

interface Member {
  readonly node: string;
  readonly phases: (Instant & { readonly phase: MemberPhase })[];
  readonly busy: { readonly from: Micros; to: Micros }[];
  /** Since when it has records in hand; null: it has none. */
  busySince: Micros | null;
  /** It has been through with one of them: processing takes it time. */
  works: boolean;
  readonly stops: { readonly from: Micros; to: Micros | null }[];
}

/** MemberState of either protocol, as AbstractCoordinator and AbstractMembershipManager have it. */
const PHASES: Readonly<Record<string, MemberPhase>> = {
  UNJOINED: 'out',
  PREPARING_REBALANCE: 'joining',
  COMPLETING_REBALANCE: 'syncing',
  STABLE: 'stable',
  UNSUBSCRIBED: 'out',
  JOINING: 'joining',
  RECONCILING: 'reconciling',
  ACKNOWLEDGING: 'reconciling',
  FENCED: 'kicked',
  PREPARE_LEAVING: 'leaving',
  LEAVING: 'leaving',
  FATAL: 'out',
  STALE: 'kicked',
};

/** What takes less is no work that a person would see. */
const SHORTEST_WORK: Micros = 20_000;
/** Between two polls that find records waiting. */
const BREATH: Micros = 5_000;

export class MemberLog {
  readonly #members: Member[] = [];
  readonly #places = new Map<string, number>();

  has(node: string): boolean {
    return this.#places.has(node);
  }

  /** Members are counted from the first time one is heard of. */
  placeOf(node: string): number {
    let place = this.#places.get(node);
    if (place === undefined) {
      place = this.#members.length;
      this.#places.set(node, place);
      this.#members.push({ node, phases: [], busy: [], busySince: null, works: false, stops: [] });
    }
    return place;
  }

  changed(node: string, instant: Instant, state: string): void {
    const phase = PHASES[state] ?? 'out';
    const member = this.#of(node);
    // Whoever was put out is that until it joins again, whatever it goes through meanwhile.
    if (last(member) === 'kicked' && (phase === 'out' || phase === 'leaving')) return;
    this.#phase(member, instant, phase);
    if (phase === 'stable') stop(member, instant.at, false);
  }

  assigned(node: string, { at }: Instant, count: number): void {
    if (count > 0) stop(this.#of(node), at, false);
  }

  revoked(node: string, { at }: Instant, left: number): void {
    if (left === 0) stop(this.#of(node), at, true);
  }

  /** By its coordinator, or by itself because its application does not poll. */
  kicked(node: string, instant: Instant): void {
    const member = this.#of(node);
    const phase = last(member);
    if (phase !== 'dead' && phase !== 'closed') this.#phase(member, instant, 'kicked');
  }

  gone(node: string, instant: Instant, cause: 'died' | 'closed'): void {
    const member = this.#of(node);
    const phase = last(member);
    if (phase !== 'dead' && phase !== 'closed') this.#phase(member, instant, cause === 'died' ? 'dead' : 'closed');
    stop(member, instant.at, false);
    work(member, instant.at);
  }

  /** poll() has returned with records, one of them is processed, or poll() is called again. */
  polled(node: string, at: Micros, what: 'records' | 'processed' | 'poll'): void {
    const place = this.#places.get(node);
    if (place === undefined) return;
    const member = this.#members[place]!;
    if (what === 'records') member.busySince ??= at;
    else if (what === 'processed') member.works = true;
    else work(member, at);
  }

  beganBy(until: Micros): boolean {
    return this.#members.some(({ phases }) => phases[0] !== undefined && phases[0].at <= until);
  }

  rows(until: Micros): readonly GroupMemberRow[] {
    return this.#members.map(({ node, phases, busy, busySince, works, stops }, place) => {
      const known = phases.filter(({ at }) => at <= until);
      const work = busy.filter(({ from }) => from <= until).map(({ from, to }) => ({ from, to: Math.min(to, until) }));
      if (works && busySince !== null && until - busySince >= SHORTEST_WORK) work.push({ from: busySince, to: until });
      return {
        node,
        letter: letterOf(place),
        phases: known
          .map(({ at, step, phase }, index) => ({ from: at, to: known[index + 1]?.at ?? until, step, phase }))
          .filter(({ from, to }, index) => to > from || index === known.length - 1),
        busy: work,
        stopped: stops
          .filter(({ from }) => from <= until)
          .reduce((sum, { from, to }) => sum + Math.min(until, to ?? until) - from, 0),
      };
    });
  }

  #of(node: string): Member {
    return this.#members[this.placeOf(node)]!;
  }

  #phase({ phases }: Member, { step, at }: Instant, phase: MemberPhase): void {
    if (phases[phases.length - 1]?.phase !== phase) phases.push({ step, at, phase });
  }
}

/** A … Z, then AA, AB … */
export function letterOf(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26));
  return place < 26 ? letter : letterOf(Math.floor(place / 26) - 1) + letter;
}

function last({ phases }: Member): MemberPhase | undefined {
  return phases[phases.length - 1]?.phase;
}

function stop({ stops }: Member, at: Micros, begins: boolean): void {
  const open = stops[stops.length - 1];
  if (begins) {
    if (open === undefined || open.to !== null) stops.push({ from: at, to: null });
  } else if (open?.to === null) open.to = at;
}

function work(member: Member, at: Micros): void {
  const from = member.busySince;
  member.busySince = null;
  if (from === null || !member.works || at - from < SHORTEST_WORK) return;
  const before = member.busy[member.busy.length - 1];
  if (before !== undefined && from - before.to <= BREATH) before.to = at;
  else member.busy.push({ from, to: at });
}
