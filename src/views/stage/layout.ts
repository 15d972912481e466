/**
 * Where everything on the stage stands: controllers and ZooKeeper above, brokers in the middle with a strip for each replica, producers
 * left, consumers right. Depends on which nodes and replicas there are and on the room, not on what they are doing, so
 * that it holds still while the cluster runs. On a narrow screen everything is stacked.
 */
import type { BrokerFrame, Frame, NodeFrame } from '../../frame/frame.ts';
import { brokerGrid } from './brokerGrid.ts';
import { linkPaths, ROW_GAP } from './links.ts';
import type { Path } from './path.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface NodeBox extends Box {
  readonly id: string;
  readonly kind: NodeFrame['kind'];
  /** Height of its first line. */
  readonly head: number;
  readonly strips: readonly StripBox[];
}

/** One replica: label and role at the left, then cells, then numbers where there is room. */
export interface StripBox extends Box {
  readonly key: string;
  readonly node: string;
  readonly partition: string;
  readonly broker: number;
  readonly cellsX: number;
  readonly cellWidth: number;
  readonly cellCount: number;
}

export interface LinkPath {
  readonly from: string;
  readonly to: string;
  readonly path: Path;
}

/** roomy: labels and numbers. compact: short labels. dense: strips only, names on focus. */
export type Density = 'roomy' | 'compact' | 'dense';

export interface StageLayout {
  readonly width: number;
  readonly height: number;
  readonly isStacked: boolean;
  readonly density: Density;
  readonly nodes: readonly NodeBox[];
  readonly links: readonly LinkPath[];
  readonly nodeById: ReadonlyMap<string, NodeBox>;
  readonly stripByKey: ReadonlyMap<string, StripBox>;
  /** Brokers in one column get their wires at the sides; in a grid wires go straight. */
  readonly columns: number;
  /** The lane of the metadata wires, left of the brokers, and where the lane to the controllers runs. */
  readonly busX: number;
  readonly busY: number;
  readonly paths: Map<string, LinkPath>;
}

export const STACKED_BELOW = 640;
const MARGIN = 12;
const CONTROLLER_HEIGHT = 60;

export interface Groups {
  /** What keeps the metadata: the ensemble, then KRaft's controllers; both where one is moved to the other. */
  readonly controllers: readonly NodeFrame[];
  readonly brokers: readonly BrokerFrame[];
  readonly left: readonly NodeFrame[];
  readonly right: readonly NodeFrame[];
}

export function groupNodes(nodes: readonly NodeFrame[]): Groups {
  return {
    controllers: (['zookeeper', 'controller'] as const).flatMap((kind) => nodes.filter((node) => node.kind === kind)),
    brokers: nodes.filter((node): node is BrokerFrame => node.kind === 'broker' || node.kind === 'combined'),
    left: (['producer', 'admin', 'tool'] as const).flatMap((kind) => nodes.filter((node) => node.kind === kind)),
    right: nodes.filter((node) => node.kind === 'consumer'),
  };
}

/** Two frames with the same signature have the same layout in the same room. */
export function layoutSignature(frame: Frame): string {
  const nodes = frame.nodes.map((node) =>
    'replicas' in node ? `${node.id}:${node.replicas.map((r) => r.partition).join(' ')}` : `${node.kind} ${node.id}`,
  );
  return `${nodes.join('|')}#${frame.links.map((link) => `${link.from}>${link.to}`).join(' ')}`;
}

export function layoutStage(frame: Frame, width: number, height: number): StageLayout {
  const groups = groupNodes(frame.nodes);
  const placed = width < STACKED_BELOW ? stack(groups, width) : spread(groups, width, height);
  const nodeById = new Map(placed.nodes.map((node) => [node.id, node]));
  const stripByKey = new Map(placed.nodes.flatMap(({ strips }) => strips.map((strip) => [strip.key, strip] as const)));
  const base = {
    ...placed,
    nodeById,
    stripByKey,
    links: [] as readonly LinkPath[],
    paths: new Map<string, LinkPath>(),
  };
  return { ...base, links: linkPaths(frame, groups, base) };
}

type Placed = Pick<StageLayout, 'width' | 'height' | 'isStacked' | 'density' | 'nodes' | 'columns' | 'busX' | 'busY'>;

