/** A time of the cluster as it is written in scenario files: `10.006621 s`, without zeros at its end. */
export function secondsText(micros: number): string {
  return Number.isFinite(micros) ? `${micros / 1_000_000} s` : '…';
}
