/** Why can this consumer not see this record? From the leader's log, over the assignment, to the application's poll(). */
import { get } from '../../../base/table.ts';
import type { ConsumerState } from '../../../kafka/consumer/state.ts';
import { is, object, said, span, subject, topic } from '../said.ts';
import { hasLeader, isPartition, ofClient, processIsUp } from './common.ts';
import type { Found, Scene } from './conditions.ts';
import { enoughInSync, followersBeyond } from './watermark.ts';

export function notRead(scene: Scene, node: string, partition: string, offset: number): Found[] {
  const consumed = scene.since(
    ['RecordsConsumed'],
    (fact) =>
      fact.type === 'RecordsConsumed' &&
      fact.client === node &&
      fact.partition === partition &&
      fact.from <= offset &&
      offset < fact.from + fact.count,
  );
  const found: Found[] = [hasLeader(scene, partition), ...inTheLog(scene, partition, offset), processIsUp(scene, node)];
  const state = scene.consumer(node);
  if (state === undefined) return found;
  found.push(isAssigned(scene, node, partition, state));
  const mine = get(state.partitions, partition);
  if (mine !== undefined) {
    found.push({
      says: said(
        'The application has not paused the partition.',
        '애플리케이션이 파티션을 일시 중지하지 않았어야 해요.',
      ),
      met: !mine.paused,
      seen: mine.paused
        ? said('It is paused: nothing of it is fetched or handed out.', '일시 중지되어 가져오지도, 넘겨주지도 않아요.')
        : said('It is not paused.', '일시 중지되지 않았어요.'),
      rule: 'PartitionsPaused',
      since: mine.paused ? scene.since(['PartitionsPaused'], ofClient(node)) : null,
    });
    const position = mine.position?.offset ?? null;
    const isKnown = mine.fetchState === 'FETCHING' && position !== null;
    found.push({
      says: said(
        'It knows where to read from, and has checked that place.',
        '읽을 위치를 알고, 그 위치를 검증했어야 해요.',
      ),
      met: isKnown,
      seen: isKnown
        ? said(`Its position is ${position}.`, `위치는 ${is(position)}.`)
        : said(
            `It is in ${mine.fetchState}: it fetches nothing before that is done.`,
            `${mine.fetchState} 상태이며, 끝나기 전에는 가져오지 않아요.`,
          ),
      rule: 'not/position',
      since: scene.since(
        ['OffsetReset', 'CommittedOffsetFound', 'PositionSought', 'PartitionsAssigned'],
        ofClient(node),
      ),
    });
    if (position !== null && position > offset) {
      found.push({
        says: said(
          `Its position is not beyond offset ${offset}.`,
          `위치가 오프셋 ${object(offset)} 지나지 않았어야 해요.`,
        ),
        met: false,
        seen:
          consumed === null
            ? said(
                `Its position is ${position}: it went past without ever reading offset ${offset}.`,
                `위치가 ${is(position)}. 오프셋 ${object(offset)} 읽지 않고 지나갔어요.`,
              )
            : said(
                `It has read offset ${offset} already; its position is ${position}.`,
                `오프셋 ${object(offset)} 이미 읽었고, 위치는 ${is(position)}.`,
              ),
        rule: 'not/past',
        since:
          consumed ??
          scene.since(
            ['OffsetReset', 'CommittedOffsetFound', 'PositionSought'],
            (fact) => ofClient(node)(fact) && isPartition(partition)(fact),
          ),
      });
    }
  }
  found.push(isPolling(scene, node, state));
  found.push({
    says: said(
      `A fetch has brought offset ${offset}, and poll() has handed it out.`,
      `Fetch가 오프셋 ${object(offset)} 가져왔고 poll()이 넘겨주어야 해요.`,
    ),
    met: consumed !== null,
    seen:
      consumed !== null
        ? said('It was handed to the application.', '애플리케이션에 넘겨졌어요.')
        : state.buffer.some((one) => one.partition === partition)
          ? said(
              'Records of the partition lie fetched in the consumer, and the next poll() hands them out.',
              '이 파티션의 레코드를 이미 가져왔고, 다음 poll()이 넘겨줘요.',
            )
          : said(
              'It is not fetched yet: its fetch waits at the leader or is on its way.',
              '아직 가져오지 못했어요. Fetch가 리더에서 기다리거나 전송 중이에요.',
            ),
    rule: 'not/fetch',
    settings: [...scene.look.setting(node, 'fetch.min.bytes'), ...scene.look.setting(node, 'fetch.max.wait.ms')],
    since: consumed,
  });
  return found;
}

