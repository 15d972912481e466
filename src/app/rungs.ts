/** The Kafka of a run in a word, and of two runs beside each other what tells them apart. */
import type { BranchFrame, RungFrame } from '../frame/frame.ts';
import type { Language } from '../views/viewProps.ts';
import { branchName } from '../views/words.ts';
import type { VersionOverrides } from '../worker/protocol.ts';
import type { Address } from './url.ts';

export function rungText({ version, protocol, mixed }: RungFrame): string {
  return mixed ? `${version} · ${protocol}` : version;
}

/** What somebody chose, as the name of a run. */
export function chosenText({ version, protocol }: VersionOverrides): string {
  return [version === undefined ? undefined : `Kafka ${version}`, protocol].filter(Boolean).join(' · ');
}

/** The name of a branch that is shown beside another: with the rung where the two stand on different ones. */
export function comparedName(branch: BranchFrame, other: BranchFrame | undefined, language: Language): string {
  const name = branchName(branch, language);
  const [own, its] = [branch.rung, other?.rung];
  if (own === undefined || its === undefined) return name;
  const parts: string[] = [];
  if (own.version !== its.version) parts.push(`Kafka ${own.version}`);
  if (own.protocol !== its.protocol) parts.push(own.protocol);
  const rung = parts.join(' · ');
  return rung === '' || rung === name ? name : `${name} · ${rung}`;
}

/** What a link says of the rungs: of the first run what was chosen, and of the one beside it. */
export function rungAddress(
  branches: readonly BranchFrame[],
  branch: number,
  compare: number | null,
): Pick<Address, 'version' | 'protocol' | 'beside'> {
  const shown = [branch, ...(compare === null ? [] : [compare])].sort((a, b) => a - b);
  const [one, other] = shown.map((id) => branches.find((candidate) => candidate.id === id)?.rung);
  if (one === undefined) return {};
  const isOther = other !== undefined && (other.version !== one.version || other.protocol !== one.protocol);
  if (!isOther) return one.chosen;
  const { version, protocol } = other;
  const beside = { ...(version === one.version ? {} : { version }), protocol };
  return { ...one.chosen, beside };
}
