/** A model of the ladder: one that can be searched, and told to a person line by line. */
import type { Invariant, Model, Row } from '../../check/model.ts';

export interface LadderModel extends Model {
  readonly invariant: (name: string) => Invariant;
  /** One line: who did what. */
  readonly describeStep: (before: Row, action: number, after: Row) => string;
  /** One line for the controller and one for each replica. */
  readonly describeState: (state: Row) => readonly string[];
}

/** Brokers count from 1, as everywhere on the screen. */
export function brokerName(replica: number): string {
  return `b${replica + 1}`;
}

export function isrText(isr: number): string {
  const members: string[] = [];
  for (let replica = 0; isr >> replica !== 0; replica++) {
    if (((isr >> replica) & 1) !== 0) members.push(brokerName(replica));
  }
  return `[${members.join(' ')}]`;
}