function inTheLog(scene: Scene, partition: string, offset: number): Found[] {
  const leader = scene.leader(partition);
  if (leader === undefined) return [];
  const { log } = leader.partition;
  const { highWatermark, logEndOffset, logStartOffset } = log;
  const isWritten = offset < logEndOffset;
  const isCommitted = offset < highWatermark;
  const found: Found[] = [
    {
      says: said(
        `Offset ${offset} is written to the leader's log.`,
        `오프셋 ${subject(offset)} 리더의 로그에 있어야 해요.`,
      ),
      met: isWritten,
      seen: said(
        `The log of ${leader.name} ends at ${logEndOffset}.`,
        `${leader.name}의 로그 끝은 ${is(logEndOffset)}.`,
      ),
      since: scene.since(
        ['RecordsAppended'],
        (fact) => fact.type === 'RecordsAppended' && fact.partition === partition && fact.baseOffset <= offset,
      ),
    },
    {
      says: said('It has not been deleted.', '삭제되지 않았어야 해요.'),
      met: offset >= logStartOffset,
      seen: said(`The log begins at ${logStartOffset}.`, `로그 시작은 ${is(logStartOffset)}.`),
      rule: 'SegmentsDeleted',
      since: scene.since(['SegmentsDeleted', 'LogStartOffsetAdvanced'], isPartition(partition)),
    },
    {
      says: said(
        'It is below the high watermark: every replica that counts has it.',
        '하이 워터마크 아래여야 해요. 세어야 할 레플리카가 모두 가졌다는 뜻이에요.',
      ),
      met: isCommitted,
      seen: isCommitted
        ? said(
            `The high watermark of ${leader.name} is ${highWatermark}.`,
            `${leader.name}의 하이 워터마크는 ${is(highWatermark)}.`,
          )
        : said(
            `The high watermark of ${leader.name} is ${highWatermark}: offset ${offset} is not committed yet.`,
            `${leader.name}의 하이 워터마크가 ${highWatermark}이어서, 오프셋 ${topic(offset)} 아직 커밋되지 않았어요.`,
          ),
      rule: 'RecordsConsumed',
      since: scene.since(
        ['HighWatermarkAdvanced'],
        (fact) => fact.type === 'HighWatermarkAdvanced' && fact.partition === partition && fact.leader,
      ),
    },
  ];
  if (isWritten && !isCommitted)
    found.push(enoughInSync(scene, partition), ...followersBeyond(scene, partition, offset));
  return found;
}

function isAssigned(scene: Scene, node: string, partition: string, state: ConsumerState): Found {
  const group = state.settings.groupId;
  const isMine = get(state.partitions, partition) !== undefined;
  const owner = scene.nodes.find(
    ({ id, state: other }) =>
      id !== node &&
      other?.kind === 'consumer' &&
      other.settings.groupId === group &&
      get(other.partitions, partition) !== undefined,
  );
  return {
    says: said(`${partition} is assigned to ${node}.`, `${subject(partition)} ${node}에 할당되어 있어야 해요.`),
    met: isMine,
    seen: isMine
      ? said('It is.', '할당되어 있어요.')
      : owner !== undefined
        ? said(`In group ${group} ${owner.id} has it.`, `그룹 ${group}에서는 ${subject(owner.id)} 가지고 있어요.`)
        : said(
            `${node} has ${state.partitions.keys.join(', ') || 'no partition'}; nobody in its group has this one now.`,
            `${node}의 파티션: ${state.partitions.keys.join(', ') || '없음'}. 지금 그룹 안에서 이 파티션을 가진 멤버가 없어요.`,
          ),
    rule: 'PartitionsAssigned',
    since: scene.since(['PartitionsAssigned', 'PartitionsRevoked', 'PartitionsLost'], ofClient(node)),
  };
}

export function isPolling(scene: Scene, node: string, { application, settings }: ConsumerState): Found {
  const { thread, threadSince } = application;
  const busy = thread.type === 'processing' || thread.type === 'committing' || thread.type === 'closing';
  const left = thread.type === 'processing' ? thread.records.length - thread.place : 0;
  const since = span(scene.at - threadSince);
  return {
    says: said('Its application calls poll().', '애플리케이션이 poll()을 불러야 해요.'),
    met: !busy && thread.type !== 'closed',
    seen: busy
      ? thread.type === 'processing'
        ? said(
            `It has been at what the last poll brought for ${since}; ${left} of its records ${left === 1 ? 'is' : 'are'} left.`,
            `마지막 poll()이 가져온 것을 ${since}째 처리 중이며, ${left}개가 남았어요.`,
          )
        : said(
            `It has been ${thread.type} for ${since}.`,
            `${since}째 ${thread.type === 'committing' ? '커밋을 기다려요' : '닫는 중이에요'}.`,
          )
      : thread.type === 'closed'
        ? said('The consumer is closed.', '컨슈머가 닫혔어요.')
        : said('It does.', '부르고 있어요.'),
    rule: 'not/poll',
    settings: settings.groupId === null ? [] : scene.look.setting(node, 'max.poll.interval.ms'),
    since: busy ? scene.since(['RecordsConsumed'], ofClient(node)) : null,
  };
}
