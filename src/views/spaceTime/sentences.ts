/** The picture in sentences: what is pointed at, and all of it for those who do not see it. */
import { withParticle } from '../../base/korean.ts';
import type { Lane, LaneBand, SpaceTimeFrame, SpaceTimeMessage } from '../../frame/spaceTime/spaceTimeFrames.ts';
import { signOf } from '../encoding.ts';
import { factSentence } from '../factSentences.ts';
import { formatSpan, formatTime } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { KIND_WORDS, STATUS_WORDS, stoppedText } from '../words.ts';
import type { Item } from './layout.ts';
import { BANDS, KINDS, STATES, W } from './words.ts';

/** `▲ Produce request` */
export function nameOf({ api, kind }: Pick<SpaceTimeMessage, 'api' | 'kind'>, language: Language): string {
  if (kind === 'close') return `${signOf(api, kind)} ${W.close[language]}`;
  return `${signOf(api, kind)} ${api} ${KINDS[kind][language]}`;
}

/** `orders-0, orders-1 and 3 more; 2 records` */
export function aboutOf({ partitions, records, error }: SpaceTimeMessage, language: Language): string {
  const parts: string[] = [];
  const [first, second] = partitions;
  const more = partitions.length - 2;
  if (first !== undefined && second === undefined) parts.push(first);
  else if (first !== undefined) {
    const rest = more <= 0 ? '' : language === 'ko' ? ` 외 ${more}개` : ` and ${more} more`;
    parts.push(`${first}, ${second}${rest}`);
  }
  if (records > 0)
    parts.push(language === 'ko' ? `레코드 ${records}개` : `${records} ${records === 1 ? 'record' : 'records'}`);
  if (error) parts.push(language === 'ko' ? '오류 포함' : 'with an error');
  return parts.join('; ');
}

export function becameOf(message: SpaceTimeMessage, language: Language): string {
  const { state, sentAt, endAt, endStep, waits } = message;
  const took = endAt === null || endStep === 0 ? '' : ` ${formatSpan(endAt - sentAt)}`;
  const arrived =
    state === 'arrived' ? (language === 'ko' ? `${STATES.arrived.ko},${took}` : `arrived after${took}`) : '';
  const waited = waits
    .filter(({ to }) => to !== null)
    .map(({ what, from, to }) => `${STATES[what][language]} ${formatSpan(to! - from)}`);
  return [...waited, arrived === '' ? STATES[state][language] : arrived].join('; ');
}

export function messageSentence(message: SpaceTimeMessage, language: Language): string {
  const { from, to } = message;
  const about = aboutOf(message, language);
  const name = nameOf(message, language);
  const way = `${from} → ${to}`;
  return `${way} ${name}${about === '' ? '' : `, ${about}`}: ${becameOf(message, language)}`;
}

export function itemSentence(item: Item, language: Language): string {
  if (item.type === 'fact') return `${formatTime(item.at, 6)} · ${factSentence(item.fact, language)}`;
  return `${formatTime(item.at, 6)} · ${messageSentence(item.message, language)}`;
}

/** `b1, broker, running; leads orders-0 in epoch 0` */
export function laneSentence({ id, kind, life, bands }: Lane, at: number, language: Language): string {
  const isThen = ({ from, to }: { readonly from: number; readonly to: number }): boolean => from <= at && at <= to;
  const now = life.filter(isThen).at(-1);
  const leads = bands.some((band) => band.what === 'leads' && isThen(band));
  const roles = bands
    .filter((band) => isThen(band) && !(band.what === 'elected' && leads))
    .map(({ what, of, epoch }) => bandWords(what, of, epoch, language));
  const who = `${id}, ${KIND_WORDS[kind][language]}${now === undefined ? '' : `, ${now.closed ? stoppedText(kind, language) : STATUS_WORDS[now.status][language]}`}`;
  return [who, ...roles].join('; ');
}

function bandWords(what: LaneBand['what'], of: string, epoch: number, language: Language): string {
  const name = BANDS[what][language];
  if (language === 'ko') return `${of === '' ? '' : `${of} `}${name}, ${what === 'group' ? '세대' : '에포크'} ${epoch}`;
  return `${name}${of === '' ? '' : ` ${of}`} in ${what === 'group' ? 'generation' : 'epoch'} ${epoch}`;
}

/** What is folded into one bar. */
export function foldedSentence(lane: string, count: number, apis: string, language: Language): string {
  return language === 'ko'
    ? `${lane}에서 보낸 반복 메시지 ${count}개: ${apis}`
    : `${count} routine ${count === 1 ? 'message' : 'messages'} from ${lane}: ${apis}`;
}

export function summaryOf(data: SpaceTimeFrame, language: Language): string {
  const { counts, lanes, from, to, until, path } = data;
  const end = Math.min(to, until);
  const lost = data.messages.filter(({ state }) => state !== 'arrived' && state !== 'flying').length;
  const stretch = `${formatTime(from, 6)} – ${formatTime(end, 6)}`;
  if (language === 'ko') {
    const followed =
      path === null
        ? ''
        : ` 따라가는 ${path.record === null ? '일' : `레코드 ${path.record}`}: 메시지 ${path.messages.length}개.`;
    return `${stretch}: 프로세스 ${lanes.length}개, 메시지 ${counts.all}개 중 ${counts.drawn}개 표시, ${counts.folded}개 접음, ${withParticle(`${counts.filtered}개`, '은/는')} 필터로 제외. 도착하지 못한 메시지 ${lost}개.${followed}`;
  }
  const followed =
    path === null
      ? ''
      : ` Followed: ${path.record === null ? 'what is selected' : `record ${path.record}`}, ${path.messages.length} messages.`;
  return `${stretch}: ${lanes.length} processes, ${counts.all} messages, of which ${counts.drawn} drawn, ${counts.folded} folded, ${counts.filtered} filtered out. ${lost} held or lost.${followed}`;
}
