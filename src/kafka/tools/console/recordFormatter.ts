/**
 * A record as a line (org.apache.kafka.tools.consumer.DefaultMessageFormatter, LoggingMessageFormatter,
 * NoOpMessageFormatter). Kafka 4.3.1 hands the formatter no leader epoch and no delivery count: both are never there.
 * *Simplified:* keys and values are text, whatever deserializer is named; the formatters of internal topics print what lies
 * in them.
 */
import type { RecordHeader } from '../../records.ts';

export interface FormattedRecord {
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds. */
  readonly timestamp: number;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: readonly RecordHeader[];
}

export interface RecordFormatter {
  readonly printsNothing: boolean;
  readonly timestamp: boolean;
  readonly partition: boolean;
  readonly offset: boolean;
  readonly delivery: boolean;
  readonly epoch: boolean;
  readonly headers: boolean;
  readonly key: boolean;
  readonly value: boolean;
  readonly keySeparator: string;
  readonly lineSeparator: string;
  readonly headersSeparator: string;
  readonly nullLiteral: string;
}

export function recordFormatter(className: string, props: Readonly<Record<string, string>>): RecordFormatter {
  const text = (name: string, standard: string) => (Object.hasOwn(props, name) ? props[name]! : standard);
  const flag = (name: string, standard = 'false') => text(name, standard).trim().toLowerCase() === 'true';
  return {
    printsNothing: className.endsWith('NoOpMessageFormatter'),
    timestamp: flag('print.timestamp'),
    partition: flag('print.partition'),
    offset: flag('print.offset'),
    delivery: flag('print.delivery'),
    epoch: flag('print.epoch'),
    headers: flag('print.headers'),
    key: flag('print.key'),
    value: flag('print.value', 'true'),
    keySeparator: text('key.separator', '\t'),
    lineSeparator: text('line.separator', '\n'),
    headersSeparator: text('headers.separator', ','),
    nullLiteral: text('null.literal', 'null'),
  };
}

export function formatRecord(formatter: RecordFormatter, record: FormattedRecord): string {
  if (formatter.printsNothing) return '';
  const { keySeparator, lineSeparator, headersSeparator, nullLiteral } = formatter;
  const orNull = (text: string | null) => text ?? nullLiteral;
  const headers = record.headers.map(({ key, value }) => `${key}:${orNull(value)}`).join(headersSeparator);
  const columns = [
    ...(formatter.timestamp ? [`CreateTime:${record.timestamp}`] : []),
    ...(formatter.partition ? [`Partition:${record.partition}`] : []),
    ...(formatter.offset ? [`Offset:${record.offset}`] : []),
    ...(formatter.delivery ? ['Delivery:NOT_PRESENT'] : []),
    ...(formatter.epoch ? ['Epoch:NOT_PRESENT'] : []),
    ...(formatter.headers ? [record.headers.length === 0 ? 'NO_HEADERS' : headers] : []),
    ...(formatter.key ? [orNull(record.key)] : []),
    ...(formatter.value ? [orNull(record.value)] : []),
  ];
  return columns.length === 0 ? '' : columns.join(keySeparator) + lineSeparator;
}
