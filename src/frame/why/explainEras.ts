/** What about an event made it so where the metadata is in ZooKeeper, and on the way from there (KIP-866). */
import { serverName } from '../../scenario/scenario.ts';
import { explainMigration } from './explainMigration.ts';
import type { Case, Explanation, Explanations } from './explanation.ts';
import type { Look } from './look.ts';
import { is, names, object, said, subject, topic } from './said.ts';
import type { Said, SettingSeen } from './whyFrames.ts';

const only = (one: Said, settings: readonly SettingSeen[] = []): Explanation => ({ because: [one], settings });

export const ERA_EXPLANATIONS: Explanations = {
  ...explainMigration,
  ZooKeeperStateChanged: (one) =>
    only(ensembleState(one), one.fact.to === 'LOOKING' ? ticks(one.look, one.told.node, 'syncLimit') : []),
  ZooKeeperLeaderEstablished: ({ look, told, fact }) =>
    only(
      said(
        `${fact.followers.length} of the others have acknowledged its epoch ${fact.epoch}: with itself that is a quorum.`,
        `다른 서버 ${fact.followers.length}대가 에포크 ${object(fact.epoch)} 확인했어요. 자신까지 합쳐 쿼럼이에요.`,
      ),
      ticks(look, told.node, 'initLimit'),
    ),
  ZooKeeperFollowerSynced: ({ fact }) => only(SYNC[fact.mode]),
  ZooKeeperQuorumLost: ({ look, told, fact }) =>
    only(
      said(
        `z${fact.server} led, and too few of the others were still heard of: it may not serve without a quorum.`,
        `${topic(`z${fact.server}`)} 리더였지만 소식이 닿는 서버가 너무 적었어요. 쿼럼 없이는 서비스할 수 없어요.`,
      ),
      ticks(look, told.node, 'syncLimit'),
    ),
  ZooKeeperSessionCreated: ({ look, fact }) =>
    only(
      said(
        `${fact.client} asked for a session, and the servers agreed on ${fact.timeout} ms: so long it may be silent.`,
        `${subject(fact.client)} 세션을 요청했고, 타임아웃은 ${fact.timeout} ms로 정해졌어요. 그만큼은 소식이 없어도 괜찮아요.`,
      ),
      look.setting(fact.client, 'zookeeper.session.timeout.ms'),
    ),
  ZooKeeperSessionClosed: ({ fact }) =>
    only(
      said(
        `${fact.client} closed it itself: its ephemeral znodes are gone at once, and nobody waits for a timeout.`,
        `${subject(fact.client)} 직접 닫았어요. 임시 znode가 곧바로 사라지고, 아무도 타임아웃을 기다리지 않아요.`,
      ),
    ),
  ZooKeeperConnectionChanged: connection,
  ZnodeChangeRefused: ({ fact }) =>
    only(
      fact.code === 'NODEEXISTS'
        ? said(
            `${fact.path} is there already: another was first.`,
            `${subject(fact.path)} 이미 있어요. 다른 쪽이 먼저 만들었어요.`,
          )
        : said(
            `${fact.client} named a version of ${fact.path} that it has no more: another has changed it meanwhile.`,
            `${subject(fact.client)} 댄 ${fact.path}의 버전은 이미 지난 것이에요. 그사이 다른 쪽이 바꿨어요.`,
          ),
    ),
  ControllerFailoverCompleted: ({ fact }) =>
    only(
      said(
        `It has read ${fact.partitions} ${fact.partitions === 1 ? 'partition' : 'partitions'} from ZooKeeper, and has told every broker what it found.`,
        `ZooKeeper에서 파티션 ${fact.partitions}개를 모두 읽고, 그 내용을 모든 브로커에 알렸어요.`,
      ),
    ),
  StaleControllerRefused: ({ fact }) =>
    only(
      said(
        `The request names controller epoch ${fact.controllerEpoch}, and b${fact.broker} has heard of ${fact.knownEpoch}: another controller was elected since.`,
        `요청의 컨트롤러 에포크는 ${fact.controllerEpoch}인데, ${topic(serverName(fact.broker))} 이미 ${object(fact.knownEpoch)} 알고 있어요. 그 뒤에 다른 컨트롤러가 선출되었어요.`,
      ),
    ),
  StaleBrokerEpochRefused: ({ fact }) =>
    only(
      said(
        `The request names broker epoch ${fact.brokerEpoch}, and b${fact.broker} has registered anew since, with ${fact.ownEpoch}.`,
        `요청의 브로커 에포크는 ${fact.brokerEpoch}인데, ${topic(serverName(fact.broker))} 그 뒤에 에포크 ${fact.ownEpoch}로 다시 등록했어요.`,
      ),
    ),
  IsrWritten: ({ fact }) =>
    only(
      fact.accepted
        ? said(
            `The leader wrote ISR ${names(fact.isr)} into the state znode, naming the version it knew, and that was still the one.`,
            `리더가 알고 있던 버전을 걸고 state znode에 ISR ${object(names(fact.isr))} 썼고, 버전이 그대로라 받아들여졌어요.`,
          )
        : said(
            'The state znode has another version than the one the leader named: the controller has written it meanwhile.',
            'state znode의 버전이 리더가 댄 것과 달라요. 그사이 컨트롤러가 썼어요.',
          ),
    ),
  PartitionOwnershipConflict: ({ fact }) =>
    only(
      said(
        `The owner znode of ${fact.partition} is still there: whoever owned it has not let go yet.`,
        `${fact.partition}의 owner znode가 아직 있어요. 이전 소유자가 아직 놓지 않았어요.`,
      ),
    ),
  ConsumerRebalanceGivenUp: ({ look, told, fact }) =>
    only(
      said(
        `After ${fact.attempts} attempts a partition was still owned by another.`,
        `${fact.attempts}번 시도했지만 여전히 다른 컨슈머가 소유한 파티션이 있었어요.`,
      ),
      ['rebalance.max.retries', 'rebalance.backoff.ms'].flatMap((key) => look.setting(told.node, key)),
    ),
};