function spread(groups: Groups, width: number, height: number): Placed {
  const isCrowded = groups.brokers.length > 4;
  const side = Math.round(Math.min(isCrowded ? 150 : 180, Math.max(116, width * 0.165)));
  const gap = Math.round(Math.min(isCrowded ? 60 : 88, Math.max(52, width * 0.07)));
  const hasSide = (list: readonly unknown[]): number => (list.length > 0 ? side + gap : gap);
  const left = MARGIN + (groups.left.length > 0 ? side : 0) + gap;
  const middle = width - left - hasSide(groups.right) - MARGIN;
  const isShort = height < 430;
  const head = isShort ? 52 : CONTROLLER_HEIGHT;
  const top = groups.controllers.length > 0 ? MARGIN + head + (isShort ? 26 : 40) : MARGIN + 8;
  const room = { x: left, y: top, width: middle, height: Math.max(160, height - top - MARGIN) };
  const grid = brokerGrid(groups.brokers, room, false);
  const clientRoom = { y: top, height: Math.max(grid.height, room.height) };
  const clients = [
    ...clientColumn(groups.left, MARGIN, side, clientRoom),
    ...clientColumn(groups.right, width - MARGIN - side, side, clientRoom),
  ];
  const nodes = [...row(groups.controllers, left, middle, MARGIN, head, 190), ...grid.nodes, ...clients];
  const bottom = Math.max(...nodes.map((node) => node.y + node.height), 0);
  return {
    width,
    height: Math.max(height, bottom + MARGIN),
    isStacked: false,
    density: grid.density,
    nodes,
    columns: grid.columns,
    busX: left - 16,
    busY: MARGIN + head + (isShort ? 14 : 22),
  };
}

function stack(groups: Groups, width: number): Placed {
  const lane = 26;
  const inner = { x: MARGIN + lane, width: width - 2 * (MARGIN + lane) };
  const nodes: NodeBox[] = [];
  let y = MARGIN;
  const put = (row: readonly NodeBox[], gap: number): void => {
    nodes.push(...row);
    y = Math.max(y, ...row.map((box) => box.y + box.height + gap));
  };
  for (const kind of ['zookeeper', 'controller'] as const) {
    const above = groups.controllers.filter((node) => node.kind === kind);
    put(row(above, inner.x, inner.width, y, 54, 150), 34);
  }
  const busY = y - 18;
  for (const pair of pairs(groups.left)) {
    // A producer has a line more when its send() waits.
    const height = pair.some(({ kind }) => kind === 'producer') ? 80 : 62;
    put(row(pair, inner.x, inner.width, y, height, inner.width), ROW_GAP);
  }
  const grid = brokerGrid(groups.brokers, { ...inner, y, height: 0 }, true);
  put(grid.nodes, ROW_GAP);
  for (const pair of pairs(groups.right)) {
    put(row(pair, inner.x, inner.width, y, Math.max(...pair.map(clientHeight)) - 8, inner.width), ROW_GAP);
  }
  return { width, height: y, isStacked: true, density: grid.density, nodes, columns: 1, busX: MARGIN + 8, busY };
}

function pairs<T>(list: readonly T[]): (readonly T[])[] {
  const rows: T[][] = [];
  for (let place = 0; place < list.length; place += 2) rows.push(list.slice(place, place + 2));
  return rows;
}

/** Boxes side by side, in the middle of the room. */
function row(
  nodes: readonly NodeFrame[],
  x: number,
  width: number,
  y: number,
  height: number,
  most: number,
): NodeBox[] {
  const gap = nodes.length > 3 ? 10 : 18;
  const each = Math.min(most, (width - gap * (nodes.length - 1)) / Math.max(1, nodes.length));
  const start = x + (width - each * nodes.length - gap * (nodes.length - 1)) / 2;
  return nodes.map((node, place) => ({
    id: node.id,
    kind: node.kind,
    x: Math.round(start + place * (each + gap)),
    y,
    width: Math.round(each),
    height,
    head: height < 56 ? 28 : 34,
    strips: [],
  }));
}

function clientColumn(
  nodes: readonly NodeFrame[],
  x: number,
  width: number,
  room: Pick<Box, 'y' | 'height'>,
): NodeBox[] {
  const gap = 14;
  const wanted = nodes.map(clientHeight);
  const total = wanted.reduce((sum, one) => sum + one, 0) + gap * Math.max(0, nodes.length - 1);
  const scale = Math.min(1, room.height / Math.max(1, total));
  let y = room.y + Math.max(0, (room.height - total) / 2);
  return nodes.map((node, place) => {
    const height = Math.max(40, Math.floor(wanted[place]! * scale));
    const box = { id: node.id, kind: node.kind, x, y: Math.round(y), width, height, head: 34, strips: [] };
    y += height + gap * scale;
    return box;
  });
}

function clientHeight(node: NodeFrame): number {
  switch (node.kind) {
    case 'producer':
      return 143;
    case 'consumer':
      return (node.group === null ? 56 : 78) + 19 * Math.min(4, Math.max(1, node.positions.length));
    default:
      return 46;
  }
}
