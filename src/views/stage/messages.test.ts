import { describe, expect, test } from 'vitest';
import { message } from '../gallery/builder.ts';
import { SITUATIONS } from '../gallery/situations.ts';
import { layoutStage } from './layout.ts';
import { linkBetween } from './links.ts';
import { messageAt, placeMessages } from './messages.ts';
import { placeAt, wire } from './path.ts';
import { offsetX, windowStart } from './strips.ts';
import { targetOfKey } from './targets.ts';

const layout = layoutStage(SITUATIONS[0]!.frame, 820, 520);
const moving = { isReduced: false };
const NOW = 1_000_000;

describe('messages on their way', () => {
  test('stand at the fraction of their time that has passed, on their right side of the link', () => {
    const one = message('b2', 'b1', 'Fetch', 0.25);
    const link = linkBetween(layout, 'b1', 'b2')!;
    const on = placeAt(link.path, 0.25, link.from !== 'b2', { x: 0, y: 0, dx: 0, dy: 0 });
    const place = placeMessages(layout, [one], NOW, moving)[0]!;
    expect(Math.hypot(place.x - on.x, place.y - on.y)).toBeCloseTo(3.5);
    expect((place.x - on.x) * on.dx + (place.y - on.y) * on.dy).toBeCloseTo(0);
    const back = placeMessages(
      layout,
      [{ ...one, from: 'b1', to: 'b2', sentAt: NOW - 3_000, arrivesAt: NOW + 1_000 }],
      NOW,
      moving,
    )[0]!;
    expect(Math.hypot(back.x - place.x, back.y - place.y)).toBeCloseTo(7);
  });

  test('are not drawn before they are sent or after they arrived', () => {
    const one = message('b2', 'b1', 'Fetch', 0.5);
    expect(placeMessages(layout, [one], NOW - 5_000, moving)).toEqual([]);
    expect(placeMessages(layout, [one], NOW + 5_000, moving)).toEqual([]);
  });

  test('queue at their source while held', () => {
    const held = [1, 2, 3].map(() => message('b2', 'b3', 'Fetch', 0.5, { arrivesAt: null }));
    const places = placeMessages(layout, held, NOW, moving);
    expect(places.every(({ isHeld }) => isHeld)).toBe(true);
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(3);
  });

  test('with reduced motion they stand at two places and never in between', () => {
    const parts = [0.1, 0.3, 0.6, 0.9];
    const places = parts.map(
      (part) => placeMessages(layout, [message('b2', 'b1', 'Fetch', part)], NOW, { isReduced: true })[0]!,
    );
    expect(places[0]).toMatchObject({ x: places[1]!.x, y: places[1]!.y });
    expect(places[2]).toMatchObject({ x: places[3]!.x, y: places[3]!.y });
    expect(places[0]!.y).not.toBe(places[3]!.y);
  });

  test('the nearest one is the one that is hit', () => {
    const places = placeMessages(
      layout,
      [message('b2', 'b1', 'Fetch', 0.2), message('b2', 'b1', 'Fetch', 0.8)],
      NOW,
      moving,
    );
    expect(messageAt(places, places[1]!.x + 3, places[1]!.y)?.id).toBe(places[1]!.message.id);
    expect(messageAt(places, places[1]!.x + 300, places[1]!.y)).toBeNull();
  });
});

describe('paths and strips', () => {
  test('a wire runs through its corners, rounded, and back', () => {
    const path = wire([
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 100 },
    ]);
    expect(path.length).toBeGreaterThan(185);
    expect(path.length).toBeLessThan(200);
    expect(placeAt(path, 0, false, { x: 0, y: 0, dx: 0, dy: 0 })).toEqual({ x: 0, y: 0, dx: 1, dy: 0 });
    expect(placeAt(path, 0, true, { x: 0, y: 0, dx: 0, dy: 0 })).toMatchObject({ x: 100, y: 100, dy: -1 });
  });

  test('strips of one partition share their window, and leave room for the edge', () => {
    expect(windowStart(10, 24)).toBe(0);
    expect(windowStart(100, 24)).toBe(77);
    const box = [...layout.stripByKey.values()][0]!;
    expect(offsetX({ box, from: 77 }, 100)).toBe(box.cellsX + 23 * box.cellWidth);
    expect(offsetX({ box, from: 77 }, 3)).toBe(box.cellsX);
  });

  test('keys name their targets', () => {
    expect(targetOfKey('replica orders-0 2')).toEqual({ type: 'replica', partition: 'orders-0', broker: 2 });
    expect(targetOfKey('link b1 b2')).toEqual({ type: 'link', from: 'b1', to: 'b2' });
    expect(targetOfKey('nonsense')).toBeNull();
  });
});