const SYNC: Readonly<Record<'DIFF' | 'TRUNC' | 'SNAP', Said>> = {
  DIFF: said(
    'The leader still had the few changes that it lacked, and sent just those.',
    '빠진 변경이 리더에 아직 남아 있어서 그것만 받았어요.',
  ),
  TRUNC: said(
    'It had changes that the new leader does not have, and gave them up.',
    '새 리더에 없는 변경을 가지고 있어서 그것을 버렸어요.',
  ),
  SNAP: said(
    'It lacked more than the leader keeps at hand, and was sent the whole database.',
    '빠진 것이 리더가 보관하는 것보다 많아서 데이터베이스 전체를 받았어요.',
  ),
};

function ensembleState({ fact, cause }: Case<'ZooKeeperStateChanged'>): Said {
  if (fact.to === 'LOOKING')
    return fact.from === 'LEADING'
      ? said(
          'Its followers are too few for a quorum: it may not lead on.',
          '팔로워가 쿼럼에 모자라 더는 이끌 수 없어요.',
        )
      : cause === undefined
        ? said('It has started, and knows of no leader yet.', '막 시작했고, 아직 리더를 몰라요.')
        : said('It hears no more from the leader it followed.', '따르던 리더에게서 더는 소식이 없어요.');
  const server = `z${fact.server}`;
  if (fact.to === 'LEADING')
    return said(
      `A quorum of votes named ${server}: nobody of them had a newer epoch or a newer change.`,
      `쿼럼의 표가 ${object(server)} 가리켰어요. 그중 에포크나 변경이 더 새로운 서버는 없었어요.`,
    );
  if (fact.to === 'FOLLOWING')
    return said(
      'A quorum of votes named another, which it follows now.',
      '쿼럼의 표가 다른 서버를 가리켜, 이제 그 서버를 따라요.',
    );
  return said(`It is ${fact.to} now.`, `이제 ${fact.to} 상태예요.`);
}

function connection({ look, fact }: Case<'ZooKeeperConnectionChanged'>): Explanation {
  const settings = look.setting(fact.client, 'zookeeper.session.timeout.ms');
  switch (fact.state) {
    case 'Disconnected':
      return only(
        said(
          `Its connection to ${fact.server} broke, or nothing came over it for two thirds of the session timeout. The session itself goes on meanwhile.`,
          `${object(fact.server)} 잇던 연결이 끊겼거나, 세션 타임아웃의 3분의 2 동안 아무것도 오지 않았어요. 세션 자체는 아직 이어져요.`,
        ),
        settings,
      );
    case 'SyncConnected':
      return only(
        said(
          `${fact.server} took its connection, and knows the session.`,
          `${subject(fact.server)} 연결을 받아들였고, 세션을 알고 있어요.`,
        ),
      );
    case 'Expired':
      return only(
        said(
          `When it reached ${fact.server} again, the session was over already: it has to register anew.`,
          `${fact.server}에 다시 닿았을 때 세션은 이미 끝나 있었어요. 새로 등록해야 해요.`,
        ),
        settings,
      );
    case 'Closed':
      return only(said('It has closed its session itself.', '세션을 직접 닫았어요.'));
  }
}

/** Limits of the ensemble are counted in ticks. */
function ticks(look: Look, node: string, key: 'initLimit' | 'syncLimit'): SettingSeen[] {
  const setup = look.setup(node);
  if (setup?.kind !== 'zookeeper') return [];
  const { tickTime } = setup.zooCfg;
  return [
    { key, value: String(setup.zooCfg[key]) },
    { key: 'tickTime', value: String(tickTime) },
  ];
}

/** Of a broker's registration where ZooKeeper has it. */
export function znodeRegistration({ fact }: Case<'BrokerRegistered'>): Explanation {
  const path = `/brokers/ids/${fact.brokerId}`;
  return only(
    fact.brokerEpoch < 0
      ? said(
          `It created ${path}, which stands as long as its session does.`,
          `${object(path)} 만들었어요. 세션이 이어지는 동안 남아 있어요.`,
        )
      : said(
          `It created ${path}, which stands as long as its session does; the transaction that made it is the broker epoch, ${fact.brokerEpoch}.`,
          `${object(path)} 만들었어요. 세션이 이어지는 동안 남아 있고, 브로커 에포크는 그것을 만든 트랜잭션 번호 ${is(fact.brokerEpoch)}.`,
        ),
  );
}
