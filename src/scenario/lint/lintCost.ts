/** Runs that come near to what one may cost: the estimate is of what such clusters have been seen to do. */
import { LIMITS } from '../limits.ts';
import { LINT_SAYS, MENDS } from '../says/lint.ts';
import { brokersOf, type Scenario, serversOf, topicNames } from '../scenario.ts';
import type { Found } from './finding.ts';

/** The page stops a run here; the command line at LIMITS.events. */
export const EVENTS_OF_THE_PAGE = 1_000_000;
const NEAR = 0.6;
const SECOND = 1_000_000;
/** Of a server with the metadata log, of a pair of brokers that fetch from each other, of a record and of each copy. */
const A_SECOND = { server: 12, pair: 12, consumer: 12 };
const A_RECORD = 6;
const A_COPY = 3;
/** Records that are sent together are one request: so often a second at most. */
const REQUESTS_A_SECOND = 1_000;

export function lintCost(scenario: Scenario): Found[] {
  const { until, producers = [], consumers = [] } = scenario;
  const [servers, brokers] = [serversOf(scenario).length, brokersOf(scenario).length];
  const pairs = topicNames(scenario).length === 0 ? 0 : brokers * (brokers - 1);
  const polls = consumers.reduce(
    (sum, one) => sum + Math.max(A_SECOND.consumer, (3 * SECOND) / (one['poll-every'] ?? 100_000)),
    0,
  );
  const idle = A_SECOND.server * servers + A_SECOND.pair * pairs + polls;
  let records = 0;
  let requests = 0;
  for (const { send = [], start = 0 } of producers) {
    for (const { every, count, start: own } of send) {
      const long = Math.max(0, until - (own ?? start));
      const sent = Math.min(count ?? Number.MAX_SAFE_INTEGER, Math.floor(long / every) + 1);
      records += sent;
      requests += Math.min(sent, Math.floor((long / SECOND) * REQUESTS_A_SECOND));
    }
  }
  const copies = Math.min(brokers, 3);
  const events = Math.floor((until / SECOND) * idle) + requests * (A_RECORD + A_COPY * copies);
  const found: Found[] = [];
  if (events > EVENTS_OF_THE_PAGE * NEAR) {
    const says = LINT_SAYS.nearEvents(events, EVENTS_OF_THE_PAGE);
    found.push({ code: 'near-a-budget', path: ['until'], says, mend: MENDS.lessEvents() });
  }
  if (records > LIMITS.records * NEAR) {
    const says = LINT_SAYS.nearRecords(records, LIMITS.records);
    found.push({ code: 'near-a-budget', path: ['producers'], which: 'key', says, mend: MENDS.lessRecords() });
  }
  return found;
}
