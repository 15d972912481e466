/** Releases one after another that have the same default, as one line. */
import type { ConfigDefault } from '../../frame/config/configFrame.ts';

export interface DefaultRange extends Omit<ConfigDefault, 'version' | 'isOfRun'> {
  readonly from: string;
  readonly to: string;
  /** Those of the run among them. */
  readonly ofRun: string;
}

export function ranges(defaults: readonly ConfigDefault[]): readonly DefaultRange[] {
  const found: DefaultRange[] = [];
  for (const { version, isOfRun, ...one } of defaults) {
    const last = found.at(-1);
    if (last !== undefined && last.value === one.value && last.isAbsent === one.isAbsent) {
      const ofRun = isOfRun ? [last.ofRun, version].filter(Boolean).join(', ') : last.ofRun;
      found[found.length - 1] = { ...last, to: version, ofRun };
    } else found.push({ ...one, from: version, to: version, ofRun: isOfRun ? version : '' });
  }
  return found;
}
