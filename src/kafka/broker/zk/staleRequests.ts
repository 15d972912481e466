/**
 * Requests that come too late: of a controller that another has followed, and those meant for an earlier life of this broker.
 *
 * Kafka: kafka.server.ZkBrokerEpochManager.isBrokerEpochStale (KIP-380); the controller's epoch is looked at by whoever
 * carries the request out (kafka.server.ReplicaManager).
 */
import type { ControllerToBrokerRequest } from '../../messages.ts';
import { brokerId, type Work } from '../work.ts';
import { brokerMigration, kafkaServer, updateKafkaServer } from './state.ts';

/** -1 in a request: the controller does not say. An epoch that is not known here yet is no reason to refuse. */
export function isBrokerEpochStale(work: Work, request: ControllerToBrokerRequest): boolean {
  const { type, brokerEpoch, isKRaftController } = request;
  const ownEpoch = isKRaftController
    ? (brokerMigration(work)?.lifecycle.brokerEpoch ?? -1)
    : work.state.lifecycle.brokerEpoch;
  if (brokerEpoch === -1 || brokerEpoch >= ownEpoch) return false;
  const fact = { broker: brokerId(work), brokerEpoch, ownEpoch, request: nameOf(type) };
  work.out.fact({ type: 'StaleBrokerEpochRefused', ...fact });
  return true;
}

/** If not, it is the newest controller from now on. */
export function isControllerStale(work: Work, request: ControllerToBrokerRequest): boolean {
  const { controllerEpoch, controllerId, type } = request;
  const { controllerEpoch: knownEpoch } = kafkaServer(work);
  if (controllerEpoch < knownEpoch) {
    const fact = { broker: brokerId(work), controllerId, controllerEpoch, knownEpoch, request: nameOf(type) };
    work.out.fact({ type: 'StaleControllerRefused', ...fact });
    return true;
  }
  if (controllerEpoch > knownEpoch) updateKafkaServer(work, { controllerEpoch });
  return false;
}

function nameOf(type: ControllerToBrokerRequest['type']): string {
  return type.replace('Request', '');
}
