/** Which links are drawn, and the way each takes between its two boxes. */
import type { Frame } from '../../frame/frame.ts';
import type { Box, Groups, LinkPath, NodeBox, StageLayout } from './layout.ts';
import { curve, type Path, type Point, wire } from './path.ts';

type Wiring = Pick<StageLayout, 'nodeById' | 'nodes' | 'columns' | 'busX' | 'busY' | 'isStacked' | 'width' | 'paths'>;

/** Between two rows of a stack: wires go through it. */
export const ROW_GAP = 22;

/** All pairs while they are few; in a large cluster those that have something to say to each other. */
export function linkPaths(frame: Frame, groups: Groups, layout: Wiring): LinkPath[] {
  const found = new Map<string, LinkPath>();
  const add = (a: string, b: string): void => {
    const link = linkBetween(layout, a, b);
    if (link !== undefined) found.set(pairKey(link.from, link.to), link);
  };
  const { controllers, brokers } = groups;
  everyPair(controllers.map(({ id }) => id)).forEach(([a, b]) => {
    add(a, b);
  });
  const isSmall = brokers.length <= 4;
  if (isSmall) {
    everyPair(brokers.map(({ id }) => id)).forEach(([a, b]) => {
      add(a, b);
    });
  }
  for (const broker of brokers) {
    for (const controller of controllers) if (layout.columns === 1) add(controller.id, broker.id);
    for (const client of [...groups.left, ...groups.right]) {
      if (isSmall && client.kind !== 'admin' && client.kind !== 'tool') add(client.id, broker.id);
    }
  }
  for (const link of frame.links) if (isSmall || link.cut || link.delay > 0) add(link.from, link.to);
  return [...found.values()];
}

function everyPair(ids: readonly string[]): [string, string][] {
  return ids.flatMap((a, place) => ids.slice(place + 1).map((b): [string, string] => [a, b]));
}

export function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** The way between two nodes in either direction; worked out when first asked for. `from` is where it starts. */
export function linkBetween(layout: Wiring, a: string, b: string): LinkPath | undefined {
  const key = pairKey(a, b);
  const known = layout.paths.get(key);
  if (known !== undefined) return known;
  const one = layout.nodeById.get(a);
  const other = layout.nodeById.get(b);
  if (one === undefined || other === undefined || a === b) return undefined;
  const [first, second] = rank(one) <= rank(other) ? [one, other] : [other, one];
  const link = { from: first.id, to: second.id, path: route(first, second, layout) };
  layout.paths.set(key, link);
  return link;
}

/** Clients, then controllers, then brokers: a route is drawn from the lower rank to the higher. */
function rank(node: NodeBox): number {
  if (isClient(node)) return 0;
  return isAbove(node) ? 1 : 2;
}

function isAbove({ kind }: NodeBox): boolean {
  return kind === 'controller' || kind === 'zookeeper';
}

function isClient(node: NodeBox): boolean {
  return node.kind === 'producer' || node.kind === 'consumer' || node.kind === 'admin' || node.kind === 'tool';
}

function route(a: NodeBox, b: NodeBox, layout: Wiring): Path {
  if (isAbove(a) && isAbove(b)) return a.y === b.y ? beneath(a, b) : straight(a, b);
  if (isAbove(a) && !isClient(b)) {
    return layout.columns === 1 ? alongBus(a, b, layout) : drop(a, b);
  }
  if (isClient(a) && !isClient(b)) return layout.isStacked ? alongRight(a, b, layout) : fromSide(a, b);
  if (layout.columns === 1 && !isClient(b)) return aroundRight(a, b, layout);
  return straight(a, b);
}

/** An arc under two boxes of one row. */
function beneath(a: NodeBox, b: NodeBox): Path {
  const [left, right] = a.x < b.x ? [a, b] : [b, a];
  const y = left.y + left.height;
  if (right.x - (left.x + left.width) < 40) {
    const middleY = left.y + left.height / 2;
    const direct = wire([
      { x: left.x + left.width, y: middleY },
      { x: right.x, y: middleY },
    ]);
    return left === a ? direct : reversed(direct);
  }
  const start = { x: left.x + left.width * 0.72, y };
  const end = { x: right.x + right.width * 0.28, y };
  const path = curve(start, { x: start.x, y: y + 20 }, { x: end.x, y: y + 20 }, end);
  return left === a ? path : reversed(path);
}

function reversed(path: Path): Path {
  const points = [...path.points].reverse();
  return { points, along: path.along.map((way) => path.length - way).reverse(), length: path.length };
}

