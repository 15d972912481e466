/** Where the states of a chart stand and how its edges run. Places are given by hand; what has none goes below. */
import type { ChartFrame, ChartTransition } from '../../frame/lookFrames.ts';

export interface PlacedState {
  readonly name: string;
  /** Words of the name, one under the other. */
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge {
  readonly transition: ChartTransition;
  readonly path: string;
  /** Where the number of times stands. */
  readonly x: number;
  readonly y: number;
  /** Points of the arrow's head. */
  readonly head: string;
}

export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly states: readonly PlacedState[];
  readonly edges: readonly PlacedEdge[];
}

type Grid = Readonly<Record<string, readonly [column: number, row: number]>>;

/** Time runs to the right where the chart has a direction; what goes back runs above. */
const PLACES: Readonly<Record<ChartFrame['chart'], Grid>> = {
  'raft-role': {
    Initial: [0, 1],
    Unattached: [1, 0],
    Prospective: [2, 0],
    Candidate: [3, 0],
    Leader: [4, 0],
    Voted: [1, 1],
    Follower: [2, 1],
    Resigned: [4, 1],
  },
  'broker-lifecycle': {
    NOT_RUNNING: [0, 0],
    STARTING: [1, 0],
    RECOVERY: [2, 0],
    RUNNING: [3, 0],
    PENDING_CONTROLLED_SHUTDOWN: [3, 1],
    SHUTTING_DOWN: [2, 1],
  },
  'broker-control': { FENCED: [0, 0], UNFENCED: [2, 0], CONTROLLED_SHUTDOWN: [2, 1], SHUTDOWN_NOW: [0, 1] },
  'classic-group': {
    Empty: [0, 0],
    PreparingRebalance: [1, 0],
    CompletingRebalance: [2, 1],
    Stable: [3, 0],
    Dead: [0, 1],
  },
  'consumer-group': { Empty: [0, 0], Assigning: [2, 0], Reconciling: [2, 2], Stable: [1, 1] },
  'classic-member': { UNJOINED: [0, 0], PREPARING_REBALANCE: [1, 1], COMPLETING_REBALANCE: [2, 0], STABLE: [3, 1] },
  'consumer-member': {
    UNSUBSCRIBED: [0, 0],
    JOINING: [1, 0],
    RECONCILING: [2, 0],
    ACKNOWLEDGING: [3, 0],
    STABLE: [3, 1],
    FENCED: [1, 1],
    PREPARE_LEAVING: [2, 2],
    LEAVING: [1, 2],
    STALE: [0, 1],
    FATAL: [3, 2],
  },
  'group-member': { STABLE: [1, 0], UNREVOKED_PARTITIONS: [0, 1], UNRELEASED_PARTITIONS: [2, 1] },
  'zookeeper-peer': { FOLLOWING: [0, 0], LOOKING: [1, 1], LEADING: [2, 0] },
  'zk-partition': {
    NonExistentPartition: [0, 0],
    NewPartition: [1, 0],
    OnlinePartition: [2, 0],
    OfflinePartition: [1, 1],
  },
  'zk-replica': {
    NonExistentReplica: [0, 0],
    NewReplica: [1, 0],
    OnlineReplica: [2, 0],
    OfflineReplica: [2, 1],
    ReplicaDeletionIneligible: [2, 2],
    ReplicaDeletionStarted: [1, 1],
    ReplicaDeletionSuccessful: [0, 1],
  },
  'migration-driver': {
    UNINITIALIZED: [0, 0],
    INACTIVE: [1, 1],
    WAIT_FOR_CONTROLLER_QUORUM: [1, 0],
    WAIT_FOR_BROKERS: [2, 0],
    BECOME_CONTROLLER: [3, 0],
    ZK_MIGRATION: [3, 1],
    SYNC_KRAFT_TO_ZK: [3, 2],
    KRAFT_CONTROLLER_TO_BROKER_COMM: [2, 2],
    DUAL_WRITE: [1, 2],
  },
};

