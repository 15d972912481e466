/**
 * Dates and durations as Java reads and writes them; the run begins with the year 1970 (java.text.SimpleDateFormat,
 * java.time.Duration.parse, org.apache.kafka.common.utils.Utils.getDateTime).
 */
import type { Micros } from '../../base/time.ts';
import { Thrown } from './options/thrown.ts';

const DAY_MS = 86_400_000;

/** `1970-01-01 00:00:03,250`, as log lines begin. */
export function dateTimeText(at: Micros): string {
  const ms = Math.floor(at / 1000);
  const [year, month, day] = civil(Math.floor(ms / DAY_MS));
  const rest = ms % DAY_MS;
  const two = (value: number) => String(value).padStart(2, '0');
  const time = [3_600_000, 60_000, 1000].map((unit, place) => two(Math.floor(rest / unit) % (place === 0 ? 24 : 60)));
  return `${year}-${two(month)}-${two(day)} ${time.join(':')},${String(rest % 1000).padStart(3, '0')}`;
}

const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Thu Jan 01 00:00:03 UTC 1970` (java.util.Date.toString). */
export function javaDateText(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const [year, month, day] = civil(days);
  const seconds = Math.floor((ms - days * DAY_MS) / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${DAYS[((days % 7) + 7) % 7]} ${MONTHS[month - 1]} ${two(day)} ${time} UTC ${year}`;
}

/** Days since 1970 to year, month and day, and back: the proleptic Gregorian calendar by whole eras of 400 years. */
function civil(days: number): readonly [number, number, number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear - 719_468;
}

/** Milliseconds since 1970 of `YYYY-MM-DDTHH:mm:SS.sss` with or without a zone. */
export function parseDateTime(text: string): number {
  const parts = text.split('T');
  if (parts.length < 2) {
    throw parseException("Error parsing timestamp. It does not contain a 'T' according to ISO8601 format");
  }
  const zoned = /[+Z-]/.test(parts[1]!) ? text : `${text}Z`;
  const found = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)\.(\d+)(Z|[+-]\d\d(?::?\d\d)?)$/.exec(zoned);
  if (found === null) throw parseException(`Unparseable date: "${zoned}"`);
  const [year, month, day, hour, minute, second, milli] = found.slice(1, 8).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [realYear, realMonth, realDay] = civil(daysOf(year, month, day));
  const isReal = realYear === year && realMonth === month && realDay === day && hour < 24 && minute < 60 && second < 60;
  if (!isReal) throw parseException(`Unparseable date: "${zoned}"`);
  const seconds = (daysOf(year, month, day) * 24 + hour) * 3600 + minute * 60 + second;
  return seconds * 1000 + milli - zoneMs(found[8]!);
}

function zoneMs(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const ms = (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
  return zone.startsWith('-') ? -ms : ms;
}

function parseException(message: string): Thrown {
  return new Thrown('java.lang.RuntimeException', `java.text.ParseException: ${message}`);
}

/** Milliseconds of `PnDTnHnMnS`. */
export function parseDuration(text: string): number {
  const found =
    /^([-+]?)P(?:([-+]?\d+)D)?(T(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?\d+)(?:[.,](\d{0,9}))?S)?)?$/i.exec(text);
  const [, sign, days, time, hours, minutes, seconds, fraction] = found ?? [];
  const isEmpty = [days, hours, minutes, seconds].every((part) => part === undefined);
  if (found === null || isEmpty || time?.toUpperCase() === 'T') {
    throw new Thrown('java.time.format.DateTimeParseException', 'Text cannot be parsed to a Duration');
  }
  const whole =
    Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  const part = Number((fraction ?? '').padEnd(3, '0').slice(0, 3)) * (seconds?.startsWith('-') === true ? -1 : 1);
  return (whole * 1000 + part) * (sign === '-' ? -1 : 1);
}
