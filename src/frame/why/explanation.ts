/** What an explanation is made from, and what it says beside the fact itself. */
import type { FactType } from '../../kafka/facts.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { Step } from '../../sim/world.ts';
import type { FactOf, Look, Told } from './look.ts';
import type { Said, SettingSeen } from './whyFrames.ts';

export interface Explanation {
  readonly because: readonly Said[];
  readonly settings?: readonly SettingSeen[];
  /** Of the catalogue, where it is not the one of the fact's type. */
  readonly rule?: string;
}

export interface Case<T extends FactType> {
  readonly look: Look;
  readonly told: Told;
  readonly fact: FactOf<T>;
  readonly cause: Told | undefined;
  /** The event replayed; undefined when this answer has looked up enough. */
  event(): Step<Kafka> | undefined;
}

export type Explain<T extends FactType> = (one: Case<T>) => Explanation;
export type Explanations = { readonly [T in FactType]?: Explain<T> };

/** Who sent the message that this event is; undefined: it is no message. */
export function senderOf({ look, told }: { look: Look; told: Told }): string | undefined {
  const { history } = look.recording;
  if (history.trace.kind(told.step) !== 'message') return undefined;
  return history.nodeName(history.trace.node(history.trace.cause(told.step)));
}
