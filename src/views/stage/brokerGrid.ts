/** Brokers in as many columns as give the largest record cells; each holds a strip for each of its replicas. */
import type { BrokerFrame } from '../../frame/frame.ts';
import { targetKey } from '../../frame/target.ts';
import type { Box, Density, NodeBox, StripBox } from './layout.ts';

/** Height of one strip with its gap, and what stands left and right of its cells. */
export interface StripSize {
  readonly density: Density;
  readonly pitch: number;
  readonly height: number;
  readonly before: number;
  readonly after: number;
  /** Height of what stands above the strips, room under them, and room between brokers. */
  readonly head: number;
  readonly padding: number;
  readonly gap: number;
}

const AIRY = { head: 34, padding: 10, gap: 18 };
const TIGHT = { head: 24, padding: 4, gap: 9 };
const ROOMY = { density: 'roomy', before: 148, after: 100, ...AIRY } as const;
const COMPACT = { density: 'compact', before: 96, after: 14 } as const;
const DENSE = { density: 'dense', before: 16, after: 8, ...AIRY, head: 30 } as const;

const SIZES: readonly StripSize[] = [
  { ...ROOMY, pitch: 44, height: 28 },
  { ...ROOMY, pitch: 34, height: 22 },
  { ...ROOMY, pitch: 28, height: 18 },
  { ...COMPACT, ...AIRY, pitch: 40, height: 26, before: 100, after: 16 },
  { ...COMPACT, ...AIRY, pitch: 30, height: 20 },
  { ...COMPACT, ...AIRY, pitch: 20, height: 14, before: 92 },
  { ...COMPACT, ...TIGHT, pitch: 18, height: 13, before: 92 },
  { ...COMPACT, ...TIGHT, pitch: 15, height: 11, before: 92 },
  { ...DENSE, pitch: 11, height: 8 },
  { ...DENSE, ...TIGHT, pitch: 8, height: 6 },
];
const STACKED_SIZES: readonly StripSize[] = [
  { ...COMPACT, ...AIRY, pitch: 24, height: 14, before: 92 },
  { ...DENSE, pitch: 12, height: 9 },
];

const GRID_GAP = 22;
const CELLS = 24;
const LARGEST_CELL = 26;

export interface BrokerGrid {
  readonly nodes: readonly NodeBox[];
  readonly columns: number;
  readonly density: Density;
  readonly height: number;
}

export function brokerGrid(brokers: readonly BrokerFrame[], room: Box, isStacked: boolean): BrokerGrid {
  const most = Math.max(1, ...brokers.map((broker) => broker.replicas.length));
  const { columns, size } = isStacked
    ? { columns: 1, size: STACKED_SIZES[most > 8 ? 1 : 0]! }
    : bestGrid(brokers.length, most, room);
  const gap = columns === 1 ? size.gap : Math.max(size.gap, GRID_GAP - 4);
  const width = Math.floor((room.width - gap * (columns - 1)) / columns);
  const nodes: NodeBox[] = [];
  const slack = isStacked ? 0 : spare(brokers, columns, size, room.height);
  // Room to spare goes between the rows first, then above and below.
  const rows = Math.ceil(brokers.length / columns);
  const air = Math.min(36, slack / Math.max(1, rows));
  let y = room.y + (slack - air * Math.max(0, rows - 1)) * 0.3;
  for (let first = 0; first < brokers.length; first += columns) {
    const row = brokers.slice(first, first + columns);
    const height = Math.max(...row.map((broker) => brokerHeight(broker.replicas.length, size)));
    row.forEach((broker, place) => {
      const box = { x: room.x + place * (width + gap), y: Math.round(y), width, height };
      nodes.push({ ...box, head: size.head, id: broker.id, kind: broker.kind, strips: strips(broker, box, size) });
    });
    y += height + gap + air;
  }
  const last = nodes[nodes.length - 1];
  return { nodes, columns, density: size.density, height: last === undefined ? 0 : last.y + last.height - room.y };
}

function brokerHeight(replicas: number, size: StripSize): number {
  return size.head + Math.max(1, replicas) * size.pitch + size.padding;
}

function spare(brokers: readonly BrokerFrame[], columns: number, size: StripSize, height: number): number {
  let used = 0;
  for (let first = 0; first < brokers.length; first += columns) {
    const replicas = brokers.slice(first, first + columns).map((broker) => broker.replicas.length);
    used += brokerHeight(Math.max(0, ...replicas), size) + size.gap;
  }
  return Math.max(0, height - used);
}

/** The largest cells that fit; where nothing fits the smallest, and the stage scrolls. */
function bestGrid(brokers: number, replicas: number, room: Box): { columns: number; size: StripSize } {
  let best = { columns: Math.min(brokers, 3) || 1, size: SIZES[SIZES.length - 1]!, score: -1 };
  for (let columns = 1; columns <= Math.min(4, Math.max(1, brokers)); columns++) {
    const rows = Math.ceil(brokers / columns);
    const width = (room.width - GRID_GAP * (columns - 1)) / columns;
    for (const size of SIZES) {
      const cell = Math.min(LARGEST_CELL, (width - size.before - size.after) / CELLS);
      const height = rows * brokerHeight(replicas, size) + (rows - 1) * size.gap;
      if (cell < 3.5 || height > room.height) continue;
      const score = Math.sqrt(cell * size.height) * (columns === 1 ? 1.4 : 1);
      if (score > best.score) best = { columns, size, score };
    }
  }
  return best;
}

function strips(broker: BrokerFrame, box: Box, size: StripSize): StripBox[] {
  const room = box.width - size.before - size.after;
  const cellCount = room < CELLS * 5 ? Math.max(6, Math.floor(room / 5)) : CELLS;
  const cellWidth = Math.min(LARGEST_CELL, Math.floor((room / cellCount) * 2) / 2);
  return broker.replicas.map((replica, place) => ({
    key: targetKey({ type: 'replica', partition: replica.partition, broker: broker.nodeId }),
    node: broker.id,
    partition: replica.partition,
    broker: broker.nodeId,
    x: box.x,
    y: box.y + size.head + place * size.pitch + (size.pitch - size.height) / 2,
    width: box.width,
    height: size.height,
    cellsX: box.x + size.before,
    cellWidth,
    cellCount: Math.min(cellCount, Math.floor(room / cellWidth)),
  }));
}
