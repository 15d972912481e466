/** A change in a few words of either language: the name of the run that has it. */

import { ownerOf, settingsOf } from './changeConfig.ts';
import { eraFor, placeOfLine, timeOf } from './changeEdits.ts';
import { formatDuration, parseDuration } from './duration.ts';
import { eraOf } from './era.ts';
import { quoted } from './problems.ts';
import type { Scenario } from './scenario.ts';
import { ACTIONS, type TimelineLine } from './schema.ts';
import type { Change, ChangeOwnerKind } from './schemaChange.ts';
import { describeLine } from './timeline.ts';

interface Both {
  readonly en: string;
  readonly ko: string;
}

const OWNER_WORDS: Readonly<Record<ChangeOwnerKind, Both>> = {
  cluster: { en: 'every server', ko: '모든 서버' },
  broker: { en: 'broker', ko: '브로커' },
  controller: { en: 'controller', ko: '컨트롤러' },
  topic: { en: 'topic', ko: '토픽' },
  producer: { en: 'producer', ko: '프로듀서' },
  consumer: { en: 'consumer', ko: '컨슈머' },
  group: { en: 'group', ko: '그룹' },
};

const ERA_WORDS: Readonly<Record<string, string>> = {
  zookeeper: 'ZooKeeper',
  kraft: 'KRaft',
  migration: 'ZooKeeper → KRaft',
};

/** `before`: the scenario as it was, whose lines a number means. */
export function changeWords(change: Change, before: Scenario): Both {
  const { version, protocol, era, seed, latency, jitter, without, move, replace, add } = change;
  const owner = ownerOf(change);
  if (owner !== undefined) {
    const { en, ko } = OWNER_WORDS[owner.kind];
    const name = owner.name === '' ? '' : ` ${owner.name}`;
    const settings = Object.entries(settingsOf(change));
    const said = (standard: string) =>
      settings.map(([key, value]) => (value === null ? `${key} ${standard}` : `${key}=${value}`)).join(', ');
    return { en: `${en}${name}: ${said('at its default')}`, ko: `${ko}${name}: ${said('기본값')}` };
  }
  if (version !== undefined) {
    const moved = eraFor(version, eraOf(before));
    return same(moved === undefined ? `Kafka ${version}` : `Kafka ${version} · ${ERA_WORDS[moved]}`);
  }
  if (protocol !== undefined) return same(protocol);
  if (era !== undefined) return same(ERA_WORDS[era] ?? era);
  if (change.feature !== undefined) return same(`${change.feature}=${change.level}`);
  if (seed !== undefined) return { en: `seed ${seed}`, ko: `시드 ${seed}` };
  if (latency !== undefined) return { en: `network latency ${latency}`, ko: `네트워크 지연 ${latency}` };
  if (jitter !== undefined) return { en: `network jitter ${jitter}`, ko: `네트워크 지터 ${jitter}` };
  if (add !== undefined) {
    const [what, at] = [addedWords(add), String(add.at ?? '')];
    return at === ''
      ? { en: `with ${what}`, ko: `${what} 추가` }
      : { en: `with ${what} at ${at}`, ko: `${at}에 ${what} 추가` };
  }
  const line = lineOf((without ?? move ?? replace)!, before);
  const [what, at] = line === undefined ? [String(without ?? move ?? replace), ''] : [describeLine(line), timeOf(line)];
  if (without !== undefined) return { en: `without ${what} (${at})`, ko: `${what}(${at}) 제외` };
  if (replace !== undefined) {
    const instead = change.with ?? addedWords(change.do ?? {});
    return { en: `${instead} instead of ${what} (${at})`, ko: `${what}(${at}) 대신 ${instead}` };
  }
  const to = change.to ?? movedTo(line, change.by);
  return { en: `${what} at ${to} instead of ${at}`, ko: `${what}: ${at} → ${to}` };
}

function same(text: string): Both {
  return { en: text, ko: text };
}

function lineOf(named: number | string, scenario: Scenario): TimelineLine | undefined {
  const place = placeOfLine(named, scenario);
  return typeof place === 'number' ? scenario.timeline![place] : undefined;
}

function movedTo(line: TimelineLine | undefined, by = ''): string {
  const span = parseDuration(by.replace(/^-/, ''));
  const from = line?.at;
  if (span === undefined || from === undefined) return by.startsWith('-') ? by : `+${by}`;
  return formatDuration(from + (by.startsWith('-') ? -span : span));
}

/** As it was written: it was not read yet. */
function addedWords(line: Readonly<Record<string, unknown>>): string {
  const action = ACTIONS.find((one) => line[one] !== undefined);
  if (action === undefined) return 'nothing';
  const value = line[action];
  if (typeof value === 'string') return `${action} ${value}`;
  if (Array.isArray(value)) return `${action} ${value.map(quoted).join(', ')}`;
  const parts = Object.entries(value as Readonly<Record<string, unknown>>).map(([key, part]) => {
    const text =
      typeof part === 'object' && part !== null ? JSON.stringify(part).replace(/["{}[\]]/g, '') : String(part);
    return key === 'node' ? text : `${key} ${text}`;
  });
  return `${action} ${parts.join(' ')}`.slice(0, 120);
}
