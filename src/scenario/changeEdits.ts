/**
 * What a change comes to in a scenario's file: which value stands where afterwards. Of names that are not there it says so,
 * with the nearest one that is.
 */

import { kafkaVersion } from '../kafka/versions.ts';
import { configEdits } from './changeConfig.ts';
import { formatDuration, parseDuration } from './duration.ts';
import { ERAS, type Era, eraOf, erasOf, inEra, isEra } from './era.ts';
import { didYouMean, listed, quoted } from './problems.ts';
import type { Scenario } from './scenario.ts';
import type { TimelineLine } from './schema.ts';
import type { Change } from './schemaChange.ts';
import { describeLine, targetPlaces } from './timeline.ts';

export interface Edit {
  readonly path: readonly (string | number)[];
  /** Undefined: it is taken out. */
  readonly to: unknown;
  /** Of a list: it goes in there, and the rest moves on. */
  readonly insert?: true;
  /** Of a list: it stands there afterwards. */
  readonly moveTo?: number;
}

export type Edits =
  | { readonly ok: true; readonly edits: readonly Edit[] }
  | { readonly ok: false; readonly problems: readonly string[] };

export const wrong = (...problems: string[]): Edits => ({ ok: false, problems });
export const edits = (...found: readonly Edit[]): Edits => ({ ok: true, edits: found });

export function changeEdits(change: Change, scenario: Scenario): Edits {
  const { version, protocol, era, seed, latency, jitter, without, move, replace, add } = change;
  if (version !== undefined) return versionEdits(version, scenario);
  if (protocol !== undefined) return edits({ path: ['protocol'], to: protocol });
  if (era !== undefined) return eraEdits(era, scenario);
  if (change.feature !== undefined) return featureEdits(change.feature, change.level!, scenario);
  if (seed !== undefined) return edits({ path: ['seed'], to: seed });
  if (latency !== undefined) return edits({ path: ['network', 'latency'], to: latency });
  if (jitter !== undefined) return edits({ path: ['network', 'jitter'], to: jitter });
  if (without !== undefined)
    return onLine(without, scenario, (place) => [{ path: ['timeline', place], to: undefined }]);
  if (move !== undefined) return moveEdits(change, move, scenario);
  if (replace !== undefined) {
    return onLine(replace, scenario, (place, line) => {
      if (change.with === undefined) return [{ path: ['timeline', place], to: replaced(line, change.do!) }];
      const places = targetPlaces(line);
      if (places.length === 0) return `${describeLine(line)} names no node that another could stand for`;
      return [{ path: ['timeline', place, ...places[0]!.path], to: change.with }];
    });
  }
  if (add !== undefined) {
    const timeline = scenario.timeline ?? [];
    const at = typeof add.at === 'string' ? parseDuration(add.at) : undefined;
    const place = change.as === undefined ? placeInTime(timeline, at) : Math.min(timeline.length, change.as - 1);
    return edits({ path: ['timeline', place], to: add, insert: true });
  }
  return configEdits(change, scenario);
}

/** A release that cannot keep its metadata as this file does takes the way it can. */
function versionEdits(version: string, scenario: Scenario): Edits {
  const era = eraFor(version, eraOf(scenario));
  const moved = era === undefined ? edits() : eraEdits(era, scenario);
  return moved.ok ? edits({ path: ['version'], to: version }, ...moved.edits) : moved;
}

/** Undefined: as it is now will do. */
export function eraFor(version: string, now: Era): Era | undefined {
  const release = kafkaVersion(version);
  const eras = release === undefined ? [] : erasOf(release);
  return eras.length === 0 || eras.includes(now) ? undefined : eras[0];
}

/** What the release does not know is told where the file is read. */
function featureEdits(feature: string, level: number | string, scenario: Scenario): Edits {
  if (eraOf(scenario) === 'zookeeper')
    return wrong('a cluster with ZooKeeper has no feature levels: it is not formatted');
  return edits({ path: ['cluster', 'features', feature], to: level });
}

function eraEdits(era: string, scenario: Scenario): Edits {
  if (!isEra(era))
    return wrong(`there is no era ${quoted(era)}${didYouMean(era, ERAS) || `; there is ${listed(ERAS)}`}`);
  if (era === eraOf(scenario)) return edits();
  const { cluster } = inEra(scenario, era);
  const found: Edit[] = [{ path: ['era'], to: era }];
  // Who keeps the metadata there: as many servers as keep it here.
  if (cluster.zookeeper !== scenario.cluster.zookeeper) {
    found.push({ path: ['cluster', 'zookeeper'], to: cluster.zookeeper });
  }
  if (cluster.controllers !== scenario.cluster.controllers) {
    found.push({ path: ['cluster', 'controllers'], to: cluster.controllers });
  }
  return edits(...found);
}

