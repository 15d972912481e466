/** What a timeline asks of an administrator: the partitions and brokers it names exist. What Kafka refuses, it may ask. */
import { type AdministrativeAction, partitionsOf, reassignmentsOf } from '../administration.ts';
import { CLUSTER_SAYS } from '../says/cluster.ts';
import { NAMES_SAY } from '../says/names.ts';
import type { TimelineLine } from '../schema.ts';
import type { Path } from '../shape.ts';
import { checkPartition, checkTopicName } from './checkClients.ts';
import type { Names, Report } from './report.ts';

export function checkAdministration(
  line: TimelineLine,
  action: AdministrativeAction,
  path: Path,
  names: Names,
  report: Report,
): void {
  switch (action) {
    case 'reassign': {
      const isList = Array.isArray(line.reassign);
      reassignmentsOf(line.reassign!).forEach(({ partition, to }, place) => {
        const here = isList ? [...path, place] : path;
        checkPartition(partition, [...here, 'partition'], names, report);
        checkReplicas(to, [...here, 'to'], names, report);
      });
      return;
    }
    case 'cancel-reassignment': {
      const written = line['cancel-reassignment']!;
      partitionsOf(written).forEach((partition, place) => {
        checkPartition(partition, typeof written === 'string' ? path : [...path, place], names, report);
      });
      return;
    }
    case 'list-reassignments': {
      const written = line['list-reassignments']!;
      if (written === 'all') return;
      written.forEach((partition, place) => {
        checkPartition(partition, [...path, place], names, report);
      });
      return;
    }
    case 'create-partitions': {
      const { topic, assignment } = line['create-partitions']!;
      checkTopicName(topic, [...path, 'topic'], names, report);
      (assignment ?? []).forEach((replicas, place) => {
        checkReplicas(replicas, [...path, 'assignment', place], names, report);
      });
      return;
    }
    case 'delete-records':
      checkPartition(line['delete-records']!.partition, [...path, 'partition'], names, report);
  }
}

function checkReplicas(replicas: readonly number[], path: Path, names: Names, report: Report): void {
  replicas.forEach((id, place) => {
    if (!names.brokerIds.has(id)) report.error([...path, place], NAMES_SAY.noBroker(id, names.brokers));
  });
  if (new Set(replicas).size !== replicas.length) {
    report.error(path, CLUSTER_SAYS.replicaTwice());
  }
}