const STEP_X: Readonly<Record<ChartFrame['chart'], number>> = {
  'raft-role': 134,
  'broker-lifecycle': 150,
  'broker-control': 150,
  'classic-group': 190,
  'consumer-group': 160,
  'classic-member': 160,
  'consumer-member': 170,
  'group-member': 170,
  'zookeeper-peer': 140,
  'zk-partition': 200,
  'zk-replica': 220,
  'migration-driver': 190,
};
const STEP_Y = 92;
const EDGE_X = 62;
const EDGE_Y = 46;
const LETTER = 7.6;
const LINE = 15;

export function layoutChart({ chart, states, transitions }: ChartFrame): ChartLayout {
  const grid = PLACES[chart];
  const known = states.filter(({ name }) => grid[name] !== undefined);
  const rows = Math.max(...known.map(({ name }) => grid[name]![1]), 0) + 1;
  const placed = new Map<string, PlacedState>();
  let strangers = 0;
  for (const { name } of states) {
    const [column, row] = grid[name] ?? [strangers++, rows];
    const lines = linesOf(name);
    const width = Math.max(74, Math.max(...lines.map(({ length }) => length)) * LETTER + 18);
    const height = lines.length * LINE + 16;
    placed.set(name, { name, lines, x: EDGE_X + column * STEP_X[chart], y: EDGE_Y + row * STEP_Y, width, height });
  }
  const all = [...placed.values()];
  return {
    width: Math.max(...all.map(({ x, width }) => x + width / 2)) + 12,
    height: Math.max(...all.map(({ y, height }) => y + height / 2)) + 34,
    states: all,
    edges: transitions.flatMap((transition) => {
      const [from, to] = [placed.get(transition.from), placed.get(transition.to)];
      return from === undefined || to === undefined ? [] : [edge(transition, from, to)];
    }),
  };
}

/** `PENDING_CONTROLLED_SHUTDOWN` in two lines of about the same length. */
export function linesOf(name: string): readonly string[] {
  if (name.length <= 14 || !name.includes('_')) return [name];
  const parts = name.split('_');
  let best = 1;
  const longer = (cut: number): number =>
    Math.max(parts.slice(0, cut).join('_').length, parts.slice(cut).join('_').length);
  for (let cut = 2; cut < parts.length; cut++) if (longer(cut) < longer(best)) best = cut;
  return [`${parts.slice(0, best).join('_')}_`, parts.slice(best).join('_')];
}

type Point = readonly [x: number, y: number];

/** A curve that bends to its right, so that there and back do not meet. */
function edge(transition: ChartTransition, from: PlacedState, to: PlacedState): PlacedEdge {
  if (from === to) return loop(transition, from);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.sqrt(dx * dx + dy * dy);
  const bend = Math.min(72, 16 + length * (Math.abs(dy) < 1 ? 0.2 : 0.1));
  const middle: Point = [(from.x + to.x) / 2 - (dy / length) * bend, (from.y + to.y) / 2 + (dx / length) * bend];
  const start = border(from, middle);
  const end = border(to, middle);
  return {
    transition,
    path: `M${text(start)}Q${text(middle)} ${text(end)}`,
    head: arrow(middle, end),
    x: round((start[0] + 2 * middle[0] + end[0]) / 4),
    y: round((start[1] + 2 * middle[1] + end[1]) / 4),
  };
}

function loop(transition: ChartTransition, { x, y, height }: PlacedState): PlacedEdge {
  const top = y - height / 2;
  const end: Point = [x + 10, top];
  return {
    transition,
    path: `M${text([x - 10, top])}C${text([x - 24, top - 32])} ${text([x + 24, top - 32])} ${text(end)}`,
    head: arrow([x + 20, top - 24], end),
    x,
    y: top - 24,
  };
}

/** Where the line from the state's middle to `towards` leaves its box. */
function border({ x, y, width, height }: PlacedState, towards: Point): Point {
  const [dx, dy] = [towards[0] - x, towards[1] - y];
  const reach = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : width / 2 / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : height / 2 / Math.abs(dy),
  );
  return [x + dx * reach, y + dy * reach];
}

function arrow(from: Point, to: Point): string {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.sqrt(dx * dx + dy * dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const back: Point = [to[0] - ux * 8, to[1] - uy * 8];
  return `M${text(to)}L${text([back[0] - uy * 4, back[1] + ux * 4])}L${text([back[0] + uy * 4, back[1] - ux * 4])}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function text([x, y]: Point): string {
  return `${round(x)} ${round(y)}`;
}
