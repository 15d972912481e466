/** Moving the playhead. */

import type { Step } from '../moves.ts';
import { ALL_SPEEDS } from '../player/pace.ts';
import { isPlaying } from '../player/playerMachine.ts';
import { type AppState, currentBranch } from '../store.ts';
import type { Command } from './command.ts';

const ready = ({ link }: AppState): boolean => link === 'ready';
const nodeOf = ({ selection }: AppState): string | null => {
  if (selection?.type === 'node') return selection.id;
  if (selection?.type === 'replica' || selection?.type === 'record') return `b${selection.broker}`;
  return null;
};

function stepping(id: string, label: Command['label'], key: string, step: Step, also?: string): Command {
  const keys = also === undefined ? { key } : { key, also };
  return { id, label, ...keys, scope: 'stage', when: ready, run: ({ conductor }) => conductor.step(step) };
}

function steppingNode(id: string, label: Command['label'], key: string, direction: 1 | -1): Command {
  return {
    id,
    label,
    key,
    scope: 'stage',
    when: (state) => ready(state) && nodeOf(state) !== null,
    run: ({ conductor, state }) => conductor.step({ by: 'node', direction, node: nodeOf(state)! }),
  };
}

function speedBy(id: string, label: Command['label'], key: string, change: number): Command {
  return {
    id,
    label,
    key,
    scope: 'stage',
    when: ({ speed }) => ALL_SPEEDS[ALL_SPEEDS.indexOf(speed) + change] !== undefined,
    run: ({ conductor, state }) =>
      conductor.set({ speed: ALL_SPEEDS[ALL_SPEEDS.indexOf(state.speed) + change] ?? state.speed }),
  };
}

export const TRANSPORT: readonly Command[] = [
  {
    id: 'transport.play',
    label: 'transport.play',
    key: 'Space',
    scope: 'stage',
    when: (state) => ready(state) && !isPlaying(state.player) && state.player !== 'exhausted',
    run: ({ conductor }) => conductor.player({ type: 'PLAY' }),
  },
  {
    id: 'transport.pause',
    label: 'transport.pause',
    key: 'Space',
    also: 'Escape',
    scope: 'stage',
    when: ({ player }) => isPlaying(player),
    run: ({ conductor }) => conductor.player({ type: 'PAUSE' }),
  },
  stepping('transport.stepForward', 'transport.stepForward', 'ArrowRight', { by: 'event', direction: 1 }, '.'),
  stepping('transport.stepBack', 'transport.stepBack', 'ArrowLeft', { by: 'event', direction: -1 }, ','),
  stepping('transport.factForward', 'transport.factForward', '>', { by: 'fact', direction: 1 }),
  stepping('transport.factBack', 'transport.factBack', '<', { by: 'fact', direction: -1 }),
  stepping('transport.interestingForward', 'transport.interestingForward', 'N', { by: 'interesting', direction: 1 }),
  stepping('transport.interestingBack', 'transport.interestingBack', 'Shift+N', { by: 'interesting', direction: -1 }),
  steppingNode('transport.nodeForward', 'transport.nodeForward', 'Shift+ArrowRight', 1),
  steppingNode('transport.nodeBack', 'transport.nodeBack', 'Shift+ArrowLeft', -1),
  {
    id: 'transport.start',
    label: 'transport.start',
    key: 'Home',
    scope: 'stage',
    when: ready,
    run: ({ conductor }) => conductor.seekStep(0),
  },
  {
    id: 'transport.end',
    label: 'transport.end',
    key: 'End',
    scope: 'stage',
    when: ready,
    run: ({ conductor, state }) => {
      const branch = currentBranch(state);
      if (branch !== undefined) conductor.seekTo(branch.headAt);
    },
  },
  speedBy('transport.slower', 'transport.slower', '[', -1),
  speedBy('transport.faster', 'transport.faster', ']', 1),
];
