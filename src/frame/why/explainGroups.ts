/** What about an event let a member in, dealt partitions out, or wrote an offset down. */
import { serverName } from '../../scenario/scenario.ts';
import { type Dealt, dealtHow, isLeaving, isModern } from './clientCauses.ts';
import { type Explanation, type Explanations, senderOf } from './explanation.ts';
import { counted, is, object, said, subject, topic, toward } from './said.ts';
import type { Said, SettingSeen } from './whyFrames.ts';

const only = (one: Said, settings: readonly SettingSeen[] = []): Explanation => ({ because: [one], settings });
const list = (partitions: readonly string[]): string => partitions.join(', ');

export const GROUP_EXPLANATIONS: Explanations = {
  CoordinatorDiscovered: (one) => {
    const from = senderOf(one);
    const name = serverName(one.fact.broker);
    return only(
      from === undefined
        ? said(
            `${name} leads the partition of __consumer_offsets that ${one.fact.group} hashes to.`,
            `${one.fact.group}의 해시에 해당하는 __consumer_offsets 파티션의 리더가 ${is(name)}.`,
          )
        : said(
            `${from} answered FindCoordinator: ${name} leads the partition of __consumer_offsets that ${one.fact.group} hashes to.`,
            `${subject(from)} FindCoordinator에 응답했어요. ${one.fact.group}의 해시에 해당하는 __consumer_offsets 파티션의 리더가 ${is(name)}.`,
          ),
    );
  },
  CoordinatorLoaded: ({ fact }) =>
    only(
      said(
        `It became leader of ${fact.partition}, and has read it to its end: ${counted(fact.groups, 'group')}, ${counted(fact.offsets, 'offset')}.`,
        `${fact.partition}의 리더가 되어 끝까지 읽었어요. 그룹 ${fact.groups}개, 오프셋 ${fact.offsets}개예요.`,
      ),
    ),
  CoordinatorUnloaded: ({ fact }) =>
    only(
      said(
        `It does not lead ${fact.partition} any more, and forgets what it knew from it.`,
        `더는 ${fact.partition}의 리더가 아니어서, 거기서 읽은 것을 잊어요.`,
      ),
    ),
  GroupMemberJoined: ({ fact }) =>
    only(
      fact.instance === null
        ? said(
            `${fact.client} asked its coordinator to be let in, with the id ${shortId(fact.member)}.`,
            `${subject(fact.client)} 코디네이터에 참여를 요청했어요. 멤버 ID는 ${is(shortId(fact.member))}.`,
          )
        : said(
            `${fact.client} asked its coordinator to be let in as group.instance.id ${fact.instance}.`,
            `${subject(fact.client)} group.instance.id ${toward(fact.instance)} 코디네이터에 참여를 요청했어요.`,
          ),
    ),
  GroupGenerationStarted: ({ look, told, fact }) => {
    const began = look.newest(
      'GroupStateChanged',
      told.index,
      ({ group, to }) => group === fact.group && to === 'PreparingRebalance',
    );
    const isNew = began?.fact.type === 'GroupStateChanged' && began.fact.from === 'Empty';
    const count = fact.members.length;
    return only(
      isNew
        ? said(
            `The group had been empty: its coordinator waited for more to join, and ${counted(count, 'member')} had by then.`,
            `비어 있던 그룹이라 코디네이터가 멤버를 더 기다렸고, 그때까지 ${count}개가 들어왔어요.`,
          )
        : said(
            `Every member had joined again, or had been given up: ${count === 1 ? 'one is' : `${count} are`} in it.`,
            `모두 다시 조인했거나 제외되어, 이 세대의 멤버는 ${count}개예요.`,
          ),
      isNew ? look.setting(told.node, 'group.initial.rebalance.delay.ms') : [],
    );
  },
  GroupStateChanged: ({ look, told, fact }) => {
    if (!isModern(look, told.index, fact.group)) return only(STATES[fact.to] ?? STATES['Dead']!);
    return {
      because: [MODERN_STATES[fact.to] ?? STATES[fact.to] ?? STATES['Dead']!],
      rule: 'GroupStateChanged/consumer',
    };
  },
  AssignmentComputed: ({ look, told, fact }) =>
    only(
      said(
        `${fact.client} leads the group: it dealt the partitions out among ${counted(Object.keys(fact.assignment).length, 'member')} with ${fact.assignor}.`,
        `그룹 리더인 ${subject(fact.client)} ${fact.assignor} 할당자로 멤버 ${Object.keys(fact.assignment).length}개에 파티션을 나눴어요.`,
      ),
      look.setting(told.node, 'partition.assignment.strategy'),
    ),
  PartitionsAssigned: ({ look, told, fact }) => {
    const had = look.newest('PartitionsRevoked', told.index, ({ client }) => client === fact.client) !== undefined;
    return only(assigned(fact, dealtHow(look, told.node), had));
  },
  PartitionsRevoked: ({ look, told }) =>
    isLeaving(look, told)
      ? {
          because: [
            said(
              'It leaves the group, and gives back all that it owns.',
              '그룹에서 나가는 중이라 가진 파티션을 모두 돌려줘요.',
            ),
          ],
          rule: 'PartitionsRevoked/leaving',
        }
      : revoked(dealtHow(look, told.node), look.setting(told.node, 'partition.assignment.strategy')),
  GroupEpochBumped: ({ fact, cause }) =>
    only(
      cause?.fact.type === 'GroupMemberJoined' || cause?.fact.type === 'GroupMemberRemoved'
        ? said(
            `The members are others now, so the assignment may have to change: epoch ${fact.epoch}.`,
            `멤버가 달라져 할당을 바꿔야 할 수 있어요. 그래서 그룹 에포크가 ${subject(fact.epoch)} 되었어요.`,
          )
        : said(
            `A subscription or a topic of the group has changed: epoch ${fact.epoch}.`,
            `그룹의 구독이나 토픽이 바뀌어 그룹 에포크가 ${subject(fact.epoch)} 되었어요.`,
          ),
    ),
  TargetAssignmentComputed: ({ look, told, fact }) =>
    only(
      said(
        `The coordinator itself computed with ${fact.assignor} who shall have what in epoch ${fact.epoch}.`,
        `코디네이터가 직접 ${fact.assignor} 할당자로 에포크 ${fact.epoch}의 목표 할당을 계산했어요.`,
      ),
      look.setting(told.node, 'group.consumer.assignors'),
    ),
  MemberAssignmentChanged: ({ fact }) =>
    only(
      fact.state === 'UNREVOKED_PARTITIONS'
        ? said(
            `It still has to give back ${list(fact.pendingRevocation)}: until then it is given nothing new.`,
            `아직 ${object(list(fact.pendingRevocation))} 돌려줘야 해요. 그때까지 새 파티션은 받지 못해요.`,
          )
        : fact.state === 'UNRELEASED_PARTITIONS'
          ? said(
              'The rest of its target is still with another member: it gets that once it is given back.',
              '목표 할당의 나머지는 아직 다른 멤버에게 있어요. 돌려받으면 그때 넘어와요.',
            )
          : said(
              `Its heartbeat took it to epoch ${fact.epoch}: it has all that the target assignment gives it.`,
              `하트비트로 에포크 ${fact.epoch}에 이르렀고, 받을 파티션을 모두 받았어요.`,
            ),
    ),
  GroupConverted: ({ look, told, fact }) =>
    only(
      fact.to === 'consumer'
        ? said(
            'The first member with group.protocol=consumer joined, and the policy allows it.',
            'group.protocol=consumer인 첫 멤버가 들어왔고, 정책이 전환을 허용해요.',
          )
        : said(
            'The last member with group.protocol=consumer left, and the policy allows the way back.',
            'group.protocol=consumer인 마지막 멤버가 나갔고, 정책이 되돌리기를 허용해요.',
          ),
      look.setting(told.node, 'group.consumer.migration.policy'),
    ),
  GroupDeleted: () => only(said('It has no member and no offset left.', '멤버도 오프셋도 남지 않았어요.')),
  ConsumerClosed: ({ fact }) =>
    only(
      said(
        `The application called close(): ${fact.client} commits if it does so by itself, and leaves.`,
        `애플리케이션이 close()를 불렀어요. ${topic(fact.client)} 자동 커밋이면 커밋하고 그룹에서 나가요.`,
      ),
    ),
  CommittedOffsetFound: ({ fact }) =>
    only(
      said(
        `The group has committed offset ${fact.offset} for ${fact.partition}: the next record that nobody of it has finished.`,
        `그룹이 ${fact.partition}에 커밋한 오프셋이 ${is(fact.offset)}. 아직 아무도 끝내지 않은 다음 레코드예요.`,
      ),
    ),
  RecordsProcessed: ({ fact }) =>
    only(
      said(
        `${fact.client} had been handed ${fact.count === 1 ? 'it' : 'them'} by poll(), and the application is done with ${fact.count === 1 ? 'it' : 'them'}.`,
        `poll()이 ${fact.client}에 넘긴 레코드를 애플리케이션이 모두 처리했어요.`,
      ),
    ),
  OffsetCommitSent: ({ look, told }) =>
    only(
      look.value(told.node, 'enable.auto.commit') === true
        ? said(
            'It commits by itself, every auto.commit.interval.ms and before it gives partitions back: all that earlier calls of poll() have handed over.',
            '자동 커밋이에요. auto.commit.interval.ms마다, 그리고 파티션을 돌려주기 전에, 앞선 poll()이 넘긴 데까지 커밋해요.',
          )
        : said('The application asked for it.', '애플리케이션이 커밋을 불렀어요.'),
      ['enable.auto.commit', 'auto.commit.interval.ms'].flatMap((key) => look.setting(told.node, key)),
    ),
  OffsetCommitted: ({ fact }) =>
    only(
      said(
        `The commit came from a member that belongs to the group now, and is written to __consumer_offsets.`,
        `${fact.group} 그룹에 속한 멤버의 커밋이라, __consumer_offsets에 기록했어요.`,
      ),
    ),
  OffsetCommitCompleted: ({ told, look, fact }) => {
    const from = senderOf({ look, told });
    const where = Object.keys(fact.offsets).length;
    return only(
      from === undefined
        ? said('It is written down where the group keeps its offsets.', '그룹이 오프셋을 두는 곳에 기록되었어요.')
        : said(
            `${from} answered that ${where === 1 ? 'it is' : 'they are'} written and replicated.`,
            `${subject(from)} 기록과 복제를 마쳤다고 응답했어요.`,
          ),
    );
  },
};

