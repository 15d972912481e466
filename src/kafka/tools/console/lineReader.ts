/** A line of standard input as a record (org.apache.kafka.tools.LineMessageReader). */
import type { RecordHeader } from '../../records.ts';
import { Thrown } from '../options/thrown.ts';

export interface LineReader {
  readonly parseKey: boolean;
  readonly keySeparator: string;
  readonly parseHeaders: boolean;
  readonly headersDelimiter: string;
  readonly headersSeparator: string;
  readonly headersKeySeparator: string;
  readonly ignoreError: boolean;
  /** Null: no text stands for null. */
  readonly nullMarker: string | null;
}

export interface ReadRecord {
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: readonly RecordHeader[];
}

function kafkaException(message: string): Thrown {
  return new Thrown('org.apache.kafka.common.KafkaException', message);
}

export function lineReader(props: Readonly<Record<string, string>>): LineReader {
  const text = (name: string, standard: string) => (Object.hasOwn(props, name) ? props[name]! : standard);
  const flag = (name: string) => text(name, 'false').trim().toLowerCase() === 'true';
  const reader: LineReader = {
    parseKey: flag('parse.key'),
    keySeparator: text('key.separator', '\t'),
    parseHeaders: flag('parse.headers'),
    headersDelimiter: text('headers.delimiter', '\t'),
    headersSeparator: text('headers.separator', ','),
    headersKeySeparator: text('headers.key.separator', ':'),
    ignoreError: flag('ignore.error'),
    nullMarker: Object.hasOwn(props, 'null.marker') ? props['null.marker']! : null,
  };
  const { headersDelimiter, headersSeparator, headersKeySeparator, keySeparator, nullMarker } = reader;
  const named: readonly (readonly [string, string | null, string, string | null])[] = [
    ['headers.delimiter', headersDelimiter, 'headers.separator', headersSeparator],
    ['headers.delimiter', headersDelimiter, 'headers.key.separator', headersKeySeparator],
    ['headers.separator', headersSeparator, 'headers.key.separator', headersKeySeparator],
    ['null.marker', nullMarker, 'key.separator', keySeparator],
    ['null.marker', nullMarker, 'headers.separator', headersSeparator],
    ['null.marker', nullMarker, 'headers.delimiter', headersDelimiter],
    ['null.marker', nullMarker, 'headers.key.separator', headersKeySeparator],
  ];
  for (const [one, a, other, b] of named) {
    if (a !== null && a === b) throw kafkaException(`${one} and ${other} may not be equal`);
  }
  return reader;
}

export function readRecord(reader: LineReader, line: string, lineNumber: number): ReadRecord {
  const { parseHeaders, headersDelimiter, parseKey, keySeparator, nullMarker } = reader;
  const part = (enabled: boolean, from: number, separator: string, name: string): string | null => {
    if (!enabled) return null;
    const place = line.indexOf(separator, from);
    if (place >= 0) return line.slice(from, place);
    if (reader.ignoreError) return null;
    throw kafkaException(`No ${name} found on line number ${lineNumber}: '${line}'`);
  };
  const headers = part(parseHeaders, 0, headersDelimiter, 'headers delimiter');
  const keyFrom = headers === null ? 0 : headers.length + headersDelimiter.length;
  const key = part(parseKey, keyFrom, keySeparator, 'key separator');
  const value = line.slice(keyFrom + (key === null ? 0 : key.length + keySeparator.length));
  return {
    key: key === nullMarker ? null : key,
    value: value === nullMarker ? null : value,
    headers: headers === null || headers === nullMarker ? [] : headersOf(reader, headers, lineNumber),
  };
}

function headersOf(reader: LineReader, text: string, lineNumber: number): readonly RecordHeader[] {
  const { headersSeparator, headersKeySeparator, nullMarker } = reader;
  return text.split(headersSeparator).map((pair) => {
    const place = pair.indexOf(headersKeySeparator);
    if (place < 0) {
      if (reader.ignoreError) return { key: pair, value: null };
      throw kafkaException(`No header key separator found in pair '${pair}' on line number ${lineNumber}`);
    }
    const key = pair.slice(0, place);
    if (key === nullMarker) {
      const message = `Header keys should not be equal to the null marker '${nullMarker}' as they can't be null`;
      throw kafkaException(message);
    }
    const value = pair.slice(place + headersKeySeparator.length);
    return { key, value: value === nullMarker ? null : value };
  });
}
