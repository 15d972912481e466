/**
 * What a file would cost, before it is run: a file that could not end within the limits is refused at the line that asks
 * for too much. The estimate of events is a lower bound, so it refuses nothing that could have run.
 */
import { seconds } from '../../base/time.ts';
import { formatDuration } from '../duration.ts';
import { eraOf } from '../era.ts';
import { LIMITS } from '../limits.ts';
import { CLUSTER_SAYS } from '../says/cluster.ts';
import { type Scenario, serversOf } from '../scenario.ts';
import type { Path } from '../shape.ts';
import type { Names, Report } from './report.ts';

/** A third of twenty times tickTime. */
const LONGEST_PING = seconds(14);

export function checkBudget(scenario: Scenario, names: Names, report: Report): void {
  if (scenario.until > LIMITS.until) {
    report.error(['until'], CLUSTER_SAYS.tooLong(formatDuration(scenario.until), formatDuration(LIMITS.until)));
    return;
  }
  checkPartitions(names, report);
  checkRecords(scenario, report);
  checkPolls(scenario, report);
  const servers = serversOf(scenario).length;
  // Fetches of the metadata log alone: a request, its wait and the answer, twice a second for all servers but one. With
  // ZooKeeper a ping of each session, and its answer, where it is as long as an ensemble allows.
  const [each, often] = eraOf(scenario) === 'zookeeper' ? [2 * servers, LONGEST_PING] : [6 * (servers - 1), seconds(1)];
  const events = Math.floor(scenario.until / often) * each;
  if (events > LIMITS.events) {
    report.error(['until'], CLUSTER_SAYS.tooManyEvents(servers, formatDuration(scenario.until), events, LIMITS.events));
  }
}

function checkPartitions({ topics }: Names, report: Report): void {
  let partitions = 0;
  for (const count of topics.values()) partitions += count;
  if (partitions <= LIMITS.partitions) return;
  report.error(['topics'], CLUSTER_SAYS.tooManyPartitions(partitions, LIMITS.partitions), 'key');
}

function checkRecords(scenario: Scenario, report: Report): void {
  let records = 0;
  const add = (count: number, path: Path) => {
    const before = records;
    records += count;
    if (before <= LIMITS.records && records > LIMITS.records) {
      report.error(path, CLUSTER_SAYS.tooManyRecords(records, LIMITS.records));
    }
  };
  (scenario.producers ?? []).forEach((producer, place) => {
    (producer.send ?? []).forEach(({ every, count, start }, line) => {
      const from = start ?? producer.start ?? 0;
      const fitting = Math.floor(Math.max(0, scenario.until - from) / every) + 1;
      add(Math.min(count ?? fitting, fitting), ['producers', place, 'send', line, 'every']);
    });
  });
  (scenario.timeline ?? []).forEach(({ produce }, place) => {
    if (produce !== undefined) add(produce.count ?? 1, ['timeline', place, 'produce']);
  });
}

function checkPolls(scenario: Scenario, report: Report): void {
  (scenario.consumers ?? []).forEach((consumer, place) => {
    const every = consumer['poll-every'];
    if (every === undefined) return;
    const polls = Math.floor(scenario.until / every);
    if (polls <= LIMITS.events) return;
    report.error(['consumers', place, 'poll-every'], CLUSTER_SAYS.tooManyPolls(polls, LIMITS.events));
  });
}
