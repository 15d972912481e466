/** What is read and clicked of one node. The shapes behind it are in `StageLinks`, the cells on the canvas. */
// biome-ignore-all lint/a11y/useSemanticElements: as in StageView
import { memo } from 'react';
import type { BrokerFrame, ConsumerFrame, ControllerFrame, NodeFrame, ProducerFrame } from '../../frame/frame.ts';
import { targetKey } from '../../frame/target.ts';
import { classNames } from '../../ui/classNames.ts';
import { epochClass } from '../encoding.ts';
import type { Language } from '../viewProps.ts';
import { ACTIVE, activityWords, hasNotStarted, KIND_WORDS, words } from '../words.ts';
import type { Density, NodeBox } from './layout.ts';
import { BELIEVES, isZombie, nodeName, nodeStates } from './names.ts';
import { ReplicaRow } from './ReplicaRow.tsx';
import { ZooKeeperText } from './ZooKeeperText.tsx';

/** Cards narrower than this print less. */
const TIGHT = 140;

interface NodeCardProps {
  readonly node: NodeFrame;
  readonly box: NodeBox;
  readonly density: Density;
  readonly isStacked: boolean;
  readonly language: Language;
  /** Key of the selected thing when it is in this card. */
  readonly selected: string | null;
}

export const NodeCard = memo(function NodeCard({ node, box, density, isStacked, language, selected }: NodeCardProps) {
  const key = targetKey({ type: 'node', id: node.id });
  const isDead = node.status === 'down' || node.status === 'off';
  return (
    <div
      className={classNames(
        'card',
        node.kind,
        hasNotStarted(node) ? 'not-started' : node.status,
        node.closed === true && 'closed',
        box.width < TIGHT && 'tight',
      )}
      style={place(box)}
    >
      <div role="button" tabIndex={-1} className="card-hit" data-target={key} aria-label={nodeName(node, language)} />
      <div className="card-text" aria-hidden="true">
        <Inside node={node} box={box} isStacked={isStacked} language={language} />
      </div>
      {'replicas' in node &&
        node.replicas.map((replica, index) => {
          const strip = box.strips[index];
          if (strip === undefined) return null;
          return (
            <ReplicaRow
              key={strip.key}
              strip={strip}
              left={box.x}
              top={box.y}
              replica={replica}
              node={node.id}
              isDead={isDead}
              density={density}
              language={language}
              isSelected={selected === strip.key || selected === `partition ${replica.partition}`}
            />
          );
        })}
    </div>
  );
});

function place({ x, y, width, height, head }: NodeBox): React.CSSProperties {
  return { left: x, top: y, width, height, '--head': `${head}px` } as React.CSSProperties;
}

interface InsideProps {
  readonly node: NodeFrame;
  readonly box: NodeBox;
  readonly isStacked: boolean;
  readonly language: Language;
}

function Inside({ node, box, isStacked, language }: InsideProps) {
  switch (node.kind) {
    case 'controller':
      return <ControllerText node={node} isNarrow={box.width < 170} isTight={box.width < TIGHT} language={language} />;
    case 'zookeeper':
      return (
        <ZooKeeperText node={node} width={box.width}>
          <Head node={node} language={language} hidesKind={box.width < 170} />
        </ZooKeeperText>
      );
    case 'broker':
    case 'combined':
      return <BrokerText node={node} isNarrow={box.width < 260} isTight={box.width < 180} language={language} />;
    case 'producer':
      return (
        <ProducerText
          node={node}
          room={box.width < 130 ? 0 : box.height}
          isNarrow={isStacked || box.width < 130}
          language={language}
        />
      );
    case 'consumer':
      return <ConsumerText node={node} room={box.height} language={language} />;
    case 'tool':
      return (
        <Head node={node} language={language} hidesKind>
          <code className="state">{node.tool}</code>
        </Head>
      );
    case 'admin':
      return (
        <Head node={node} language={language} hidesKind={node.id === 'admin'}>
          <span className="state">{node.done ? '✓' : '…'}</span>
        </Head>
      );
  }
}

interface HeadProps {
  readonly node: NodeFrame;
  readonly language: Language;
  /** Where states take the room, the kind is left to the place on the stage. */
  readonly hidesKind?: boolean;
  readonly children?: React.ReactNode;
}

function Head({ node, language, hidesKind = false, children }: HeadProps) {
  const isDead = (node.status === 'down' && !hasNotStarted(node) && !node.closed) || node.status === 'off';
  const all = nodeStates(node, language);
  const states = hidesKind ? all.slice(0, 1) : all;
  return (
    <div className="card-head">
      {isDead && <span className="cross">✕</span>}
      {node.status === 'paused' && <span className="cross">❚❚</span>}
      <b>{node.id}</b>
      {!hidesKind && <span className="kind">{KIND_WORDS[node.kind][language]}</span>}
      {states.length > 0 && <span className="state strong">{states.join(' · ')}</span>}
      {children}
    </div>
  );
}

const EPOCH = words('epoch', '에포크');

interface TextProps<N> {
  readonly node: N;
  readonly isNarrow: boolean;
  readonly isTight: boolean;
  readonly language: Language;
}

