/**
 * With whose eyes the run is seen: a god sees the inside; an operator has what an operator has, the console, metrics and
 * logs. A drill is seen with an operator's eyes until it is answered, or given up.
 */
import type { OpenedDrill } from '../frame/drillFrame.ts';
import type { AppState, LensTab } from './store.ts';

export type Eyes = 'god' | 'operator';

/** A drill that was answered, or given up: what it was. */
export interface DrillState {
  readonly opened: OpenedDrill;
  /** 1 to 3; null: it was given up. */
  readonly confidence: number | null;
  /** What decided it, in the learner's own words or none. */
  readonly because: string;
}

export function isOperator({ scenario, drill, settings }: Pick<AppState, 'scenario' | 'drill' | 'settings'>): boolean {
  if (scenario?.drill != null) return drill === null;
  return settings.eyes === 'operator';
}

/** Lenses that an operator has. */
export const OPERATOR_LENSES: readonly LensTab[] = ['server-log', 'console', 'metrics'];

/** What an operator can do with the page; what tells of the inside, or acts on it, is out of reach. */
export function isForOperator(command: string): boolean {
  if (command.startsWith('lens.')) return OPERATOR_LENSES.some((lens) => command === `lens.${lens}`);
  return /^(view\.|share\.|course\.|lesson\.|rung\.|transport\.(play|pause|start|end|slower|faster|stepForward|stepBack)$)/.test(
    command,
  );
}
