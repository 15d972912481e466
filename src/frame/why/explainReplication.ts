/** What about an event moved a high watermark, changed an ISR, chose a leader or cut a log, with the values seen there. */
import { maximalIsr } from '../../kafka/replication/isrState.ts';
import { serverName } from '../../scenario/scenario.ts';
import { election } from './explainElections.ts';
import { refusal } from './explainRefusals.ts';
import { type Case, type Explanation, type Explanations, senderOf } from './explanation.ts';
import { hosted } from './hosted.ts';
import type { Look, Told } from './look.ts';
import { is, names, said, span, subject, topic, toward } from './said.ts';
import type { Said } from './whyFrames.ts';

export const REPLICATION_EXPLANATIONS: Explanations = {
  HighWatermarkAdvanced: (one) => (one.fact.leader ? leaderWatermark(one) : followerWatermark(one)),
  IsrShrinkProposed: isrShrink,
  IsrExpandProposed: isrExpansion,
  IsrChanged: isrChange,
  LeaderElected: election,
  LogTruncated: truncation,
  RecordsReplicated: ({ look, told, fact }) => {
    const from = senderOf({ look, told }) ?? '?';
    return {
      because: [
        said(
          `${from} answered its fetch from offset ${fact.baseOffset} with ${fact.count} ${fact.count === 1 ? 'record' : 'records'}.`,
          `오프셋 ${fact.baseOffset}부터 보낸 Fetch에 ${subject(from)} 레코드 ${fact.count}개로 응답했어요.`,
        ),
      ],
    };
  },
  RecordsAppended: appended,
  BecameFollower: (one) => {
    const { look, told, fact, cause } = one;
    const because = fact.leader < 0 ? [] : metadataReached(one.look, one.told, one.fact.leaderEpoch);
    const opened = look.newestOf(
      ['NetworkHealed', 'ProcessResumed'],
      told.index,
      (other) => other.type === 'NetworkHealed' || ('node' in other && other.node === told.node),
    );
    if (cause === undefined || opened === undefined || opened.index < cause.index) return { because };
    const wait = span(told.at - cause.at);
    const late = said(
      `It heard of it ${wait} late: until then it could not be reached, and took itself for what it was before.`,
      `${wait} 늦게 알았어요. 그때까지 닿을 수 없어서 이전 역할 그대로라고 여기고 있었어요.`,
    );
    return { because: [...because, late] };
  },
  BecameLeader: (one) => ({ because: metadataReached(one.look, one.told, one.fact.leaderEpoch) }),
  AppendRefused: refusal,
};

function appended({ look, told, fact }: Case<'RecordsAppended'>): Explanation {
  const from = senderOf({ look, told });
  if (fact.partition.startsWith('__'))
    return {
      because: [
        said(
          'Its coordinator wrote down what it has decided, or was told: what is not in this log is forgotten when another takes over.',
          '코디네이터가 정하거나 전해 받은 것을 적었어요. 이 로그에 없는 것은 다른 브로커가 이어받을 때 잊혀요.',
        ),
      ],
      rule: 'RecordsAppended/coordinator',
    };
  if (from === undefined) return { because: [] };
  const acks = fact.acks === -1 ? 'all' : String(fact.acks);
  // A server sends no Produce: what it sent ended another request, behind which this one had waited.
  if (look.setup(from)?.kind === 'server') {
    if (fact.acks === 0 || look.recording.ledger.senderOf(fact.partition, fact.baseOffset, fact.leaderEpoch) === null)
      return { because: [] };
    return {
      because: [
        said(
          `Its Produce request with acks=${acks} had waited behind another one of the same connection; what ${from} sent let that one end.`,
          `acks=${acks}인 이 Produce 요청은 같은 연결의 앞선 요청 뒤에서 기다렸고, ${subject(from)} 보낸 것으로 앞선 요청이 끝났어요.`,
        ),
      ],
      rule: 'RecordsAppended/muted',
    };
  }
  return {
    because: [
      said(
        `${from} sent it a Produce request with acks=${acks}, and it leads ${fact.partition} in epoch ${fact.leaderEpoch}.`,
        `${subject(from)} acks=${acks}인 Produce 요청을 보냈고, 이 브로커가 에포크 ${fact.leaderEpoch}에서 ${fact.partition}의 리더예요.`,
      ),
    ],
  };
}

function metadataReached(look: Look, told: Told, epoch: number): Said[] {
  const from = senderOf({ look, told });
  if (from === undefined) return [];
  // What a controller orders itself comes to it with the answer of ZooKeeper.
  if (from === told.node || look.setup(from)?.kind !== 'server')
    return [
      said(
        `It is the controller itself, and told itself of leader epoch ${epoch}.`,
        `자신이 컨트롤러라서, 리더 에포크 ${epoch}의 변경을 스스로에게 알렸어요.`,
      ),
    ];
  return [
    said(
      `The change with leader epoch ${epoch} reached it from ${from}.`,
      `리더 에포크 ${epoch}의 변경이 ${from}에서 이 브로커에 도착했어요.`,
    ),
  ];
}

