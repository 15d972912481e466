/** The facts that one can look for: by group, and what each can be narrowed down by. */
import type { FactType } from '../kafka/facts.ts';
import { FACT_FIELDS } from '../scenario/factFields.ts';
import { FACT_GROUPS } from './factGroups.ts';
import type { FactGroup } from './frame.ts';

export interface FactChoice {
  readonly type: string;
  /** It is about one partition. */
  readonly ofPartition: boolean;
}

export function factChoices(): ReadonlyMap<FactGroup, readonly FactChoice[]> {
  const groups = new Map<FactGroup, FactChoice[]>();
  for (const type of Object.keys(FACT_GROUPS) as FactType[]) {
    const choice = { type, ofPartition: 'partition' in FACT_FIELDS[type] };
    const group = groups.get(FACT_GROUPS[type]);
    if (group === undefined) groups.set(FACT_GROUPS[type], [choice]);
    else group.push(choice);
  }
  return groups;
}
