/** Why is this broker not in the ISR? In the order in which a leader, and then the controller, look at it. */
import { millis } from '../../../base/time.ts';
import { isInflight } from '../../../kafka/replication/isrState.ts';
import { serverName } from '../../../scenario/scenario.ts';
import { is, names, said, span, subject } from '../said.ts';
import { hasLeader, isActiveBroker, isPartition, processIsUp } from './common.ts';
import type { Found, Scene } from './conditions.ts';

export function notInIsr(scene: Scene, partition: string, id: number): Found[] {
  const name = serverName(id);
  const registration = scene.registration(partition);
  const isReplica = registration?.replicas.includes(id) ?? false;
  const found: Found[] = [
    {
      says: said(
        `${name} is one of the replicas of ${partition}.`,
        `${subject(name)} ${partition}의 레플리카여야 해요.`,
      ),
      met: isReplica,
      seen: said(
        `The replicas are ${names(registration?.replicas ?? [])}.`,
        `레플리카: ${names(registration?.replicas ?? [])}.`,
      ),
    },
    processIsUp(scene, name),
    isActiveBroker(scene, id),
    hasLeader(scene, partition),
  ];
  const leader = scene.leader(partition);
  if (leader === undefined || leader.id === id) return found;
  const { replica, log } = leader.partition;
  const remote = scene.follower(leader, id);
  const hasFetched = remote !== undefined && remote.logEndOffset >= 0;
  const link = scene.since(
    ['LinkChanged', 'NetworkHealed'],
    (fact) =>
      fact.type === 'NetworkHealed' || (fact.type === 'LinkChanged' && [...fact.from, ...fact.to].includes(name)),
  );
  const lag = scene.look.value(leader.name, 'replica.lag.time.max.ms');
  const maximum = typeof lag === 'number' ? millis(lag) : 0;
  const late = remote === undefined ? Number.MAX_SAFE_INTEGER : scene.at - remote.lastCaughtUpTime;
  const isCaughtUp = hasFetched && (remote.logEndOffset === log.logEndOffset || late <= maximum);
  found.push({
    says: said(
      `${name} has fetched from the leader ${leader.name} in this leader epoch.`,
      `${subject(name)} 이 리더 에포크에서 리더 ${leader.name}에 Fetch를 보냈어야 해요.`,
    ),
    met: hasFetched,
    seen: hasFetched
      ? said(
          `Its last fetch came ${span(scene.at - remote.lastFetchTime)} ago, from offset ${remote.logEndOffset}.`,
          `마지막 Fetch는 ${span(scene.at - remote.lastFetchTime)} 전에 오프셋 ${remote.logEndOffset}부터 왔어요.`,
        )
      : said('No fetch of it has come.', '아직 Fetch가 오지 않았어요.'),
    since: isCaughtUp ? null : link,
  });
  const epochStart = scene.look.version(leader.name).kafka7128 ? replica.leaderEpochStartOffset : 0;
  const least = Math.max(log.highWatermark, epochStart);
  found.push({
    says: said(
      `Its log end is not below the high watermark, nor below the start of this leader's epoch.`,
      '로그 끝이 하이 워터마크와 이 리더 에포크의 시작보다 작지 않아야 해요.',
    ),
    met: hasFetched ? remote.logEndOffset >= least : null,
    seen: hasFetched
      ? said(
          `Its log end is ${remote.logEndOffset}; the high watermark is ${log.highWatermark}, the epoch began at ${replica.leaderEpochStartOffset}.`,
          `로그 끝은 ${remote.logEndOffset}, 하이 워터마크는 ${log.highWatermark}, 에포크의 시작은 ${is(replica.leaderEpochStartOffset)}.`,
        )
      : said('Not known.', '알 수 없어요.'),
    rule: 'IsrExpandProposed',
    since: scene.since(
      ['RecordsReplicated', 'LogTruncated'],
      (fact) => isPartition(partition)(fact) && 'broker' in fact && fact.broker === id,
    ),
  });
  found.push({
    says: said(
      'To stay in it: it was caught up within replica.lag.time.max.ms.',
      '계속 남으려면: replica.lag.time.max.ms 안에 따라잡은 적이 있어야 해요.',
    ),
    met: hasFetched ? isCaughtUp : null,
    seen: !hasFetched
      ? said('Not known.', '알 수 없어요.')
      : remote.lastCaughtUpTime < 0
        ? said('It has not been caught up in this epoch.', '이 에포크에서 한 번도 따라잡지 못했어요.')
        : said(`It was last caught up ${span(late)} ago.`, `${span(late)} 전에 마지막으로 따라잡았어요.`),
    rule: 'IsrShrinkProposed',
    settings: scene.look.setting(leader.name, 'replica.lag.time.max.ms'),
    since: scene.since(['IsrShrinkProposed'], isPartition(partition)),
  });
  const isPending = isInflight(replica.isrState);
  found.push({
    says: said('No other change of this ISR waits for its answer.', '응답을 기다리는 다른 ISR 변경이 없어야 해요.'),
    met: !isPending,
    seen: isPending
      ? said('The leader has asked for a change, and has no answer yet.', '리더가 변경을 요청했고 아직 응답이 없어요.')
      : said('None is pending.', '기다리는 변경이 없어요.'),
    rule: 'not/isr-in-flight',
    since: isPending ? scene.since(['IsrShrinkProposed', 'IsrExpandProposed'], isPartition(partition)) : null,
  });
  const isIn = registration?.isr.includes(id) ?? false;
  const isReady = !isIn && !isPending && found.every(({ met }) => met === true);
  found.push({
    says: said('The controller has agreed.', '컨트롤러가 승인해야 해요.'),
    met: isIn,
    seen: isReady
      ? said(
          `Nothing stands in the way: the leader asks for it when it handles the next fetch of ${name}. The ISR is ${names(registration?.isr ?? [])}.`,
          `막는 것이 없어요. 리더가 ${name}의 다음 Fetch를 처리할 때 요청해요. 지금 ISR은 ${is(names(registration?.isr ?? []))}.`,
        )
      : said(
          `The committed ISR is ${names(registration?.isr ?? [])}.`,
          `커밋된 ISR: ${names(registration?.isr ?? [])}.`,
        ),
    since: scene.since(['IsrChanged', 'AlterPartitionRejected'], isPartition(partition)),
  });
  return found;
}
