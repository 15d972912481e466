/** Why does this group make no progress, or why is a member idle? From the coordinator to the commits. */
import type { ConsumerState } from '../../../kafka/consumer/state.ts';
import { coordinatedGroups } from '../../groups/coordinators.ts';
import { is, said, subject, topic } from '../said.ts';
import type { Found, Scene } from './conditions.ts';
import { isPolling } from './reading.ts';

export function noProgress(scene: Scene, id: string): Found[] {
  const ofGroup = (fact: object): boolean => 'group' in fact && fact.group === id;
  const group = coordinatedGroups(scene.nodes).get(id);
  const members = scene.nodes.flatMap(({ id: node, state, status }) =>
    status === 'up' && state?.kind === 'consumer' && state.settings.groupId === id ? [{ node, state }] : [],
  );
  const isInZooKeeper = members.some(({ state }) => state.connector !== null);
  const found: Found[] = [
    {
      says: said('A coordinator has the group.', '그룹을 맡은 코디네이터가 있어야 해요.'),
      met: isInZooKeeper ? null : group !== undefined,
      seen:
        group === undefined
          ? isInZooKeeper
            ? said('This group is in ZooKeeper: it has none.', '이 그룹은 ZooKeeper에 있어 코디네이터가 없어요.')
            : said('No broker has it now.', '지금 맡은 브로커가 없어요.')
          : said(`${group.node}, the leader of ${group.partition}.`, `${group.partition}의 리더인 ${is(group.node)}.`),
      rule: 'CoordinatorLoaded',
      since: scene.since(['CoordinatorLoaded', 'CoordinatorUnloaded']),
    },
    {
      says: said('Consumers of the group run.', '그룹의 컨슈머가 동작 중이어야 해요.'),
      met: members.length > 0,
      seen: said(
        `Running: ${members.map(({ node }) => node).join(', ') || '∅'}.`,
        `동작 중: ${members.map(({ node }) => node).join(', ') || '∅'}.`,
      ),
      since: scene.since(
        ['ProcessKilled', 'PowerLost', 'ProcessPaused', 'ConsumerClosed', 'GroupMemberRemoved'],
        (fact) => ('group' in fact ? ofGroup(fact) : true),
      ),
    },
  ];
  const state = group?.group;
  if (state?.type === 'classic') {
    const waiting = state.members.values.filter((member) => member.awaitingJoin === null);
    const isStable = state.state === 'Stable';
    const late = state.state === 'PreparingRebalance' ? waiting.map(({ clientId }) => clientId) : [];
    found.push({
      says: said(
        'The group is Stable: no rebalance holds it up.',
        '그룹이 Stable이고 리밸런싱에 막혀 있지 않아야 해요.',
      ),
      met: isStable,
      seen:
        late.length > 0
          ? said(
              `It is in ${state.state} and waits for ${late.join(', ')} to join again, which happens in its next poll().`,
              `${state.state} 상태로 ${subject(late.join(', '))} 다시 조인하기를 기다려요. 조인은 다음 poll()에서 일어나요.`,
            )
          : said(
              `It is ${state.state}, generation ${state.generationId}.`,
              `${state.state}, 세대 ${state.generationId}.`,
            ),
      rule: 'GroupStateChanged',
      since: scene.since(['GroupStateChanged', 'GroupRebalanceStarted'], ofGroup),
    });
  } else if (state?.type === 'consumer') {
    const behind = state.members.values.filter(
      (member) => member.state !== 'STABLE' || member.memberEpoch !== state.groupEpoch,
    );
    found.push({
      says: said('Every member has reached its target assignment.', '모든 멤버가 목표 할당에 도달해야 해요.'),
      met: behind.length === 0,
      seen:
        behind.length === 0
          ? said(`All are at group epoch ${state.groupEpoch}.`, `모두 그룹 에포크 ${is(state.groupEpoch)}.`)
          : said(
              `Not yet: ${behind.map(({ clientId, state: at }) => `${clientId} ${at}`).join(', ')}.`,
              `아직이에요: ${behind.map(({ clientId, state: at }) => `${clientId} ${at}`).join(', ')}.`,
            ),
      rule: 'MemberAssignmentChanged',
      since: scene.since(['MemberAssignmentChanged', 'GroupEpochBumped'], ofGroup),
    });
  }
  const idle = members.filter(({ state: member }) => member.partitions.keys.length === 0);
  const owned = members.reduce((sum, { state: member }) => sum + member.partitions.keys.length, 0);
  found.push({
    says: said('Every member has partitions.', '모든 멤버가 파티션을 가져야 해요.'),
    met: members.length > 0 ? idle.length === 0 : null,
    seen:
      idle.length === 0
        ? said(`${owned} partitions over ${members.length} members.`, `멤버 ${members.length}개에 파티션 ${owned}개.`)
        : said(
            `${idle.map(({ node }) => node).join(', ')} has none: ${owned} partitions over ${members.length} members, and a partition has one owner.`,
            `${topic(idle.map(({ node }) => node).join(', '))} 파티션이 없어요. 멤버 ${members.length}개에 파티션 ${owned}개이고, 한 파티션의 소유자는 하나예요.`,
          ),
    rule: 'not/idle-member',
    since: scene.since(['PartitionsAssigned', 'PartitionsRevoked', 'PartitionsLost'], ofGroup),
  });
  for (const { node, state: member } of members) {
    if (member.partitions.keys.length > 0) found.push(named(node, isPolling(scene, node, member)));
  }
  found.push(hasWork(scene, members));
  const failed = scene.since(['OffsetCommitFailed'], ofGroup);
  const done = scene.since(['OffsetCommitCompleted'], ofGroup);
  const isFailing = failed !== null && (done === null || failed.step > done.step);
  found.push({
    says: said('Commits succeed.', '커밋이 성공해야 해요.'),
    met: failed === null && done === null ? null : !isFailing,
    seen: isFailing
      ? said(
          `The newest failed: ${failed.fact.fields.error}.`,
          `가장 최근 커밋이 실패했어요: ${failed.fact.fields.error}.`,
        )
      : said(
          done === null ? 'None was made.' : 'The newest did.',
          done === null ? '커밋이 없었어요.' : '가장 최근 커밋은 성공했어요.',
        ),
    rule: 'OffsetCommitFailed',
    since: isFailing ? failed : done,
  });
  return found;
}

function named(node: string, found: Found): Found {
  const { says, seen } = found;
  return {
    ...found,
    says: said(`${node}: ${says.en}`, `${node}: ${says.ko}`),
    seen: said(`${node}: ${seen.en}`, `${node}: ${seen.ko}`),
  };
}

function hasWork(scene: Scene, members: readonly { readonly state: ConsumerState }[]): Found {
  const behind: string[] = [];
  for (const { state } of members) {
    for (const { partition, position } of state.partitions.values) {
      const watermark = scene.leader(partition)?.partition.log.highWatermark;
      if (position !== null && watermark !== undefined && position.offset < watermark)
        behind.push(`${partition} (${position.offset} < ${watermark})`);
    }
  }
  return {
    says: said('There are committed records it has not read.', '아직 읽지 않은 커밋된 레코드가 있어야 해요.'),
    met: members.length === 0 ? null : behind.length > 0,
    seen:
      behind.length > 0
        ? said(`Behind in ${behind.join(', ')}.`, `밀린 파티션: ${behind.join(', ')}.`)
        : said(
            'All positions are at the high watermark: there is nothing to do.',
            '모든 위치가 하이 워터마크에 있어 할 일이 없어요.',
          ),
  };
}
