/** What a reading comes to, by what it says: one value, or a list of them. */
import { fieldsOf, isFactName } from '../factFields.ts';
import type { ReadingSection } from './schemaMoment.ts';

const LISTS: readonly string[] = ['isr', 'elr', 'replicas', 'copies', 'voters', 'assigned'];
const FIELD_LISTS: readonly string[] = ['brokers', 'controllers', 'nodes', 'texts', 'partitions', 'records'];

/** Its value is a list. */
export function isList({ state, field }: ReadingSection): boolean {
  if (state !== undefined)
    return LISTS.includes(state.read) && !(state.node !== undefined && state.read === 'replicas');
  if (field === undefined || !isFactName(field.fact)) return false;
  return FIELD_LISTS.includes((fieldsOf(field.fact) as Readonly<Record<string, string>>)[field.name] ?? '');
}
