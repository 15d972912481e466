/** What about an event fenced a broker, let it in, made a controller, or ended a session. */
import { serverName } from '../../scenario/scenario.ts';
import { METADATA_EXPLANATIONS, raftBegins } from './explainMetadata.ts';
import { brokerState, exit } from './explainStates.ts';
import { type Explanations, senderOf } from './explanation.ts';
import type { Look } from './look.ts';
import { names, object, said, span, subject, topic } from './said.ts';

export const SERVER_EXPLANATIONS: Explanations = {
  ...METADATA_EXPLANATIONS,
  BrokerFenced: ({ look, told, fact, cause }) => {
    const name = serverName(fact.brokerId);
    const settings = look.setting(told.node, 'broker.session.timeout.ms');
    const silent = silenceAtDecision(look, told.step, fact.brokerId);
    if (cause?.fact.type === 'BrokerRegistered')
      return {
        because: [
          said(
            `A new process of ${name} registered, and the one before was not fenced yet: a new one is, until its heartbeat asks otherwise.`,
            `${name}의 새 프로세스가 등록했고, 이전 프로세스는 아직 펜싱되지 않은 상태였어요. 새 프로세스는 하트비트로 요청하기 전까지 펜싱돼요.`,
          ),
        ],
        rule: 'BrokerRegistered',
      };
    if (cause?.fact.type === 'ControlledShutdownRequested')
      return {
        because: [
          said(
            `${name} asked in its heartbeat to shut down, and leads nothing now: it may stop, and is fenced.`,
            `${subject(name)} 하트비트로 종료를 요청했고 이제 이끄는 파티션이 없어요. 멈춰도 되므로 펜싱돼요.`,
          ),
        ],
        rule: 'BrokerInControlledShutdown',
      };
    if (cause?.fact.type === 'BrokerStateChanged') return { because: [], settings };
    return {
      because: [
        silent === undefined
          ? said(
              `The active controller ${told.node} had no heartbeat of ${name} within the session timeout.`,
              `활성 컨트롤러 ${subject(told.node)} 세션 타임아웃 안에 ${name}의 하트비트를 받지 못했어요.`,
            )
          : said(
              `The active controller ${told.node} had heard nothing of ${name} for ${span(silent)}.`,
              `활성 컨트롤러 ${subject(told.node)} ${span(silent)} 동안 ${name}에게서 아무것도 듣지 못했어요.`,
            ),
      ],
      settings,
    };
  },
  BrokerStateChanged: brokerState,
  ProcessExited: exit,
  BrokerUnfenced: ({ fact }) => ({
    because: [
      said(
        `${serverName(fact.brokerId)} asked for it in a heartbeat, and has replayed the metadata log beyond its own registration.`,
        `${subject(serverName(fact.brokerId))} 하트비트로 요청했고, 메타데이터 로그를 자기 등록 레코드 뒤까지 재생했어요.`,
      ),
    ],
  }),
  BrokerInControlledShutdown: ({ fact }) => ({
    because: [
      said(
        `Its heartbeat said that it wants to shut down, and ${serverName(fact.brokerId)} still led partitions.`,
        `하트비트에 종료하겠다는 뜻이 담겼고, ${topic(serverName(fact.brokerId))} 아직 리더인 파티션이 있었어요.`,
      ),
    ],
  }),
  RaftRoleChanged: ({ look, told, fact, cause, event }) => {
    if (look.recording.history.trace.kind(told.step) === 'boot') return raftBegins({ look, told, fact, cause, event });
    const timeout = look.setting(told.node, 'controller.quorum.fetch.timeout.ms');
    if (fact.to === 'Prospective')
      return {
        because: [
          said(
            fact.from === 'Follower'
              ? `It had no answer to its fetches from the leader within the fetch timeout, and asks whether it could win.`
              : 'It knew no leader until its election timeout, and asks whether it could win.',
            fact.from === 'Follower'
              ? 'Fetch 타임아웃 안에 리더의 응답을 받지 못해, 이길 수 있는지 먼저 물어봐요.'
              : '선출 타임아웃까지 리더를 알지 못해, 이길 수 있는지 먼저 물어봐요.',
          ),
        ],
        settings: fact.from === 'Follower' ? timeout : look.setting(told.node, 'controller.quorum.election.timeout.ms'),
      };
    if (fact.to === 'Candidate' && fact.from === 'Prospective')
      return {
        because: [said('A majority said that they would vote for it.', '과반수가 표를 주겠다고 답했어요.')],
      };
    const from = senderOf({ look, told });
    if (from === undefined)
      return fact.from === 'Prospective' && fact.to === 'Follower'
        ? {
            because: [
              said(
                'Its election timeout passed without a majority: it follows the leader it knew again, and the epoch stays.',
                '선출 타임아웃까지 과반수를 얻지 못해, 알고 있던 리더를 다시 따르고 에포크는 그대로 둬요.',
              ),
            ],
            settings: look.setting(told.node, 'controller.quorum.election.timeout.ms'),
          }
        : { because: [] };
    if (fact.to === 'Leader')
      return {
        because: [said(`The vote of ${from} made the majority.`, `${from}의 표로 과반수가 되었어요.`)],
      };
    return {
      because: [
        said(
          `A message of ${from} with epoch ${fact.epoch} reached it.`,
          `${from}의 에포크 ${fact.epoch} 메시지가 도착했어요.`,
        ),
      ],
    };
  },
  QuorumLeaderElected: ({ fact }) => ({
    because: [
      said(
        `${names(fact.votes)} voted for it: a majority of the voters.`,
        `${subject(names(fact.votes))} 표를 주어 투표자의 과반수가 되었어요.`,
      ),
    ],
  }),
  ZooKeeperSessionExpired: ({ look, told, fact }) => {
    const created = look.newest('ZooKeeperSessionCreated', told.index, (one) => one.session === fact.session);
    const timeout = created?.fact.type === 'ZooKeeperSessionCreated' ? created.fact.timeout : null;
    return {
      because: [
        said(
          timeout === null
            ? `The leader of the ensemble had no ping of ${fact.client} until its session ran out.`
            : `The leader of the ensemble had no ping of ${fact.client} for its session timeout of ${timeout} ms.`,
          timeout === null
            ? `앙상블 리더가 ${fact.client}의 세션이 끝날 때까지 핑을 받지 못했어요.`
            : `앙상블 리더가 세션 타임아웃 ${timeout} ms 동안 ${fact.client}의 핑을 받지 못했어요.`,
        ),
      ],
      settings: look.setting(fact.client, 'zookeeper.session.timeout.ms'),
    };
  },
  BrokerFailed: ({ told, fact }) => ({
    because: [
      said(
        `The controller ${told.node} was told by a watch that /brokers/ids/${fact.brokerId} is gone.`,
        `컨트롤러 ${subject(told.node)} 워치를 통해 /brokers/ids/${object(fact.brokerId)} 더는 볼 수 없다는 것을 알았어요.`,
      ),
    ],
  }),
};

/** How long the controller had not heard of a broker when it decided to fence it: at the task that looks for such. */
function silenceAtDecision(look: Look, step: number, brokerId: number): number | undefined {
  const { trace } = look.recording.history;
  for (let at = step, hops = 0; at > 0 && hops < 8; at = trace.cause(at), hops++) {
    if (trace.kind(at) !== 'timer') continue;
    const state = look.event(at)?.before;
    const contacts = state?.kind === 'server' ? state.controller?.contacts.values : undefined;
    const contact = contacts?.find((one) => one.brokerId === brokerId);
    if (contact !== undefined) return trace.at(at) - contact.at;
  }
  return undefined;
}
