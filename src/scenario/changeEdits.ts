/**
 * What a change comes to in a scenario's file: which value stands where afterwards. Of names that are not there it says so,
 * with the nearest one that is.
 */

import type { Says } from '../base/says.ts';
import { kafkaVersion } from '../kafka/versions.ts';
import { configEdits } from './changeConfig.ts';
import { formatDuration, parseDuration } from './duration.ts';
import { ERAS, type Era, eraOf, erasOf, inEra, isEra } from './era.ts';
import { CHANGE_SAYS } from './says/change.ts';
import { NAMES_SAY } from './says/names.ts';
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

/** Whoever tells them one by one has them one by one. */
export type Edits =
  | { readonly ok: true; readonly edits: readonly Edit[] }
  | { readonly ok: false; readonly told: readonly Says[] };

export const wrong = (...told: readonly Says[]): Edits => ({ ok: false, told });
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
      if (places.length === 0) return CHANGE_SAYS.noNodeInLine(describeLine(line));
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
  if (eraOf(scenario) === 'zookeeper') return wrong(CHANGE_SAYS.notFormatted());
  return edits({ path: ['cluster', 'features', feature], to: level });
}

function eraEdits(era: string, scenario: Scenario): Edits {
  if (!isEra(era)) return wrong(NAMES_SAY.noneOf('era', era, ERAS, 'there is'));
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
export function placeOfLine(named: number | string, scenario: Scenario): number | Says {
  const timeline = scenario.timeline ?? [];
  if (timeline.length === 0) return CHANGE_SAYS.timelineEmpty();
  if (typeof named === 'number') {
    return named <= timeline.length ? named - 1 : CHANGE_SAYS.noLine(named, timeline.length);
  }
  const words = timeline.map(describeLine);
  const wanted = named.trim();
  const places = words.flatMap((word, place) => (word === wanted ? [place] : []));
  if (places.length === 1) return places[0]!;
  if (places.length > 1) {
    const numbers = places.map((place) => `${place + 1} (${timeOf(timeline[place]!)})`);
    return CHANGE_SAYS.severalLines(wanted, numbers);
  }
  return CHANGE_SAYS.noLineSays(wanted, [...new Set(words)]);
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
  of: (place: number, line: TimelineLine) => readonly Edit[] | Says,
): Edits {
  const place = placeOfLine(named, scenario);
  if (typeof place !== 'number') return wrong(place);
  const found = of(place, scenario.timeline![place]!);
  return 'en' in found ? wrong(found) : edits(...found);
}

function moveEdits({ to, by }: Change, named: number | string, scenario: Scenario): Edits {
  return onLine(named, scenario, (place, { at, when, after = 0 }) => {
    const others = scenario.timeline!.filter((_, other) => other !== place);
    const standing = (moved: number, text: string): readonly Edit[] => [
      { path: ['timeline', place, 'at'], to: text },
      { path: ['timeline', place], to: null, moveTo: placeInTime(others, moved) },
    ];
    if (to !== undefined) {
      return at === undefined ? CHANGE_SAYS.waitsForFact(String(when?.fact)) : standing(parseDuration(to) ?? 0, to);
    }
    const isEarlier = by!.startsWith('-');
    const span = parseDuration(isEarlier ? by!.slice(1) : by!);
    if (span === undefined) return CHANGE_SAYS.badShift(by);
    const before = at ?? after;
    const moved = before + (isEarlier ? -span : span);
    if (moved < 0) return CHANGE_SAYS.tooEarly(formatDuration(span), formatDuration(before));
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