// ---- the high watermark ------------------------------------------------------------------------------------------------

function leaderWatermark({ look, told, fact, event }: Case<'HighWatermarkAdvanced'>): Explanation {
  const step = event();
  const partition = hosted(step?.after, fact.partition);
  if (step === undefined || partition?.replica.role !== 'leader') return { because: [] };
  const { replica, log } = partition;
  const isr = maximalIsr(replica.isrState);
  const ends = isr.map((id) => {
    const remote = replica.remoteReplicas.find(({ brokerId }) => brokerId === id);
    return { id, end: remote === undefined ? log.logEndOffset : remote.logEndOffset };
  });
  const listed = ends.map(({ id, end }) => `${serverName(id)} ${end}`).join(', ');
  const before = hosted(step.before, fact.partition);
  const beforeEnd = (id: number): number | undefined =>
    before?.replica.role === 'leader'
      ? before.replica.remoteReplicas.find(({ brokerId }) => brokerId === id)?.logEndOffset
      : undefined;
  const from = senderOf({ look, told });
  const fetcher = ends.find(({ id }) => serverName(id) === from && id !== fact.broker);
  const because: Said[] = [];
  if (fetcher !== undefined && fetcher.end !== beforeEnd(fetcher.id)) {
    const isLast = fetcher.end === fact.highWatermark;
    because.push(
      isLast
        ? said(
            `${from} fetched from offset ${fetcher.end}: it has everything below, and it was the last of the ISR to get there.`,
            `${subject(from!)} 오프셋 ${fetcher.end}부터 가져갔어요. 그 아래를 모두 가졌다는 뜻이고, ISR 중 마지막으로 거기에 이르렀어요.`,
          )
        : said(
            `${from} fetched from offset ${fetcher.end}: it was what had held the high watermark back.`,
            `${subject(from!)} 오프셋 ${fetcher.end}부터 가져갔어요. 하이 워터마크를 붙잡고 있던 레플리카예요.`,
          ),
    );
  } else if (isr.length === 1) {
    because.push(
      said(
        `The ISR is ${names(isr)} alone: what the leader has is committed at once.`,
        `ISR에 ${names(isr)}뿐이어서 리더가 가진 것이 곧바로 커밋돼요.`,
      ),
    );
  } else if (before?.replica.role === 'leader' && maximalIsr(before.replica.isrState).length !== isr.length) {
    because.push(
      said(
        `The ISR became ${names(isr)}, and who left is not waited for any more.`,
        `ISR이 ${toward(names(isr))} 바뀌어, 빠진 레플리카를 더는 기다리지 않아요.`,
      ),
    );
  }
  const lowest = ends.reduce((least, { end }) => (end < least ? end : least), log.logEndOffset);
  const waitedFor = replica.remoteReplicas.find(
    ({ brokerId, logEndOffset }) => !isr.includes(brokerId) && logEndOffset === fact.highWatermark,
  );
  if (lowest > fact.highWatermark && waitedFor !== undefined) {
    const name = serverName(waitedFor.brokerId);
    because.push(
      said(
        `Log ends over the ISR: ${listed}. ${name} is not in it yet, but has caught up and may join: its end, ${fact.highWatermark}, counts too.`,
        `ISR의 로그 끝(LEO): ${listed}. ${topic(name)} 아직 ISR에 없지만 따라잡아 곧 들어올 수 있으므로, 그 끝 ${fact.highWatermark}도 함께 셈해요.`,
      ),
    );
    return { because };
  }
  because.push(
    said(
      `Log ends over the ISR: ${listed}. The lowest is ${fact.highWatermark}.`,
      `ISR의 로그 끝(LEO): ${listed}. 가장 낮은 값이 ${is(fact.highWatermark)}.`,
    ),
  );
  return { because };
}

function followerWatermark({ look, told, fact, event }: Case<'HighWatermarkAdvanced'>): Explanation {
  const from = senderOf({ look, told });
  const end = hosted(event()?.after, fact.partition)?.log.logEndOffset;
  if (from === undefined) return { because: [] };
  const own = end === undefined ? '' : ` (${end})`;
  return {
    because: [
      said(
        `The Fetch answer of ${from} named the leader's high watermark; a follower takes it, up to its own log end${own}.`,
        `${from}의 Fetch 응답에 리더의 하이 워터마크가 실려 왔어요. 팔로워는 자기 로그 끝${own}까지만 그 값을 받아들여요.`,
      ),
    ],
    rule: 'HighWatermarkAdvanced/follower',
  };
}

