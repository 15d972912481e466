/** How long something took, as the standards write it. Milliseconds in; hundredths of a second out, cut off. */

/** SCORM 1.2, `CMITimespan`: HHHH:MM:SS.SS, at most 9999 hours. */
export function timespan(ms: number): string {
  const { hours, minutes, seconds, hundredths } = parts(Math.min(ms, 9_999 * 3_600_000 + 3_599_990));
  return `${pad(hours, 4)}:${pad(minutes, 2)}:${pad(seconds, 2)}.${pad(hundredths, 2)}`;
}

/** ISO 8601, as SCORM 2004 and xAPI want it: PT1H2M3.45S. */
export function isoDuration(ms: number): string {
  const { hours, minutes, seconds, hundredths } = parts(ms);
  const fraction = hundredths === 0 ? '' : `.${pad(hundredths, 2)}`;
  return `PT${hours === 0 ? '' : `${hours}H`}${minutes === 0 ? '' : `${minutes}M`}${seconds}${fraction}S`;
}

function parts(ms: number) {
  const all = Math.floor(Math.max(0, Number.isFinite(ms) ? ms : 0) / 10);
  return {
    hours: Math.floor(all / 360_000),
    minutes: Math.floor(all / 6_000) % 60,
    seconds: Math.floor(all / 100) % 60,
    hundredths: all % 100,
  };
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
