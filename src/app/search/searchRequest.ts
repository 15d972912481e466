/** What a search is asked for, from what is on the screen: from the playhead on, on the Kafka that is shown. */
import type { Micros } from '../../base/time.ts';
import { FOCUSABLE, type RecordFocus, type SearchRequest } from '../../worker/searchProtocol.ts';
import { type AppState, currentBranch, currentView } from '../store.ts';

export interface SearchChoice {
  readonly property: string;
  readonly isFocused: boolean;
  readonly depth: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly nodes: readonly string[];
  readonly from: Micros;
  readonly to: Micros;
  readonly until: Micros;
  readonly minutes: number;
}

/** In the order in which they are offered: what a schedule may hold of each kind, unless somebody says otherwise. */
export const FAULT_KINDS: Readonly<Record<string, number>> = {
  kill: 2,
  isolate: 1,
  'cut-group': 0,
  pause: 1,
  cut: 1,
  'cut-one-way': 0,
  'power-loss': 0,
  break: 0,
  late: 0,
};

/** Faults begin within so much from the playhead on, and what they lead to is watched for so much longer. */
const WINDOW: Micros = 1_000_000;
const AFTERMATH: Micros = 15_000_000;
const TENTH: Micros = 100_000;

export function firstChoice(state: AppState, now: Micros): SearchChoice {
  const frame = currentView(state)?.frame;
  const from = Math.floor(now / TENTH) * TENTH;
  const focus = focusOf(state);
  const acks = frame?.nodes.find(({ id }) => id === focus?.sender?.client);
  const isWeak = acks?.kind === 'producer' && acks.acks !== 'all' && acks.acks !== '-1';
  return {
    property: isWeak ? 'NoWeaklyAcknowledgedRecordLost' : 'NoAcknowledgedRecordLost',
    isFocused: focus !== undefined,
    depth: 2,
    faults: FAULT_KINDS,
    nodes: frame?.nodes.filter(({ kind }) => kind === 'broker' || kind === 'combined').map(({ id }) => id) ?? [],
    from,
    to: from + WINDOW,
    until: from + WINDOW + AFTERMATH,
    minutes: 2,
  };
}

/** The record, or the partition, that is selected. */
export function focusOf({ selection, detail }: Pick<AppState, 'selection' | 'detail'>): RecordFocus | undefined {
  if (selection === null) return undefined;
  if (selection.type === 'partition') return { partition: selection.id };
  if (selection.type === 'replica') return { partition: selection.partition };
  if (selection.type !== 'record') return undefined;
  const { sender } = detail ?? {};
  return { partition: selection.partition, ...(sender === undefined ? {} : { sender }) };
}

export function canFocus(property: string): boolean {
  return FOCUSABLE.includes(property);
}

export function requestOf(choice: SearchChoice, state: AppState, text: string): SearchRequest {
  const { isFocused, ...rest } = choice;
  const focus = isFocused && canFocus(choice.property) ? focusOf(state) : undefined;
  return {
    ...rest,
    ...currentBranch(state)?.rung?.chosen,
    ...(focus === undefined ? {} : { focus }),
    name: state.scenarioName,
    text,
    seed: state.scenario?.seed ?? 1,
  };
}
