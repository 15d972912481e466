/**
 * A property that speaks of records no producer of the scenario sends would hold for nothing. The one that says the same
 * of the records it does send is looked for in its place.
 */
import { noAcknowledgedRecordLost, noWeaklyAcknowledgedRecordLost } from '../../properties/durability.ts';
import type { Property } from '../../properties/property.ts';
import type { Scenario } from '../scenario.ts';

/** The property that means something here, and a sentence where it is not the one asked for. */
export function speakingOf(property: Property, scenario: Scenario): { property: Property; note?: string } {
  const strong = noAcknowledgedRecordLost;
  const weak = noWeaklyAcknowledgedRecordLost;
  const producers = scenario.producers ?? [];
  if (property !== strong || producers.length === 0 || producers.some(isStrong)) return { property };
  const note = `${strong.name} speaks of records sent with acks=all, and no producer here sends any: ${weak.name} is looked for`;
  return { property: weak, note };
}

/** Kafka's default is acks=all; -1 is the same. */
function isStrong({ config }: NonNullable<Scenario['producers']>[number]): boolean {
  const acks = String(config?.['acks'] ?? 'all');
  return acks === 'all' || acks === '-1';
}
