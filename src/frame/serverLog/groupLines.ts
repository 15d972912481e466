/**
 * What the coordinator of a group writes.
 *
 * Kafka: org.apache.kafka.coordinator.group.GroupMetadataManager; before 4.0 kafka.coordinator.group.GroupCoordinator.
 */

import { GROUP_METADATA_TOPIC } from '../../kafka/group/contexts.ts';
import { partitionForGroup } from '../../kafka/hash.ts';
import { isSince, loggerOf } from './loggers.ts';
import type { LogMemory } from './memory.ts';
import { listText, type Say, type Told } from './writing.ts';

export function groupLines({ node, fact }: Told, memory: LogMemory, say: Say): void {
  if (!('group' in fact) || !('broker' in fact)) return;
  const setup = memory.cast.server(node);
  if (setup === undefined) return;
  const { group } = fact;
  const isNew = isSince(setup.version, 4, 0);
  const shard = partitionForGroup(group, Number(setup.config['offsets.topic.num.partitions'] ?? 50));
  const ident = isNew
    ? `[GroupCoordinator id=${setup.nodeId} topic=${GROUP_METADATA_TOPIC} partition=${shard}]`
    : `[GroupCoordinator ${setup.nodeId}]:`;
  const info = (message: string) =>
    say(node, 'INFO', loggerOf('GroupCoordinator', setup.version), `${ident} ${message}`);
  const place = isNew ? '' : ` (${GROUP_METADATA_TOPIC}-${shard})`;
  const known = memory.group(group);
  switch (fact.type) {
    case 'GroupRebalanceStarted':
      // Written when it has changed its state already.
      info(
        `Preparing to rebalance group ${group} in state PreparingRebalance with old generation ${fact.generation}${place} ` +
          `(reason: ${fact.reason})${isNew ? '.' : ''}`,
      );
      return;
    case 'GroupGenerationStarted': {
      const end = isNew ? '.' : '';
      info(`Stabilized group ${group} generation ${fact.generation}${place} with ${fact.members.length} members${end}`);
      return;
    }
    case 'GroupStateChanged':
      if (fact.to === 'Stable' && fact.from === 'CompletingRebalance')
        info(
          `Assignment received from leader ${known.leader} for group ${group} for generation ${fact.generation}. ` +
            `The group has ${known.members} members, ${known.staticMembers} of which are static.`,
        );
      else if (fact.to === 'Empty' && fact.generation > 0)
        info(`Group ${group} with generation ${fact.generation} is now empty${isNew ? '.' : place}`);
      return;
    case 'GroupMemberJoined':
      if (known.isModern) {
        const member =
          fact.instance === null
            ? `Member ${fact.member}`
            : `Static member ${fact.member} with instance id ${fact.instance}`;
        info(`[GroupId ${group}] ${member} joins the consumer group using the consumer protocol.`);
      } else if (fact.instance === null)
        info(
          isNew
            ? `Pending dynamic member with id ${fact.member} joins group ${group} in ${known.state} state. Adding to the group now.`
            : `Dynamic Member with unknown member id joins group ${group} in ${known.state} state. Created a new member id ${fact.member} for this member and add to the group.`,
        );
      else
        info(
          `Static member with groupInstanceId=${fact.instance} and unknown member id joins group ${group} in ${known.state} state. ` +
            `Created a new member id ${fact.member} for this member and ${isNew ? 'added' : 'add'} to the group.`,
        );
      return;
    case 'GroupMemberRemoved': {
      const { member, reason } = fact;
      if (known.isModern) {
        if (reason === 'left') info(`[GroupId ${group}] Member ${member} left the consumer group.`);
        else if (reason === 'session-expired')
          info(`[GroupId ${group}] Member ${member} fenced from the group because the member session expired.`);
        else if (reason === 'rebalance-timeout')
          info(
            `[GroupId ${group}] Member ${member} fenced from the group because it failed to transition from epoch … within …ms.`,
          );
        return;
      }
      if (reason === 'session-expired')
        info(`Member ${member} in group ${group} has failed, removing it from the group${isNew ? '.' : ''}`);
      else if (reason === 'left')
        info(
          isNew
            ? `[Group ${group}] Member ${member} has left group through explicit \`LeaveGroup\` request; client reason: …`
            : `Member ${member} has left group ${group} through explicit \`LeaveGroup\`; client reason: …`,
        );
      else if (reason === 'rebalance-timeout')
        info(
          `Group ${group} removed dynamic members who haven't joined: ${isNew ? listText([member]) : `Set(${member})`}`,
        );
      return;
    }
    case 'GroupEpochBumped':
      info(`[GroupId ${group}] Bumped group epoch to ${fact.epoch} with metadata hash ….`);
      return;
    case 'TargetAssignmentComputed':
      info(
        `[GroupId ${group}] Computed a new target assignment for epoch ${fact.epoch} with '${fact.assignor}' assignor in 0ms.`,
      );
      return;
    case 'GroupConverted': {
      const [from, to] = fact.to === 'consumer' ? ['classic', 'consumer'] : ['consumer', 'classic'];
      info(`[GroupId ${group}] Converted the ${from} group to a ${to} group.`);
      return;
    }
    case 'MemberAssignmentChanged':
      info(
        `[GroupId ${group}] Member ${fact.member} new assignment state: epoch=${fact.epoch}, previousEpoch=…, ` +
          `state=${fact.state}, assignedPartitions=[…].`,
      );
      return;
    default:
  }
}
