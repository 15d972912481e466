/** Where each message stands at an instant, and which one is under the pointer. */
import type { Micros } from '../../base/time.ts';
import type { MessageFrame } from '../../frame/frame.ts';
import type { StageLayout } from './layout.ts';
import { linkBetween, pairKey } from './links.ts';
import { type Place, placeAt } from './path.ts';

/** What a glyph is drawn from. */
export type Drawn = Pick<MessageFrame, 'id' | 'api' | 'kind' | 'records' | 'error'>;

export interface MessagePlace<Message extends Drawn = MessageFrame> {
  readonly message: Message;
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly isHeld: boolean;
}

/** Requests and responses pass each other on the right. */
const LANE = 3.5;
const HELD_SPACING = 19;

export interface Motion {
  /** Messages stand near their sender, then near their receiver, and never in between. */
  readonly isReduced: boolean;
}

export function placeMessages(
  layout: StageLayout,
  messages: readonly MessageFrame[],
  now: Micros,
  motion: Motion,
): MessagePlace[] {
  const places: MessagePlace[] = [];
  const waiting = new Map<string, number>();
  const place: Place = { x: 0, y: 0, dx: 0, dy: 0 };
  for (const message of messages) {
    const key = pairKey(message.from, message.to);
    const link = layout.paths.get(key) ?? linkBetween(layout, message.from, message.to);
    if (link === undefined) continue;
    const isHeld = message.arrivesAt === null;
    let fraction: number;
    if (isHeld) {
      const direction = `${message.from} ${message.to}`;
      const before = waiting.get(direction) ?? 0;
      waiting.set(direction, before + 1);
      fraction = (14 + before * HELD_SPACING) / Math.max(1, link.path.length);
    } else {
      const span = message.arrivesAt - message.sentAt;
      fraction = span <= 0 ? 1 : (now - message.sentAt) / span;
      if (fraction < 0 || fraction > 1) continue;
      if (motion.isReduced) fraction = fraction < 0.5 ? 0.2 : 0.8;
    }
    placeAt(link.path, fraction, link.from !== message.from, place);
    const { x, y, dx, dy } = place;
    places.push({ message, x: x - dy * LANE, y: y + dx * LANE, dx, dy, isHeld });
  }
  return places;
}

/** The nearest message within reach of a point. */
export function messageAt(places: readonly MessagePlace[], x: number, y: number, reach = 12): MessageFrame | null {
  let best: MessageFrame | null = null;
  let nearest = reach * reach;
  for (const place of places) {
    const distance = (place.x - x) ** 2 + (place.y - y) ** 2;
    if (distance <= nearest) {
      nearest = distance;
      best = place.message;
    }
  }
  return best;
}
