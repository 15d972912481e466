/**
 * A run with one thing changed: from the start, as another run beside it; or from here on, as whoever keeps the cluster
 * would do it now, in a fork. What is not of the file, the Kafka it is run on and the seed, is changed beside it.
 */
import type { Says } from '../base/says.ts';
import { isDynamic } from '../kafka/config/dynamicBrokerConfigs.ts';
import { propertyLine } from '../kafka/config/editedProperties.ts';
import type { Kafka } from '../kafka/kinds.ts';
import { applyChange, type Change, packChanges } from '../scenario/change.ts';
import { ownerOf, settingsOf } from '../scenario/changeConfig.ts';
import { eraFor } from '../scenario/changeEdits.ts';
import { changeWords } from '../scenario/changeWords.ts';
import { eraOf, isEra } from '../scenario/era.ts';
import { parseScenario } from '../scenario/parse.ts';
import { type Refused, refused } from '../scenario/problems.ts';
import { CHANGE_SAYS } from '../scenario/says/change.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { nodeNames, serversOf } from '../scenario/scenario.ts';
import type { TimelineLine } from '../scenario/schema.ts';
import { actionOf, commandsOf } from '../scenario/timeline.ts';
import type { Command } from '../sim/command.ts';
import type { RunSource } from './runs.ts';

interface Both {
  readonly en: string;
  readonly ko: string;
}

export interface Changed {
  /** Its name, in a few words. */
  readonly words: Both;
  /** All that is changed against the file, as a link says it. */
  readonly packed: string;
}

export type ChangedSource =
  | { readonly ok: true; readonly source: RunSource; readonly changed: Changed | null }
  | Refused;

/** What is to be run: the file with its changes, on the Kafka and with the seed of the last that says one. */
export function withChanges(source: RunSource): ChangedSource {
  const { changes = [] } = source;
  const words: Both[] = [];
  let dropped = 0;
  let current = source;
  for (const one of changes) {
    const parsed = parseScenario(current.text);
    if (!parsed.ok) break;
    const now = current.era === undefined || !isEra(current.era) ? eraOf(parsed.scenario) : current.era;
    words.push(changeWords(one, { ...parsed.scenario, era: now }));
    const { version, protocol, era, seed } = one;
    if (version !== undefined || era !== undefined) {
      // Servers that are not there then cannot be asked about.
      const without = applyChange(current.text, one);
      if (without.ok && without.dropped.length > 0) {
        dropped += without.dropped.length;
        current = { ...current, text: without.text };
      }
    }
    if (version !== undefined) {
      const era = eraFor(version, now);
      current = { ...current, version, ...(era === undefined ? {} : { era }) };
    } else if (protocol !== undefined) current = { ...current, protocol };
    else if (era !== undefined) current = { ...current, era };
    else if (seed !== undefined) current = { ...current, seed };
    else {
      const applied = applyChange(current.text, one);
      if (!applied.ok) return applied;
      dropped += applied.dropped.length;
      current = { ...current, text: applied.text };
    }
  }
  if (words.length === 0) return { ok: true, source: current, changed: null };
  if (dropped > 0)
    words.push({
      en: dropped === 1 ? 'one expectation dropped' : `${dropped} expectations dropped`,
      ko: `기대 ${dropped}개 제외`,
    });
  const said = { en: words.map(({ en }) => en).join(' · '), ko: words.map(({ ko }) => ko).join(' · ') };
  return { ok: true, source: current, changed: { words: said, packed: packChanges(changes) } };
}

export type HereResult = { readonly ok: true; readonly commands: readonly Command<Kafka>[] } | Refused;

/** What somebody does now, so that it is so from here on. */
export function changeHere(change: Change, text: string, scenario: Scenario): HereResult {
  // The names and values are checked where they would stand in the file.
  const asWritten = applyChange(text, change);
  if (!asWritten.ok && change.add === undefined) return asWritten;
  const restarted = restartHere(change, scenario);
  if (restarted !== undefined) return restarted;
  const line = lineOf(change, text);
  if ('en' in line) return refused(line);
  const action = actionOf(line);
  if (action === undefined || action === 'console') return refused(CHANGE_SAYS.fromTheStart());
  const commands = commandsOf(
    line,
    (selector) => (selector.type === 'node' ? [selector.name] : CHANGE_SAYS.whichNode().en),
    nodeNames(scenario),
  );
  // Of all that it could say only this is left: what is not there was told above.
  if (typeof commands === 'string') return refused(CHANGE_SAYS.whichNode());
  if (commands.some(({ delay }) => delay > 0)) return refused(CHANGE_SAYS.endsByItself());
  return { ok: true, commands: commands.map(({ command }) => command) };
}

/** What a running server does not take: its file is edited, and it is stopped and started again at once. */
function restartHere(change: Change, scenario: Scenario): HereResult | undefined {
  const owner = ownerOf(change);
  if (owner?.kind !== 'broker' && owner?.kind !== 'controller') return undefined;
  const settings = Object.entries(settingsOf(change));
  const isDynamicBroker = owner.kind === 'broker' && settings.every(([name]) => isDynamic(name));
  const server = serversOf(scenario).find(({ name }) => name === owner.name);
  if (isDynamicBroker || server === undefined) return undefined;
  const node = owner.name;
  return {
    ok: true,
    commands: [
      ...settings.map(([key, value]) => ({ type: 'reconfigure', node, to: propertyLine(key, value) }) as const),
      { type: 'kill', node },
      { type: 'start', node },
    ],
  };
}

/** kafka-configs --alter asks for just this; the admin client of the scenario does it. */
function lineOf(change: Change, text: string): TimelineLine | Says {
  if (change.add !== undefined) return addedLine(change, text);
  if (change.feature !== undefined) return CHANGE_SAYS.whenFormatted();
  const owner = ownerOf(change);
  if (owner === undefined) return CHANGE_SAYS.fromTheStart();
  const settings = settingsOf(change);
  const set: Record<string, string | number | boolean> = {};
  const remove: string[] = [];
  for (const [name, value] of Object.entries(settings)) {
    if (value === null) remove.push(name);
    else set[name] = value;
  }
  const how = { set, ...(remove.length === 0 ? {} : { remove }) };
  switch (owner.kind) {
    case 'topic':
    case 'group':
      return { at: 0, 'alter-config': { [owner.kind]: owner.name, ...how } };
    case 'broker':
    case 'cluster': {
      const fixed = Object.keys(settings).filter((name) => !isDynamic(name));
      if (fixed.length > 0) return CHANGE_SAYS.notDynamic(fixed);
      return { at: 0, 'alter-config': { ...(owner.kind === 'broker' ? { broker: owner.name } : {}), ...how } };
    }
    case 'controller':
    case 'producer':
    case 'consumer':
      return CHANGE_SAYS.clientReadsOnce();
  }
}

/** As the file would have it at its end. */
function addedLine(change: Change, text: string): TimelineLine | Says {
  const { at: _at, when: _when, after: _after, ...rest } = change.add!;
  const parsed = parseScenario(text);
  const count = parsed.ok ? (parsed.scenario.timeline?.length ?? 0) : 0;
  const until = parsed.ok ? `${parsed.scenario.until}us` : '0s';
  const applied = applyChange(text, { add: { at: until, ...rest }, as: count + 1 });
  return applied.ok ? applied.scenario.timeline![count]! : applied.says;
}
