/**
 * A property about one record, or the records of one partition, only: of the acknowledgements it is shown no others. It
 * keeps the name of the property, since whatever breaks the narrow one breaks the wide one.
 */
import type { Checker, Property } from './property.ts';

/** A record by who sent it and its number; without them all records of the partition. */
export interface RecordFocus {
  readonly partition: string;
  readonly sender?: { readonly client: string; readonly record: number };
}

/** Those that follow acknowledged records can be narrowed down to some of them. */
export const FOCUSABLE: readonly string[] = ['NoAcknowledgedRecordLost', 'NoWeaklyAcknowledgedRecordLost'];

export function focusedOn(property: Property, { partition, sender }: RecordFocus): Property {
  if (!FOCUSABLE.includes(property.name)) return property;
  return {
    ...property,
    start: (memory) => {
      const whole = property.start(memory);
      const fact: NonNullable<Checker['fact']> = (told, node, witness) => {
        const concerns =
          told.type !== 'RecordAcknowledged' ||
          (told.partition === partition &&
            (sender === undefined || (told.client === sender.client && told.record === sender.record)));
        return concerns ? whole.fact?.(told, node, witness) : undefined;
      };
      return { ...whole, fact };
    },
  };
}
