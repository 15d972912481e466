/** Forking, another Kafka beside this one, and looking at two branches side by side. */
import { formatTime } from '../../views/format.ts';
import { type AppState, currentBranch } from '../store.ts';
import type { Command } from './command.ts';

const ready = ({ link }: AppState): boolean => link === 'ready';

export const BRANCHES: readonly Command[] = [
  {
    id: 'branch.fork',
    label: 'branch.fork',
    key: 'F',
    scope: 'stage',
    when: ready,
    run: async ({ conductor, t }) => {
      const time = formatTime(conductor.clock.now());
      const name = t('branch.forkName', { time });
      await conductor.fork(name);
      conductor.notice('branch.forked', { time, name });
    },
  },
  {
    id: 'branch.compare',
    label: 'branch.compare',
    key: 'D',
    scope: 'stage',
    when: (state) => ready(state) && state.compare === null && state.branches.length > 1,
    run: ({ conductor, state }) => {
      const { parent, beside } = currentBranch(state) ?? {};
      const child = state.branches.find((one) => one.parent === state.branch || one.beside === state.branch)?.id;
      conductor.compareWith(parent ?? beside ?? child ?? null);
    },
  },
  {
    id: 'branch.compareOff',
    label: 'branch.compareOff',
    key: 'D',
    scope: 'stage',
    when: ({ compare }) => compare !== null,
    run: ({ conductor }) => conductor.compareWith(null),
  },
  {
    id: 'rung.choose',
    label: 'rung.choose',
    key: 'V',
    scope: 'stage',
    inLesson: true,
    when: ready,
    run: ({ conductor }) => conductor.set({ overlay: 'rungs' }),
  },
  {
    id: 'change.open',
    label: 'change.open',
    key: 'X',
    scope: 'stage',
    inLesson: true,
    when: ready,
    run: ({ conductor }) => conductor.set({ overlay: 'change' }),
  },
  {
    id: 'reassign.open',
    label: 'reassign.open',
    scope: 'page',
    when: (state) =>
      ready(state) && !state.isLocked && (state.selection?.type === 'partition' || state.selection?.type === 'replica'),
    run: ({ conductor }) => conductor.set({ overlay: 'reassign' }),
  },
  {
    id: 'branch.next',
    label: 'branch.next',
    key: 'B',
    scope: 'stage',
    when: (state) => ready(state) && state.branches.length > 1,
    run: ({ conductor, state }) => {
      const place = state.branches.findIndex(({ id }) => id === state.branch);
      conductor.lookAt(state.branches[(place + 1) % state.branches.length]!.id);
    },
  },
];