function assigned(
  fact: { readonly partitions: readonly string[]; readonly generation: number },
  dealt: Dealt,
  had: boolean,
): Said {
  const [what, is] = [list(fact.partitions), fact.partitions.length];
  if (dealt === 'eager') {
    const [en, ko] =
      fact.generation < 0
        ? ['The assignment', '이번 할당에서']
        : [`The assignment of generation ${fact.generation}`, `세대 ${fact.generation}의 할당에서`];
    return is === 0
      ? said(`${en} gives it nothing.`, `${ko} 받은 파티션이 없어요.`)
      : had
        ? said(
            `${en} gives it ${what}; what it had before, it had given back.`,
            `${ko} ${object(what)} 받았어요. 전에 가진 것은 먼저 모두 돌려줬어요.`,
          )
        : said(`${en} gives it ${what}.`, `${ko} ${object(what)} 받았어요.`);
  }
  if (is === 0) return said('It is given nothing beyond what it has.', '이미 가진 것 말고 새로 받은 파티션은 없어요.');
  return said(
    `It is given ${what}, and keeps what it has.`,
    `${object(what)} 새로 받았어요. 이미 가진 것은 그대로예요.`,
  );
}

function revoked(dealt: Dealt, settings: readonly SettingSeen[]): Explanation {
  if (dealt === 'eager')
    return only(
      said(
        'Not all of its assignors are cooperative: it gives back all that it owns before it joins again, and may commit first.',
        '할당자가 모두 협력적(cooperative)인 것은 아니라서, 다시 조인하기 전에 가진 파티션을 모두 돌려줘요. 그 전에 커밋할 수 있어요.',
      ),
      settings,
    );
  const because = [
    said(
      'The new assignment gives them to somebody else: it stops reading there, and may commit before it lets go.',
      '새 할당에서 다른 멤버에게 가는 파티션이에요. 읽기를 멈추고, 놓기 전에 커밋할 수 있어요.',
    ),
  ];
  return { because, settings: dealt === 'consumer' ? [] : settings, rule: `PartitionsRevoked/${dealt}` };
}

