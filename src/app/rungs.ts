/** The Kafka of a run in a word, and of two runs beside each other what tells them apart. */
import type { BranchFrame, RungFrame } from '../frame/frame.ts';
import type { Language } from '../views/viewProps.ts';
import { branchName } from '../views/words.ts';
import type { VersionOverrides } from '../worker/protocol.ts';
import type { Address } from './url.ts';

export function rungText({ version, protocol, mixed, era }: RungFrame): string {
  // That a release has no ZooKeeper any more goes without saying; that one of its time runs with it does not.
  const withZooKeeper = era === 'kraft' ? [] : [ERA_NAMES[era]];
  return [version, ...withZooKeeper, ...(mixed ? [protocol] : [])].join(' · ');
}

export const ERA_NAMES: Readonly<Record<RungFrame['era'], string>> = {
  zookeeper: 'ZooKeeper',
  kraft: 'KRaft',
  migration: 'ZooKeeper → KRaft',
};

function eraName(era: string | undefined): string | undefined {
  return ERA_NAMES[era as RungFrame['era']];
}

/** What somebody chose, as the name of a run. */
export function chosenText({ version, protocol, era }: VersionOverrides): string {
  return [version === undefined ? undefined : `Kafka ${version}`, eraName(era), protocol].filter(Boolean).join(' · ');
}

/** The name of a branch that is shown beside another: with the rung where the two stand on different ones. */
export function comparedName(branch: BranchFrame, other: BranchFrame | undefined, language: Language): string {
  const name = branchName(branch, language);
  const [own, its] = [branch.rung, other?.rung];
  if (own === undefined || its === undefined) return name;
  const parts: string[] = [];
  if (own.version !== its.version) parts.push(`Kafka ${own.version}`);
  if (own.era !== its.era) parts.push(ERA_NAMES[own.era]);
  if (own.protocol !== its.protocol) parts.push(own.protocol);
  // A run that stands beside another is named after what was chosen: that is not said twice.
  const said = name.split(' · ');
  const rest = parts.filter((part) => !said.includes(part));
  return [name, ...rest].join(' · ');
}

/** An empty list, as links have it. */
const UNCHANGED = 'W10';

/** What a link says of the rungs and of what was changed: of the first run what was chosen, and of the one beside it. */
export function rungAddress(
  branches: readonly BranchFrame[],
  branch: number,
  compare: number | null,
): Pick<Address, 'version' | 'protocol' | 'era' | 'beside' | 'changed' | 'change'> {
  const shown = [branch, ...(compare === null ? [] : [compare])].sort((a, b) => a - b);
  const [first, second] = shown.map((id) => branches.find((candidate) => candidate.id === id));
  const [one, other] = [first?.rung, second?.rung];
  if (one === undefined) return {};
  const changed = {
    ...(first?.changed === undefined ? {} : { changed: first.changed }),
    ...(second === undefined || second.changed === first?.changed ? {} : { change: second.changed ?? UNCHANGED }),
  };
  const isOther =
    other !== undefined && (other.version !== one.version || other.protocol !== one.protocol || other.era !== one.era);
  if (!isOther) return { ...one.chosen, ...changed };
  const { version, protocol, era } = other;
  const beside = { ...(version === one.version ? {} : { version }), ...(era === one.era ? {} : { era }), protocol };
  return { ...one.chosen, beside, ...changed };
}
