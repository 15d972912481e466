/** Title, summary and expectation of a scenario that a search has written, in both languages. */
import { unreachable } from '../../base/assert.ts';
import { particle, withParticle } from '../../base/korean.ts';
import { formatMicros } from '../../base/time.ts';
import type { Fault } from '../../check/fault.ts';
import { type Break, propertyOf } from '../../properties/index.ts';
import { formatDuration } from '../duration.ts';
import { expectBroken } from '../expectations.ts';
import type { Scenario } from '../scenario.ts';

interface Text {
  readonly en: string;
  readonly ko: string;
}

const MOST_SUMMARY = 600;

export function explained(scenario: Scenario, faults: readonly Fault[], broken: Break): Scenario {
  const count = faults.length;
  const statement = propertyOf(broken.name)?.statement ?? { en: '', ko: '' };
  const told = faults.map(describeFault);
  const with_ = {
    en: count === 0 ? 'No fault is needed' : `Found with ${count} ${count === 1 ? 'fault' : 'faults'}`,
    ko: count === 0 ? '장애가 없어도 깨져요' : `장애 ${count}개로 깨져요`,
  };
  const { prose: _, ...rest } = scenario;
  return {
    ...rest,
    title: { en: `${broken.name} breaks`, ko: `${broken.name}${particle(broken.name, '이/가')} 깨지는 경우` },
    summary: {
      en: cut(
        `${with_.en}: ${told.map(({ en }) => en).join('; ')}. "${statement.en}" At ${formatMicros(broken.at)}: ${broken.detail}.`,
      ),
      ko: cut(
        `${with_.ko}. ${told.map(({ ko }) => ko).join(' ')} "${statement.ko}" ${formatMicros(broken.at)}: ${broken.detail}`,
      ),
    },
    expect: [expectBroken(broken.name)],
  };
}

function cut(text: string): string {
  return text.length <= MOST_SUMMARY ? text : `${text.slice(0, MOST_SUMMARY - 1)}…`;
}

/** `b1 is killed at 3.004801s and started again after 100ms` */
export function describeFault({ name, at, from, to, lasts }: Fault): Text {
  const when = formatMicros(at);
  const others = to.join(', ');
  const length = lasts === null ? undefined : formatDuration(lasts);
  const en = length === undefined ? 'for good' : `for ${length}`;
  const ko = length === undefined ? `${when}부터 계속` : `${when}부터 ${length} 동안`;
  const againEn = length === undefined ? 'for good' : `and started again after ${length}`;
  const againKo = length === undefined ? '다시 시작하지 않아요.' : `${length} 뒤에 다시 시작해요.`;
  const both = `${withParticle(from, '과/와')} ${others}`;
  switch (name) {
    case 'kill':
      return {
        en: `${from} is killed at ${when} ${againEn}`,
        ko: `${when}에 ${withParticle(from, '을/를')} 강제 종료하고 ${againKo}`,
      };
    case 'power-loss':
      return { en: `${from} loses power at ${when} ${againEn}`, ko: `${when}에 ${from}의 전원이 나가고 ${againKo}` };
    case 'pause':
      return {
        en: `${from} stands still from ${when} on ${en}`,
        ko: `${ko} ${withParticle(from, '이/가')} 멈춰 있어요.`,
      };
    case 'isolate':
    case 'cut-group':
      return { en: `${from} is cut off from ${others} at ${when} ${en}`, ko: `${ko} ${both} 사이가 끊겨요.` };
    case 'cut':
      return {
        en: `the link between ${from} and ${others} is cut at ${when} ${en}`,
        ko: `${ko} ${both} 사이의 링크가 끊겨요.`,
      };
    case 'cut-one-way':
      return {
        en: `nothing passes from ${from} to ${others} from ${when} on ${en}`,
        ko: `${ko} ${from}에서 ${withParticle(others, '으로/로')} 가는 메시지가 막혀요.`,
      };
    case 'break':
      return {
        en: `the connections from ${from} to ${others} break at ${when}`,
        ko: `${when}에 ${withParticle(from, '이/가')} ${others}에 맺은 연결이 끊어져요.`,
      };
    case 'late':
      return {
        en: `what ${from} sends to ${others} at ${when} is ${length} late`,
        ko: `${when}에 ${withParticle(from, '이/가')} ${others}에 보낸 메시지가 ${length} 늦게 도착해요.`,
      };
    default:
      return unreachable(name);
  }
}