/** Down to the lane, along it to the left of the brokers, down, and in. */
function alongBus(controller: NodeBox, broker: NodeBox, layout: Wiring): Path {
  const start = { x: controller.x + controller.width / 2, y: controller.y + controller.height };
  const inY = broker.y + 17;
  // Stacked, an ensemble stands above the controllers: its lane is between the two.
  const busY = layout.isStacked ? start.y + 16 : layout.busY;
  return wire([
    start,
    { x: start.x, y: busY },
    { x: layout.busX, y: busY },
    { x: layout.busX, y: inY },
    { x: broker.x, y: inY },
  ]);
}

function drop(controller: NodeBox, broker: NodeBox): Path {
  const start = { x: controller.x + controller.width / 2, y: controller.y + controller.height };
  const end = { x: broker.x + broker.width / 2, y: broker.y };
  return curve(start, { x: start.x, y: start.y + 30 }, { x: end.x, y: end.y - 30 }, end);
}

/** From a client's side into the broker's nearest side. */
function fromSide(client: NodeBox, broker: NodeBox): Path {
  const isLeft = client.x < broker.x;
  const start = { x: isLeft ? client.x + client.width : client.x, y: client.y + client.height / 2 };
  const end = { x: isLeft ? broker.x : broker.x + broker.width, y: broker.y + broker.height * 0.62 };
  const bend = (end.x - start.x) * 0.5;
  return curve(start, { x: start.x + bend, y: start.y }, { x: end.x - bend, y: end.y }, end);
}

/** Stacked: clients reach brokers over the lane at the right. */
function alongRight(client: NodeBox, broker: NodeBox, layout: Wiring): Path {
  const lane = layout.width - 14;
  const isBelow = client.y > broker.y;
  const start = outTo(lane, client, client.y + client.height / 2, isBelow, layout);
  const end = outTo(lane, broker, broker.y + broker.height * (isBelow ? 0.8 : 0.4), false, layout);
  return wire([...start, ...end.reverse()]);
}

/** Out of a box to the lane at its right: at its side, or through the gap between two rows where another box stands there. */
function outTo(lane: number, box: NodeBox, sideY: number, isUp: boolean, { nodes }: Wiring): Point[] {
  const isFree = !nodes.some((other) => other.y === box.y && other.x > box.x);
  if (isFree)
    return [
      { x: box.x + box.width, y: sideY },
      { x: lane, y: sideY },
    ];
  const x = box.x + box.width / 2;
  const y = isUp ? box.y : box.y + box.height;
  const gapY = isUp ? y - ROW_GAP / 2 : y + ROW_GAP / 2;
  return [
    { x, y },
    { x, y: gapY },
    { x: lane, y: gapY },
  ];
}

/** Brokers in one column: an arc at their right, wider the further apart they are. */
function aroundRight(a: NodeBox, b: NodeBox, layout: Wiring): Path {
  const [upper, lower] = a.y < b.y ? [a, b] : [b, a];
  const x = upper.x + upper.width;
  const start = { x, y: upper.y + 17 };
  const end = { x, y: lower.y + 17 };
  const isNext = lower.y - (upper.y + upper.height) < 60;
  const bulge = layout.isStacked ? (isNext ? 9 : 15) : isNext ? 34 : 52;
  const path = curve(start, { x: x + bulge, y: start.y }, { x: x + bulge, y: end.y }, end);
  return upper === a ? path : reversed(path);
}

/** Between the middles of two boxes, seen only where it leaves them. */
function straight(a: NodeBox, b: NodeBox): Path {
  const from = middle(a);
  const to = middle(b);
  const start = clip(from, to, a);
  const end = clip(to, from, b);
  const bend = Math.hypot(end.x - start.x, end.y - start.y) * 0.08;
  const across = a.y === b.y ? { x: 0, y: -bend } : { x: bend, y: 0 };
  const at = (t: number): Point => ({
    x: start.x + (end.x - start.x) * t + across.x,
    y: start.y + (end.y - start.y) * t + across.y,
  });
  return curve(start, at(1 / 3), at(2 / 3), end);
}

function middle(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Where the way from the middle of a box to a point leaves it. */
function clip(from: Point, to: Point, box: Box): Point {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const scale = Math.min(
    box.width / 2 / Math.max(1e-6, Math.abs(dx)),
    box.height / 2 / Math.max(1e-6, Math.abs(dy)),
    1,
  );
  return { x: from.x + dx * scale, y: from.y + dy * scale };
}
