/** What a consumer writes about its group, its partitions, its positions and its commits, in either protocol. */
import { isSince } from './loggers.ts';
import type { LogMemory } from './memory.ts';
import { listText, type Say, type Told } from './writing.ts';

const INTERNALS = 'org.apache.kafka.clients.consumer.internals';
/** Positions of the group coordinator are another node to the client: Integer.MAX_VALUE less its id. */
const COORDINATOR_IDS_FROM = 2_147_483_647;

const POLL_EXPIRED =
  'consumer poll timeout has expired. This means the time between subsequent calls to poll() was longer than the ' +
  'configured max.poll.interval.ms, which typically implies that the poll loop is spending too much time processing ' +
  'messages. You can address this either by increasing max.poll.interval.ms or by reducing the maximum size of ' +
  'batches returned in poll() with max.poll.records.';

export function consumerLines({ fact }: Told, memory: LogMemory, say: Say): void {
  if (!('client' in fact)) return;
  const { client } = fact;
  const setup = memory.cast.client(client);
  if (setup?.kind !== 'consumer' || setup.zookeeper !== undefined) return;
  const ident = memory.identOf(client);
  const isAsync = setup.config['group.protocol'] === 'consumer';
  const coordinatorClass = isAsync ? 'CoordinatorRequestManager' : 'ConsumerCoordinator';
  const info = (logger: string, message: string) =>
    say(client, 'INFO', `${INTERNALS}.${logger}`, `${ident} ${message}`);
  const node = (id: number, broker: number): string => {
    const fenced = isSince(setup.version, 4, 0) ? ' isFenced: false' : '';
    return `${memory.cast.serverName(broker) ?? `b${broker}`}:9092 (id: ${id} rack: null${fenced})`;
  };
  const listed = (partitions: readonly string[]): string =>
    isSince(setup.version, 4, 0) ? listText(partitions) : partitions.join(', ');
  const position = (partition: string, offset: number, offsetEpoch = 'Optional.empty'): string => {
    const { leader, leaderEpoch } = memory.leaderOf(partition);
    const current = leader === -1 ? 'Optional.empty' : `Optional[${node(leader, leader)}]`;
    return `FetchPosition{offset=${offset}, offsetEpoch=${offsetEpoch}, currentLeader=LeaderAndEpoch{leader=${current}, epoch=${leaderEpoch}}}`;
  };
  switch (fact.type) {
    case 'CoordinatorDiscovered':
      info(coordinatorClass, `Discovered group coordinator ${node(COORDINATOR_IDS_FROM - fact.broker, fact.broker)}`);
      return;
    case 'ConsumerMemberStateChanged': {
      const { member, epoch, from, to } = fact;
      if (isAsync) {
        info('ConsumerMembershipManager', `Member ${member} with epoch ${epoch} transitioned from ${from} to ${to}.`);
        return;
      }
      const generation = `Generation{generationId=${epoch}, memberId='${member}', protocol='${memory.group(fact.group).protocol}'}`;
      if (to === 'PREPARING_REBALANCE') info('ConsumerCoordinator', '(Re-)joining group');
      else if (to === 'COMPLETING_REBALANCE')
        info('ConsumerCoordinator', `Successfully joined group with generation ${generation}`);
      else if (to === 'STABLE') info('ConsumerCoordinator', `Successfully synced group in generation ${generation}`);
      return;
    }
    case 'AssignmentComputed': {
      const assignments = Object.entries(fact.assignment).map(
        ([member, partitions]) => `${member}=Assignment(partitions=${listText(partitions)})`,
      );
      const generation = memory.group(fact.group).generation;
      info(
        'ConsumerCoordinator',
        `Finished assignment for group at generation ${generation}: {${assignments.join(', ')}}`,
      );
      return;
    }
    case 'PartitionsAssigned':
      if (!isAsync)
        info(
          'ConsumerCoordinator',
          `Notifying assignor about the new Assignment(partitions=${listText(fact.partitions)})`,
        );
      info('ConsumerRebalanceListenerInvoker', `Adding newly assigned partitions: ${listed(fact.partitions)}`);
      return;
    case 'PartitionsRevoked':
      info('ConsumerRebalanceListenerInvoker', `Revoke previously assigned partitions ${listed(fact.partitions)}`);
      return;
    case 'PartitionsLost':
      info('ConsumerRebalanceListenerInvoker', `Lost previously assigned partitions ${listed(fact.partitions)}`);
      return;
    case 'PollTimeoutExpired': {
      if (isAsync) return;
      say(client, 'WARN', `${INTERNALS}.ConsumerCoordinator`, `${ident} ${POLL_EXPIRED}`);
      const { coordinator, member } = memory.membership(client);
      const to = `coordinator ${node(COORDINATOR_IDS_FROM - coordinator, coordinator)}`;
      info(
        'ConsumerCoordinator',
        `Member ${member} sending LeaveGroup request to ${to} due to consumer poll timeout has expired.`,
      );
      return;
    }
    case 'CommittedOffsetFound': {
      // ConsumerUtils has no LogContext.
      const at = position(fact.partition, fact.offset, `Optional[${memory.leaderOf(fact.partition).leaderEpoch}]`);
      const setting = `Setting offset for partition ${fact.partition} to the committed offset ${at}`;
      say(client, 'INFO', `${INTERNALS}.ConsumerUtils`, setting);
      return;
    }
    case 'ClientDisconnected': {
      const { coordinator } = memory.membership(client);
      if (coordinator === -1 || memory.cast.serverName(coordinator) !== fact.broker) return;
      const lost =
        'is unavailable or invalid due to cause: coordinator unavailable. isDisconnected: true. Rediscovery will be attempted.';
      info(coordinatorClass, `Group coordinator ${node(COORDINATOR_IDS_FROM - coordinator, coordinator)} ${lost}`);
      return;
    }
    case 'OffsetReset': {
      const { partition, offset, reason } = fact;
      if (reason.startsWith('no position') && memory.membership(client).coordinator !== -1)
        info(
          isAsync ? 'CommitRequestManager' : 'ConsumerCoordinator',
          `Found no committed offset for partition ${partition}`,
        );
      info(
        'SubscriptionState',
        `Resetting offset for partition ${partition} to position ${position(partition, offset)}.`,
      );
      return;
    }
    case 'OffsetCommitFailed': {
      const { message, error, offsets } = fact;
      if (message.includes('not part of an active group') && !isAsync)
        info('ConsumerCoordinator', 'Failing OffsetCommit request since the consumer is not part of an active group');
      const isAuto = setup.config['enable.auto.commit'] !== false && setup.application.commit === 'none';
      const text = Object.entries(offsets).map(
        ([partition, offset]) => `${partition}=OffsetAndMetadata{offset=${offset}, leaderEpoch=null, metadata=''}`,
      );
      if (isAuto) {
        const failed = `Asynchronous auto-commit of offsets {${text.join(', ')}} failed: ${message}`;
        say(client, 'WARN', `${INTERNALS}.ConsumerCoordinator`, `${ident} ${failed}`);
      } else {
        const thrown = error.endsWith('Exception') ? `org.apache.kafka.clients.consumer.${error}` : error;
        say(client, 'ERROR', 'application', `commit of {${text.join(', ')}} failed: ${thrown}: ${message}`);
      }
      return;
    }
    default:
  }
}
