/**
 * An event of the controller is gone on with where it stopped, or begun anew over the answers so far: which of the two depends on
 * what is still in memory, and nobody must be able to tell.
 */
import { expect, test } from 'vitest';
import { ControllerTeller } from './controllerTeller.ts';

const SECOND = 1_000_000;

/** A failover, a reassignment and a deletion, each of many waits. */
function world(): ControllerTeller {
  const teller = new ControllerTeller();
  teller.tell([
    'servers 1; brokers 3; run 4s',
    'b1 create-topic orders 1,2,3 2,3,1 3,1,2; b1 create-topic bills 1,2 2,3; run 1s',
    'b1 reassign orders-0=2,3 bills-0=3,1; run 5ms',
    'b3 delete-topic bills; kill b1',
  ]);
  return teller;
}

test('from any checkpoint a run comes to the same', () => {
  const { kernel } = world();
  const until = kernel.now + 12 * SECOND;
  const checkpoints = [];
  for (let steps = 0; kernel.runNext(until) !== undefined; steps++)
    if (steps % 9 === 0) checkpoints.push(kernel.checkpoint());
  kernel.idleUntil(until);
  const expected = kernel.fingerprint;
  const inTheMiddle = checkpoints.filter(({ nodes }) =>
    nodes.some(({ state }) => state?.kind === 'broker' && state.controller.running !== null),
  );
  expect(inTheMiddle.length).toBeGreaterThan(15);
  for (const checkpoint of inTheMiddle) {
    kernel.restore(checkpoint);
    while (kernel.runNext(until) !== undefined);
    kernel.idleUntil(until);
    expect(kernel.fingerprint).toBe(expected);
  }
});

test('what a controller keeps is plain data', () => {
  const { kernel } = world();
  const until = kernel.now + 9 * SECOND;
  while (kernel.runNext(until) !== undefined);
  for (const { state } of kernel.checkpoint().nodes) {
    if (state?.kind === 'broker') expect(JSON.parse(JSON.stringify(state.controller))).toEqual(state.controller);
  }
});
