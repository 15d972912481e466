/** The steps that the model can take, under the names of the specification, each with up to three small numbers. */
export const ACTIONS = [
  'ControllerElectLeader',
  'ControllerShrinkIsr',
  'BecomeLeader',
  'BecomeFollower',
  'LeaderWrite',
  'LeaderIncHighWatermark',
  'LeaderShrinkIsr',
  'LeaderExpandIsr',
  'FollowerFetch',
  'FollowerTruncate',
] as const;

export type ActionName = (typeof ACTIONS)[number];

/** Numbers, since one stands beside each of millions of steps. */
export const ACTION = Object.fromEntries(ACTIONS.map((name, code) => [name, code])) as Readonly<
  Record<ActionName, number>
>;

const BITS = 5;
const MASK = (1 << BITS) - 1;

export function actionCode(action: number, first: number, second: number, third: number): number {
  return action | (first << BITS) | (second << (2 * BITS)) | (third << (3 * BITS));
}

export interface ActionParts {
  readonly name: ActionName;
  readonly first: number;
  readonly second: number;
  readonly third: number;
}

export function actionParts(code: number): ActionParts {
  return {
    name: ACTIONS[code & MASK]!,
    first: (code >> BITS) & MASK,
    second: (code >> (2 * BITS)) & MASK,
    third: (code >> (3 * BITS)) & MASK,
  };
}