// ---- lines of the timeline ----------------------------------------------------------------------------------------------

/** Its place from 0, or what is wrong. */
export function placeOfLine(named: number | string, scenario: Scenario): number | string {
  const timeline = scenario.timeline ?? [];
  if (timeline.length === 0) return 'the timeline is empty';
  if (typeof named === 'number') {
    return named <= timeline.length ? named - 1 : `there is no line ${named}: the timeline has ${timeline.length}`;
  }
  const words = timeline.map(describeLine);
  const wanted = named.trim();
  const places = words.flatMap((word, place) => (word === wanted ? [place] : []));
  if (places.length === 1) return places[0]!;
  if (places.length > 1) {
    const numbers = listed(places.map((place) => `${place + 1} (${timeOf(timeline[place]!)})`));
    return `several lines of the timeline say ${quoted(wanted)}: say which by its number, ${numbers}`;
  }
  const known = [...new Set(words)];
  return `no line of the timeline says ${quoted(wanted)}${didYouMean(wanted, known) || `; there is ${listed(known)}`}`;
}

/** Lines with a time stand in its order; behind those of the same time. */
function placeInTime(timeline: readonly TimelineLine[], at: number | undefined): number {
  const later = at === undefined ? -1 : timeline.findIndex((line) => line.at !== undefined && line.at > at);
  return later < 0 ? timeline.length : later;
}

/** When it happens, as it is written. */
export function timeOf({ at, when, after }: TimelineLine): string {
  if (at !== undefined) return formatDuration(at);
  return after === undefined ? `on ${when?.fact}` : `${formatDuration(after)} after ${when?.fact}`;
}

function onLine(
  named: number | string,
  scenario: Scenario,
  of: (place: number, line: TimelineLine) => readonly Edit[] | string,
): Edits {
  const place = placeOfLine(named, scenario);
  if (typeof place === 'string') return wrong(place);
  const found = of(place, scenario.timeline![place]!);
  return typeof found === 'string' ? wrong(found) : edits(...found);
}

function moveEdits({ to, by }: Change, named: number | string, scenario: Scenario): Edits {
  return onLine(named, scenario, (place, { at, when, after = 0 }) => {
    const others = scenario.timeline!.filter((_, other) => other !== place);
    const standing = (moved: number, text: string): readonly Edit[] => [
      { path: ['timeline', place, 'at'], to: text },
      { path: ['timeline', place], to: null, moveTo: placeInTime(others, moved) },
    ];
    if (to !== undefined) {
      return at === undefined
        ? `it waits for ${when?.fact} and has no time of its own: move it by a duration`
        : standing(parseDuration(to) ?? 0, to);
    }
    const isEarlier = by!.startsWith('-');
    const span = parseDuration(isEarlier ? by!.slice(1) : by!);
    if (span === undefined) return `by must be a duration with its unit, such as 5s or -5s, not ${quoted(by)}`;
    const before = at ?? after;
    const moved = before + (isEarlier ? -span : span);
    if (moved < 0) return `it cannot be ${formatDuration(span)} earlier: it is at ${formatDuration(before)}`;
    if (at !== undefined) return standing(moved, formatDuration(moved));
    return [{ path: ['timeline', place, 'after'], to: formatDuration(moved) }];
  });
}

/** What says when stays, where nothing else is said. */
function replaced({ at, when, after, era }: TimelineLine, to: Readonly<Record<string, unknown>>): unknown {
  const isTimed = 'at' in to || 'when' in to;
  return {
    ...(isTimed || at === undefined ? {} : { at: formatDuration(at) }),
    ...(isTimed || when === undefined ? {} : { when: writtenPattern(when) }),
    ...(isTimed || after === undefined ? {} : { after: formatDuration(after) }),
    ...(era === undefined ? {} : { era }),
    ...to,
  };
}

function writtenPattern({ after, before, ...rest }: NonNullable<TimelineLine['when']>): unknown {
  return {
    ...rest,
    ...(after === undefined ? {} : { after: formatDuration(after) }),
    ...(before === undefined ? {} : { before: formatDuration(before) }),
  };
}
