/** Properties of eligible leader replicas (KIP-966). */
import { brokerOf, effectiveMinIsr, isElrEnabled } from '../kafka/metadata/image.ts';
import { topicOf } from '../kafka/topicPartition.ts';
import { always, type Property } from './property.ts';

/** Where ELR is on, the cluster's own number stands in the metadata, so that this one is never asked for. */
const NOT_ASKED_FOR = { 'min.insync.replicas': 1 };

export const elrOnlyBelowMinIsr: Property = {
  name: 'ElrOnlyBelowMinIsr',
  source: 'KIP-966; PartitionChangeBuilder.maybePopulateTargetElr; TLA+ kip966: ValidControllerState',
  statement: {
    en: 'A partition has eligible leader replicas only while its ISR is smaller than min.insync.replicas.',
    ko: '파티션에 ELR이 있는 것은 ISR이 min.insync.replicas보다 작을 때뿐이에요.',
  },
  guard: undefined,
  promised: always,
  start: () => ({
    metadata: ({ partitions, after: image }) => {
      if (!isElrEnabled(image)) return undefined;
      for (const { topicPartition, after } of partitions) {
        if (after === undefined || after.elr.length === 0) continue;
        const minIsr = effectiveMinIsr(image, topicOf(topicPartition), NOT_ASKED_FOR);
        if (after.isr.length < minIsr) continue;
        return `${topicPartition}: ELR [${after.elr.join(',')}] though the ISR [${after.isr.join(',')}] has its ${minIsr} members`;
      }
      return undefined;
    },
  }),
};

export const uncleanNotEligible: Property = {
  name: 'UncleanShutdownNotEligible',
  source: 'KIP-966; ReplicationControlManager.handleUncleanBrokerShutdown',
  statement: {
    en: 'A broker that comes back from an unclean shutdown is in no ISR and no ELR until it has caught up again.',
    ko: '비정상 종료 후 돌아온 브로커는 다시 따라잡기 전까지 어떤 ISR에도, ELR에도 없어요.',
  },
  guard: { en: 'Eligible leader replicas are on.', ko: 'ELR이 켜져 있을 때.' },
  promised: always,
  start: (memory) => {
    /** Brokers that said so when they started, and have not registered since. */
    const unclean = memory.map<number, boolean>();
    return {
      fact: (fact) => {
        if (fact.type === 'UncleanShutdownDetected') unclean.set(fact.broker, true);
        return undefined;
      },
      metadata: ({ before, after: image }) => {
        if (unclean.size === 0 || before.brokers === image.brokers || !isElrEnabled(image)) return undefined;
        for (const { id, epoch } of image.brokers.values) {
          if (!unclean.has(id) || brokerOf(before, id)?.epoch === epoch) continue;
          unclean.delete(id);
          for (const { name, partitions } of image.topics.values) {
            const place = partitions.findIndex(({ isr, elr }) => isr.includes(id) || elr.includes(id));
            if (place >= 0)
              return `${name}-${place}: b${id} is in ISR or ELR as it registers after an unclean shutdown`;
          }
        }
        return undefined;
      },
    };
  },
};