function ControllerText({ node, isNarrow, isTight, language }: TextProps<ControllerFrame>) {
  const raft = node.raft;
  return (
    <>
      <Head node={node} language={language} hidesKind={isTight || (isNarrow && (node.active || node.status !== 'up'))}>
        {node.active && <span className="state active">★{isTight ? '' : ` ${ACTIVE[language]}`}</span>}
      </Head>
      {raft !== null && (
        <div className="card-line">
          <span>{raft.role}</span>
          <span className={classNames('epoch-chip', epochClass(raft.epoch))}>
            {isNarrow ? 'e' : `${EPOCH[language]} `}
            {raft.epoch}
          </span>
          {!isNarrow && (
            <span className="numbers">
              {raft.highWatermark ?? '–'}/{raft.logEndOffset}
            </span>
          )}
        </div>
      )}
    </>
  );
}

function BrokerText({ node, isNarrow, isTight, language }: TextProps<BrokerFrame>) {
  return (
    <Head node={node} language={language} hidesKind={isTight}>
      {node.active && (
        <span className="state active">{isZombie(node) ? `☆ ${BELIEVES[language]}` : `★ ${ACTIVE[language]}`}</span>
      )}
      {node.brokerState !== null && node.brokerState !== 'RUNNING' && !node.inControlledShutdown && (
        <span className="state">{node.brokerState}</span>
      )}
      {!isNarrow && node.rack !== null && <span className="state">{node.rack}</span>}
      {node.coordinates.length > 0 && <Coordinated groups={node.coordinates} isTight={isTight} />}
    </Head>
  );
}

/** The mark of a group's coordinator, as the group's name stands on its members. */
function Coordinated({ groups, isTight }: { readonly groups: readonly string[]; readonly isTight: boolean }) {
  const [first] = groups;
  const rest = groups.length > 1 ? ` +${groups.length - 1}` : '';
  return <span className="group-badge coordinator">{isTight ? `◈${groups.length}` : `◈ ${first}${rest}`}</span>;
}

const SEND_WAITS = words('send() waits', 'send() 대기');
const COUNTS = {
  acknowledged: words('acknowledged', '확인 응답'),
  failed: words('failed', '실패'),
  unknown: words('unknown', '모름'),
  inFlight: words('in flight', '전송 중'),
  buffered: words('waiting', '대기 중'),
} as const;
const COUNT_SIGNS = { acknowledged: '✓', failed: '✗', unknown: '?', inFlight: '○', buffered: '⋯' } as const;

interface ClientTextProps<N> {
  readonly node: N;
  readonly room: number;
  readonly language: Language;
}

function ProducerText({ node, room, isNarrow, language }: ClientTextProps<ProducerFrame> & { isNarrow: boolean }) {
  const counts = {
    acknowledged: node.acknowledged,
    failed: node.failed,
    unknown: node.unknown,
    inFlight: node.inFlight,
    buffered: node.buffered,
  };
  const isLine = room < 110;
  const isBlocked = node.blocked > 0;
  const names = Object.keys(COUNTS) as (keyof typeof COUNTS)[];
  // The card has no room for one line more: what is waited for stands where there is nothing to count.
  const nothing = isBlocked ? names.filter((name) => counts[name] === 0).at(-1) : undefined;
  const shown = names.filter((name) => name !== nothing);
  return (
    <>
      <Head node={node} language={language} hidesKind={isNarrow}>
        {(node.status === 'up' || !isNarrow) && <code className="state">acks={node.acks}</code>}
      </Head>
      {(room === 0 || room >= 56) && (
        <div className={classNames('counts', isLine && 'line')}>
          {shown.map((name) => (
            <div
              key={name}
              className={classNames('count', name, counts[name] > 0 && 'some')}
              title={COUNTS[name][language]}
            >
              <span className="sign">{COUNT_SIGNS[name]}</span>
              <span className="number">{counts[name]}</span>
              {!isLine && <span className="word">{COUNTS[name][language]}</span>}
            </div>
          ))}
          {isBlocked && (
            <div className="count failed some">
              <span className="sign">▮</span>
              {SEND_WAITS[language]}
            </div>
          )}
        </div>
      )}
    </>
  );
}

const LAG = words('lag', '랙');

function ConsumerText({ node, room, language }: ClientTextProps<ConsumerFrame>) {
  const isMember = node.group !== null && room >= 62;
  // Where there is room for one line, that is what it does.
  const isBrief = node.group !== null && !isMember;
  const most = Math.max(0, Math.floor((room - (isMember ? 58 : 36)) / 19));
  const shown = node.positions.length > most ? node.positions.slice(0, Math.max(0, most - 1)) : node.positions;
  const rest = node.positions.length - shown.length;
  return (
    <>
      <Head node={node} language={language} hidesKind={isBrief}>
        {isBrief && node.activity !== null && (
          <span className={classNames('state', 'doing', node.activity.doing)}>
            {activityWords(node.activity, language)}
          </span>
        )}
      </Head>
      {isMember && (
        <div className="card-line member">
          <span className="group-badge">{node.group}</span>
          {node.activity !== null && (
            <span className={classNames('doing', node.activity.doing)}>{activityWords(node.activity, language)}</span>
          )}
        </div>
      )}
      <div className="positions">
        {shown.map((at) => (
          <div key={at.partition} className="position">
            <code className="name">{at.partition}</code>
            <code>@{at.position ?? '–'}</code>
            <span className={classNames('lag', (at.lag ?? 0) > 0 && 'some')}>
              {at.paused === true ? '❚❚ ' : ''}
              {LAG[language]} {at.lag ?? '–'}
            </span>
          </div>
        ))}
        {rest > 0 && most > 0 && <div className="position">+{rest}</div>}
      </div>
    </>
  );
}
