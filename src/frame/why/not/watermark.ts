/** Why has the high watermark not moved? The ISR, and how far each of its members has got. */
import { committedIsr, maximalIsr } from '../../../kafka/replication/isrState.ts';
import { effectiveMinIsr } from '../../../kafka/replication/partition.ts';
import { serverName } from '../../../scenario/scenario.ts';
import { is, names, said, subject, topic } from '../said.ts';
import { hasLeader, isPartition } from './common.ts';
import type { Found, Scene } from './conditions.ts';

export function watermarkStands(scene: Scene, partition: string): Found[] {
  const found: Found[] = [hasLeader(scene, partition)];
  const leader = scene.leader(partition);
  if (leader === undefined) return found;
  const { highWatermark, logEndOffset } = leader.partition.log;
  found.push({
    says: said('The leader has records beyond it.', '리더에 그보다 뒤의 레코드가 있어야 해요.'),
    met: logEndOffset > highWatermark,
    seen: said(
      `High watermark ${highWatermark}, log end ${logEndOffset}.`,
      `하이 워터마크 ${highWatermark}, 로그 끝 ${logEndOffset}.`,
    ),
    rule: 'HighWatermarkAdvanced',
    since: scene.since(
      ['HighWatermarkAdvanced'],
      (fact) => isPartition(partition)(fact) && 'leader' in fact && fact.leader === true,
    ),
  });
  found.push(enoughInSync(scene, partition));
  return [...found, ...followersBeyond(scene, partition, highWatermark)];
}

/** Of each other member of the ISR, whether it has what lies at an offset. */
export function followersBeyond(scene: Scene, partition: string, offset: number): Found[] {
  const leader = scene.leader(partition);
  if (leader === undefined) return [];
  const found: Found[] = [];
  const { replica, log } = leader.partition;
  for (const id of maximalIsr(replica.isrState)) {
    if (id === leader.id) continue;
    const remote = replica.remoteReplicas.find(({ brokerId }) => brokerId === id);
    const end = remote?.logEndOffset ?? -1;
    const name = serverName(id);
    found.push({
      says: said(
        `${name}, in the ISR, has fetched beyond offset ${offset}.`,
        `ISR의 ${subject(name)} 오프셋 ${offset} 뒤까지 가져가야 해요.`,
      ),
      met: end > offset,
      seen:
        end < 0
          ? said(
              `${name} has not fetched in this leader epoch.`,
              `${topic(name)} 이 리더 에포크에서 아직 Fetch를 보내지 않았어요.`,
            )
          : said(
              `${name} has everything below ${end}; the log of ${leader.name} ends at ${log.logEndOffset}.`,
              `${topic(name)} ${end} 아래를 가졌고, ${leader.name}의 로그 끝은 ${is(log.logEndOffset)}.`,
            ),
      rule: 'HighWatermarkAdvanced',
      settings: scene.look.setting(leader.name, 'replica.lag.time.max.ms'),
      since: scene.isUp(name)
        ? scene.since(
            ['RecordsReplicated'],
            (fact) => isPartition(partition)(fact) && 'broker' in fact && fact.broker === id,
          )
        : scene.sinceProcess(name),
    });
  }
  return found;
}

/** Below min.insync.replicas nothing is committed (KAFKA-15583). */
export function enoughInSync(scene: Scene, partition: string): Found {
  const leader = scene.leader(partition);
  const minimum = leader === undefined ? 0 : effectiveMinIsr(leader.partition);
  const isr = leader === undefined ? [] : committedIsr(leader.partition.replica.isrState);
  const decides = leader !== undefined && scene.look.version(leader.name).kafka15583;
  return {
    says: said('The ISR has at least min.insync.replicas members.', 'ISR이 min.insync.replicas 이상이어야 해요.'),
    met: leader === undefined ? null : !decides || isr.length >= minimum,
    seen:
      leader === undefined
        ? said('Nobody leads it now.', '지금 리더가 없어요.')
        : decides
          ? said(
              `The ISR is ${names(isr)}: ${isr.length}, where ${minimum} are needed.`,
              `ISR ${names(isr)}: ${isr.length}개(최소 ${minimum}개)예요.`,
            )
          : said(
              `The ISR is ${names(isr)}; this version commits below the minimum, too.`,
              `ISR ${names(isr)}. 이 버전은 최솟값 아래에서도 커밋해요.`,
            ),
    rule: decides || leader === undefined ? 'not/below-min-isr' : 'not/below-min-isr-before',
    settings: leader === undefined ? [] : [{ key: 'min.insync.replicas', value: String(minimum) }],
    since: scene.since(['IsrChanged'], isPartition(partition)),
  };
}
