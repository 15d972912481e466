/** Properties of processes: what Kafka itself takes for impossible, and dies of. */
import { standingOf } from './generations.ts';
import type { Property } from './property.ts';

/**
 * A server that reaches no controller for long ends too, and is right to; so does one that reaches no ZooKeeper when it
 * starts, or that finds the registration of its life before still there (KafkaServer.startup).
 */
const COULD_NOT_REGISTER = [
  'could not register',
  'Timed out waiting for connection while in state',
  'KeeperErrorCode = NodeExists',
];

export const noServerFault: Property = {
  name: 'NoServerFault',
  source: 'KafkaRaftClient (IllegalStateException), FaultHandler, Exit.halt',
  statement: {
    en: 'No server ends by itself because what it is told contradicts what it knows.',
    ko: '자신이 아는 것과 모순되는 말을 들어서 스스로 종료하는 서버는 없어요.',
  },
  guard: {
    en: 'No unclean election, and no disk lost power or data.',
    ko: '언클린 리더 선출이 없고, 전원이나 데이터를 잃은 디스크가 없을 때.',
  },
  promised: ({ lossyBrokers, uncleanElections, protocol }) =>
    lossyBrokers.size === 0 && uncleanElections.size === 0 && standingOf('NoServerFault', protocol) === 'holds',
  start: () => ({
    fact: (fact) => {
      if (fact.type !== 'ProcessExited' || fact.clean || !/^[bc]\d/.test(fact.node)) return undefined;
      const isRight = COULD_NOT_REGISTER.some((reason) => fact.reason.includes(reason));
      return isRight ? undefined : `${fact.node} ended by itself: ${fact.reason}`;
    },
  }),
};
