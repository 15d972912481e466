/** A broker that acts as the controller: its event queue, its channels to the brokers, and its two state machines. */
import type { ActingController, ChannelFrame, ChannelRequest } from '../../frame/zookeeper/eraControllerFrame.ts';
import { classNames } from '../../ui/classNames.ts';
import { epochClass } from '../encoding.ts';
import { formatIds, formatSpan } from '../format.ts';
import type { Language, ZooKeeperProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { EVENT_WORDS, requestWords } from './controllerSentences.ts';

const ACTS = words('acts as the controller', '컨트롤러로 일하는 중');
const ZOMBIE = words('does not know that it is over', '끝난 것을 모름');
const EVENTS = words('Its one thread', '하나뿐인 스레드');
const IDLE = words('idle', '쉬는 중');
const FOR = words('for', '');
const WAITS = words('waiting events', '기다리는 이벤트');
const CHANNELS = words('What it tells each broker, one request at a time', '브로커마다 하나씩 보내는 요청');
const NOTHING = words('nothing to tell', '보낼 것 없음');
const BACKING_OFF = words('connection lost, tries again', '연결이 끊겨 다시 시도');
const STATES = words('Its state machines', '상태 머신');
const TROUBLED = words('Not online', '온라인이 아닌 파티션');
const MOST = 12;

interface ActingProps extends Pick<ZooKeeperProps, 'now' | 'language' | 'onSelect'> {
  readonly acting: ActingController;
}

export function ActingView({ acting, now, language, onSelect }: ActingProps) {
  const { node, epoch, isTrue, running, queue, state, channels } = acting;
  const since = (at: number): string => formatSpan(Math.max(0, now - at));
  return (
    <section className={classNames('zk-acting', !isTrue && 'zombie')} aria-label={`${node} ${ACTS[language]}`}>
      <h3>
        <button type="button" className="zk-node" onClick={() => onSelect({ type: 'node', id: node })}>
          ★ {node}
        </button>{' '}
        {ACTS[language]} <span className={classNames('epoch-chip', epochClass(epoch))}>e{epoch}</span>
        {!isTrue && <b className="zk-alarm"> {ZOMBIE[language]}</b>}
      </h3>
      <div className="zk-thread">
        <h4>{EVENTS[language]}</h4>
        <ol className="zk-events">
          <li className={classNames('zk-event', running === null ? 'idle' : 'running')}>
            {running === null ? (
              IDLE[language]
            ) : (
              <>
                <b lang="en">{running.event}</b> {running.about}
                <small>
                  {FOR[language]} {since(running.since)} · <span lang="en">{state}</span>
                </small>
                <small>{EVENT_WORDS[running.event]?.[language]}</small>
              </>
            )}
          </li>
          {queue.slice(0, MOST).map((event, place) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: the same event may wait twice
              key={place}
              className="zk-event"
              title={EVENT_WORDS[event.event]?.[language]}
            >
              <span lang="en">{event.event}</span> {event.about}
              <small>{since(event.since)}</small>
            </li>
          ))}
          {queue.length > MOST && <li className="zk-event more">+{queue.length - MOST}</li>}
        </ol>
        <span className="visually-hidden">
          {queue.length} {WAITS[language]}
        </span>
      </div>
      <div className="zk-channels">
        <h4>{CHANNELS[language]}</h4>
        <ul>
          {channels.map((channel) => (
            <Channel key={channel.brokerId} channel={channel} now={now} language={language} />
          ))}
        </ul>
      </div>
      <div className="zk-machines">
        <h4>{STATES[language]}</h4>
        <Machine counts={acting.partitions} />
        <Machine counts={acting.replicas} />
        {acting.troubled.length > 0 && (
          <p className="zk-troubled">
            <b>{TROUBLED[language]}:</b>{' '}
            {acting.troubled.map(({ partition, state: is, leaderEpoch, isr }) => (
              <button
                key={partition}
                type="button"
                className="zk-watcher"
                onClick={() => onSelect({ type: 'partition', id: partition })}
              >
                {partition} <span lang="en">{is}</span> e{leaderEpoch} ISR {formatIds(isr)}
              </button>
            ))}
          </p>
        )}
      </div>
    </section>
  );
}

interface ChannelProps {
  readonly channel: ChannelFrame;
  readonly now: number;
  readonly language: Language;
}

/** The request that is on its way, then those that wait for its answer. */
function Channel({ channel: { brokerId, inFlight, backingOff, queue }, now, language }: ChannelProps) {
  return (
    <li className="zk-channel">
      <b>b{brokerId}</b>
      {backingOff && <span className="zk-alarm">{BACKING_OFF[language]}</span>}
      {inFlight !== null && <Told request={inFlight} now={now} language={language} isSent />}
      {queue.slice(0, MOST).map((request, place) => (
        <Told
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no names before they are sent
          key={place}
          request={request}
          now={now}
          language={language}
          isSent={false}
        />
      ))}
      {queue.length > MOST && <span className="zk-told">+{queue.length - MOST}</span>}
      {inFlight === null && queue.length === 0 && <span className="dim">{NOTHING[language]}</span>}
    </li>
  );
}

interface ToldProps {
  readonly request: ChannelRequest;
  readonly now: number;
  readonly language: Language;
  readonly isSent: boolean;
}

function Told({ request, now, language, isSent }: ToldProps) {
  const { api, partitions, since, text } = request;
  return (
    <span className={classNames('zk-told', isSent && 'sent')} title={text}>
      <span aria-hidden="true">{isSent ? '★' : '☆'}</span> <span lang="en">{api}</span> {partitions}
      <small>{formatSpan(Math.max(0, now - since))}</small>
      <span className="visually-hidden">{requestWords(request, isSent, language)}</span>
    </span>
  );
}

/** How many are in which state, widest where most are. */
function Machine({ counts }: { readonly counts: readonly (readonly [string, number])[] }) {
  if (counts.length === 0) return null;
  return (
    <ul className="zk-machine" lang="en">
      {counts.map(([state, count]) => (
        <li key={state} className={/^(Online|New)/.test(state) ? 'fine' : 'off'} style={{ flexGrow: count }}>
          {state} <b>{count}</b>
        </li>
      ))}
    </ul>
  );
}
