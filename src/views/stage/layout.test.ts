import { describe, expect, test } from 'vitest';
import type { Frame } from '../../frame/frame.ts';
import { zooKeeper } from '../gallery/builder.ts';
import { large } from '../gallery/large.ts';
import { SITUATIONS } from '../gallery/situations.ts';
import { type Box, layoutSignature, layoutStage, type StageLayout } from './layout.ts';
import { linkBetween } from './links.ts';
import type { Point } from './path.ts';

const frameOf = (id: string): Frame => SITUATIONS.find((one) => one.id === id)!.frame;
const SIZES = [
  [1100, 760],
  [820, 520],
  [700, 480],
  [390, 844],
  [320, 600],
] as const;

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function collisions(layout: StageLayout): string[] {
  return layout.nodes.flatMap((a, place) =>
    layout.nodes.slice(place + 1).flatMap((b) => (overlaps(a, b) ? [`${a.id} over ${b.id}`] : [])),
  );
}

/** Pieces are short, or run along an axis. */
function meets(box: Box, a: Point, b: Point): boolean {
  const way = { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
  return overlaps(box, { ...way, width: way.width + 0.01, height: way.height + 0.01 });
}

/** The picture as text: one line a box. */
function picture(layout: StageLayout): string {
  const head = `${layout.density}, ${layout.columns} columns, ${layout.links.length} links`;
  const boxes = layout.nodes.map((box) => {
    const strip = box.strips[0];
    const cells =
      strip === undefined
        ? ''
        : ` ${box.strips.length} strips of ${strip.cellCount} cells ${strip.cellWidth} x ${strip.height}`;
    return `${box.id} at ${box.x},${box.y} ${box.width} x ${box.height}${cells}`;
  });
  return [head, ...boxes].join('\n');
}

describe('the stage', () => {
  test.each(SITUATIONS.flatMap(({ id }) => SIZES.map(([width, height]) => [id, width, height] as const)))(
    '%s at %i x %i: nothing overlaps or leaves the room, every replica has its strip',
    (id, width, height) => {
      const frame = frameOf(id);
      const layout = layoutStage(frame, width, height);
      expect(collisions(layout)).toEqual([]);
      for (const box of layout.nodes) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
        for (const strip of box.strips) {
          expect(strip.cellsX + strip.cellWidth * strip.cellCount).toBeLessThanOrEqual(box.x + box.width);
          expect(strip.y + strip.height).toBeLessThanOrEqual(box.y + box.height);
          expect(strip.cellCount).toBeGreaterThanOrEqual(6);
        }
      }
      const replicas = frame.nodes.flatMap((node) => ('replicas' in node ? node.replicas : []));
      expect(layout.stripByKey.size).toBe(replicas.length);
    },
  );

  test('the calm cluster, as a picture', () => {
    expect(picture(layoutStage(frameOf('calm'), 820, 520))).toMatchInlineSnapshot(`
      "compact, 1 columns, 21 links
      c101 at 204,12 125 x 60
      c102 at 347,12 125 x 60
      c103 at 491,12 125 x 60
      b1 at 204,115 412 x 104 3 strips of 24 cells 12.5 x 14
      b2 at 204,247 412 x 104 3 strips of 24 cells 12.5 x 14
      b3 at 204,379 412 x 104 3 strips of 24 cells 12.5 x 14
      shop at 12,209 135 x 143
      admin at 12,366 135 x 46
      billing at 673,254 135 x 113"
    `);
  });

  test('a phone gets it stacked', () => {
    const layout = layoutStage(frameOf('calm'), 390, 844);
    expect(layout.isStacked).toBe(true);
    expect(picture(layout)).toMatchInlineSnapshot(`
      "compact, 1 columns, 21 links
      c101 at 38,12 93 x 54
      c102 at 149,12 93 x 54
      c103 at 259,12 93 x 54
      shop at 38,100 148 x 80
      admin at 204,100 148 x 80
      b1 at 38,202 314 x 116 3 strips of 24 cells 8.5 x 14
      b2 at 38,336 314 x 116 3 strips of 24 cells 8.5 x 14
      b3 at 38,470 314 x 116 3 strips of 24 cells 8.5 x 14
      billing at 38,608 314 x 105"
    `);
  });

  test.each(SIZES)(
    '%i x %i: an ensemble of five and three controllers, while the one becomes the other',
    (width, height) => {
      const frame = frameOf('era');
      const five = [1, 2, 3, 4, 5].map((id) => zooKeeper(id));
      const controllers = frameOf('calm').nodes.filter(({ kind }) => kind === 'controller');
      const rest = frame.nodes.filter(({ kind }) => kind !== 'zookeeper');
      const layout = layoutStage({ ...frame, nodes: [...five, ...controllers, ...rest] }, width, height);
      expect(collisions(layout)).toEqual([]);
      for (const box of layout.nodes) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
      }
      const above = layout.nodes.slice(0, 8).map(({ id }) => id);
      expect(above).toEqual(['z1', 'z2', 'z3', 'z4', 'z5', 'c101', 'c102', 'c103']);
    },
  );

  test('on a phone, what travels to a server crosses no other card on its way', () => {
    const calm = frameOf('calm');
    // While the metadata is moved there is an ensemble above the controllers.
    const moved = { ...calm, nodes: [...[1, 2, 3].map((id) => zooKeeper(id)), ...calm.nodes] };
    for (const frame of [calm, frameOf('era'), moved]) {
      const layout = layoutStage(frame, 390, 844);
      const servers = layout.nodes.filter(({ kind }) => kind === 'broker' || kind === 'combined');
      const ways = servers.flatMap(({ id }) => layout.nodes.flatMap((node) => linkBetween(layout, node.id, id) ?? []));
      const crossed = ways.flatMap(({ from, to, path }) =>
        layout.nodes
          .filter((box) => box.id !== from && box.id !== to)
          .filter((box) => path.points.some((end, place) => place > 0 && meets(box, path.points[place - 1]!, end)))
          .map((box) => `${from} to ${to} through ${box.id}`),
      );
      expect(crossed).toEqual([]);
    }
  });

  test('one broker and no client is a stage too', () => {
    const frame = frameOf('calm');
    const lone = { ...frame, nodes: frame.nodes.filter(({ id }) => id === 'b1') };
    expect(layoutStage(lone, 820, 520).nodes).toHaveLength(1);
    expect(layoutStage({ ...frame, nodes: [] }, 820, 520).nodes).toEqual([]);
  });

  test('it holds still while the cluster runs', () => {
    expect(layoutSignature(large(1).frame)).toBe(layoutSignature(large(9).frame));
  });

  test('every pair of nodes has a way between its boxes', () => {
    for (const id of ['calm', 'large', 'era']) {
      const layout = layoutStage(frameOf(id), 1100, 760);
      for (const a of layout.nodes) {
        for (const b of layout.nodes) {
          if (a.id === b.id) continue;
          const link = linkBetween(layout, a.id, b.id)!;
          const first = link.path.points[0]!;
          const box = layout.nodeById.get(link.from)!;
          expect(link.path.length).toBeGreaterThan(0);
          expect(first.x).toBeGreaterThanOrEqual(box.x - 1);
          expect(first.x).toBeLessThanOrEqual(box.x + box.width + 1);
          expect(first.y).toBeGreaterThanOrEqual(box.y - 1);
          expect(first.y).toBeLessThanOrEqual(box.y + box.height + 1);
        }
      }
    }
  });
});