const STATES: Readonly<Record<string, Said>> = {
  PreparingRebalance: said(
    'It collects who joins: whoever is in the group has to join again.',
    '조인 요청을 모으는 중이에요. 이미 그룹에 있는 멤버도 다시 조인해야 해요.',
  ),
  CompletingRebalance: said(
    'All have joined: it waits for the assignment that the leading member computes.',
    '모두 조인했고, 리더 멤버가 계산하는 할당을 기다려요.',
  ),
  Stable: said('The leading member has sent the assignment.', '리더 멤버가 할당을 보냈어요.'),
  Empty: said(
    'Its last member is gone; its offsets stay for a while.',
    '마지막 멤버가 나갔어요. 오프셋은 한동안 남아요.',
  ),
  Dead: said('Nothing is left of it.', '남은 것이 없어요.'),
};

const MODERN_STATES: Readonly<Record<string, Said>> = {
  Assigning: said(
    'The group epoch is newer than the target assignment: that has to be computed first.',
    '그룹 에포크가 목표 할당보다 새로워서, 목표 할당을 먼저 계산해야 해요.',
  ),
  Reconciling: said(
    'Not every member has what the target assignment gives it yet.',
    '아직 모든 멤버가 목표 할당에 이르지는 않았어요.',
  ),
  Stable: said('Every member has what the target assignment gives it.', '모든 멤버가 목표 할당에 이르렀어요.'),
};

/** `shop-1-5f3a…` */
function shortId(member: string): string {
  return member.length <= 20 ? member : `${member.slice(0, 16)}…`;
}
