/**
 * What the metadata log says about one broker (org.apache.kafka.metadata.BrokerRegistration). Its epoch is the offset of
 * the record that registered this incarnation of the process. *Simplified:* no supported feature ranges, no security
 * protocols, no cordoned log directories.
 */
import type { BrokerEndpoint, MetadataRecord } from '../records.ts';

export type RegisterBrokerRecord = Extract<MetadataRecord, { type: 'RegisterBrokerRecord' }>;
export type BrokerRegistrationChangeRecord = Extract<MetadataRecord, { type: 'BrokerRegistrationChangeRecord' }>;

export interface BrokerRegistration {
  readonly id: number;
  readonly epoch: number;
  readonly incarnationId: string;
  readonly listeners: readonly BrokerEndpoint[];
  readonly rack: string | null;
  readonly fenced: boolean;
  readonly inControlledShutdown: boolean;
  readonly logDirs: readonly string[];
  /** Offset of the latest registration record: a broker is unfenced when it has replayed this far. */
  readonly registeredAt: number;
  /** It keeps its metadata in ZooKeeper still, and is told what it needs by requests (KIP-866). Absent: false. */
  readonly isMigratingZkBroker?: true;
}

/** advertised.listeners: where clients are sent to; undefined: nowhere. */
export function clientListener({ listeners }: BrokerRegistration): BrokerEndpoint | undefined {
  return listeners[listeners.length - 1];
}

export function brokerRegistration(record: RegisterBrokerRecord, offset: number): BrokerRegistration {
  return {
    id: record.brokerId,
    epoch: record.brokerEpoch,
    incarnationId: record.incarnationId,
    listeners: record.endPoints,
    rack: record.rack,
    fenced: record.fenced,
    inControlledShutdown: record.inControlledShutdown,
    logDirs: record.logDirs,
    registeredAt: offset,
    ...(record.isMigratingZkBroker === true ? { isMigratingZkBroker: true } : {}),
  };
}

export function changeRegistration(
  registration: BrokerRegistration,
  record: BrokerRegistrationChangeRecord,
): BrokerRegistration {
  const fenced = record.fenced === 0 ? registration.fenced : record.fenced === 1;
  const inControlledShutdown = registration.inControlledShutdown || record.inControlledShutdown === 1;
  if (fenced === registration.fenced && inControlledShutdown === registration.inControlledShutdown) return registration;
  return { ...registration, fenced, inControlledShutdown };
}

/** A broker that may lead and may be in an ISR. */
export function isActive(registration: BrokerRegistration | undefined): boolean {
  return registration !== undefined && !registration.fenced && !registration.inControlledShutdown;
}