// ---- the ISR -----------------------------------------------------------------------------------------------------------

function isrShrink({ look, told, fact, event }: Case<'IsrShrinkProposed'>): Explanation {
  const step = event();
  const partition = hosted(step?.before, fact.partition);
  const settings = look.setting(told.node, 'replica.lag.time.max.ms');
  if (step === undefined || partition?.replica.role !== 'leader') return { because: [], settings };
  const { replica, log } = partition;
  const because = fact.out.map((id) => {
    const remote = replica.remoteReplicas.find(({ brokerId }) => brokerId === id);
    const name = serverName(id);
    if (remote === undefined || remote.lastCaughtUpTime < 0)
      return said(
        `${name} has not been caught up since this leader began.`,
        `${topic(name)} 이 리더가 시작된 뒤로 한 번도 따라잡지 못했어요.`,
      );
    const late = span(step.at - remote.lastCaughtUpTime);
    return said(
      `${name} was last caught up ${late} ago; its log end is ${remote.logEndOffset}, the leader's ${log.logEndOffset}.`,
      `${topic(name)} ${late} 전에 마지막으로 따라잡았어요. 로그 끝은 ${remote.logEndOffset}, 리더의 끝은 ${is(log.logEndOffset)}.`,
    );
  });
  return { because, settings };
}

function isrExpansion({ look, told, fact, event }: Case<'IsrExpandProposed'>): Explanation {
  const step = event();
  const partition = hosted(step?.after, fact.partition);
  if (partition?.replica.role !== 'leader') return { because: [] };
  const remote = partition.replica.remoteReplicas.find(({ brokerId }) => brokerId === fact.joining);
  if (remote === undefined) return { because: [] };
  const { highWatermark } = partition.log;
  const start = partition.replica.leaderEpochStartOffset;
  const name = serverName(fact.joining);
  const least = look.version(told.node).kafka7128 ? Math.max(highWatermark, start) : highWatermark;
  return {
    because: [
      said(
        `${name} fetched from offset ${remote.logEndOffset}, which is not below ${least} (high watermark ${highWatermark}, start of this leader's epoch ${start}).`,
        `${subject(name)} 오프셋 ${remote.logEndOffset}부터 가져갔고, 이는 ${least}보다 작지 않아요(하이 워터마크 ${highWatermark}, 이 리더 에포크의 시작 ${start}).`,
      ),
    ],
  };
}

function isrChange({ look, told, fact, cause }: Case<'IsrChanged'>): Explanation {
  const left = fact.previousIsr.filter((id) => !fact.isr.includes(id));
  const joined = fact.isr.filter((id) => !fact.previousIsr.includes(id));
  const because: Said[] = [];
  if (left.length > 0) because.push(said(`${names(left)} left it.`, `${subject(names(left))} 빠졌어요.`));
  if (joined.length > 0) because.push(said(`${names(joined)} joined it.`, `${subject(names(joined))} 들어왔어요.`));
  if (look.siteOf(told).isOfZooKeeper) {
    const isOfLeader = cause?.fact.type.startsWith('Isr') === true;
    return { because, rule: isOfLeader ? 'IsrChanged/of-leader/zookeeper' : 'IsrChanged/zookeeper' };
  }
  const isBroker =
    cause?.fact.type === 'BrokerFenced' ||
    cause?.fact.type === 'BrokerInControlledShutdown' ||
    cause?.fact.type === 'BrokerRegistered';
  return isBroker ? { because, rule: 'IsrChanged/broker' } : { because };
}

// ---- truncation --------------------------------------------------------------------------------------------------------

function truncation({ look, told, fact, event }: Case<'LogTruncated'>): Explanation {
  const message = event()?.scheduled.event;
  const from = senderOf({ look, told }) ?? '?';
  const version = look.version(told.node);
  if (!version.kip101)
    return {
      because: [
        said(
          `Without leader epochs a new follower cuts back to its own high watermark, ${fact.endOffset}.`,
          `리더 에포크가 없으므로, 새 팔로워는 자기 하이 워터마크 ${fact.endOffset}까지 잘라요.`,
        ),
      ],
      rule: 'LogTruncated/high-watermark',
    };
  if (message?.type !== 'arrived') return { because: [] };
  return {
    because: [
      said(
        `${from} named an epoch and where it ends in its own log: the ${fact.removed} from offset ${fact.endOffset} on are not in it.`,
        `${subject(from)} 에포크와 그것이 자기 로그에서 끝나는 오프셋을 알려 주었어요. 오프셋 ${fact.endOffset}부터의 ${fact.removed}개는 그 로그에 없는 레코드예요.`,
      ),
    ],
  };
}
