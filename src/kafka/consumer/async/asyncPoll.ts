/**
 * poll() of the application's thread: it tells the background thread that it polls, reads what that has for it, and
 * hands out what lies there; with nothing there it waits, and goes round again
 * (org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer.poll, checkInflightPoll, pollForFetches, collectFetch).
 */
import type { Micros } from '../../../base/time.ts';
import { type HandedRecord, POLL_TIMEOUT, pollReturned, setThread } from '../application.ts';
import { collectFetch } from '../fetchCollector.ts';
import { wakeBy } from '../state.ts';
import { processBackgroundEvents } from './backgroundEvents.ts';
import { maximumTimeToWait, runBackground } from './networkThread.ts';
import { type AsyncRun, changeAsync, nextId, tellBackground } from './run.ts';

/** Kafka's clock has milliseconds: no wait is shorter. */
const SHORTEST_WAIT: Micros = 1000;

/** As far as poll() gets now. True: it has returned. */
export function asyncPoll(run: AsyncRun, since: Micros): boolean {
  if (run.async.polling?.since !== since) {
    changeAsync(run, { polling: { since, awaitUntil: since } });
    return round(run, since, true);
  }
  const { awaitUntil } = run.async.polling;
  if (!run.async.isWoken && run.env.now < awaitUntil) {
    wakeBy(run, awaitUntil);
    return false;
  }
  changeAsync(run, { isWoken: false });
  const handed = collect(run);
  if (handed !== undefined) return returnRecords(run, handed);
  if (run.thrown !== undefined) return false;
  if (run.env.now < since + POLL_TIMEOUT) return round(run, since, false);
  // It comes back with nothing, and is called again at once.
  changeAsync(run, { polling: null });
  setThread(run, { type: 'polling', since: run.env.now });
  return true;
}

function round(run: AsyncRun, since: Micros, isFirst: boolean): boolean {
  if (isFirst) clearPreviousPoll(run);
  if (run.thrown !== undefined) return false;
  const isNew = run.async.inflightPoll === null;
  if (isNew) submitPoll(run, since + POLL_TIMEOUT);
  if (isNew && isBackgroundFaster(run)) runBackground(run);
  processBackgroundEvents(run, false);
  if (run.thrown !== undefined) return false;
  clearCurrentPoll(run, isNew);
  if (run.thrown !== undefined) return false;
  const handed = collect(run);
  if (run.thrown !== undefined) return false;
  if (handed !== undefined) return returnRecords(run, handed);
  wait(run, since);
  return false;
}

function submitPoll(run: AsyncRun, deadline: Micros): void {
  const id = nextId(run);
  const poll = { isReconciliationChecked: false, arePositionsValidated: false, isComplete: false };
  changeAsync(run, { inflightPoll: { id, deadline, ...poll } });
  tellBackground(run, { type: 'ASYNC_POLL', id, deadline });
}

/**
 * Both threads run now: the one commits what is consumed, if that is due, the other hands out what lies there. Whether
 * the commit has these records in it is a matter of who is faster.
 */
function isBackgroundFaster(run: AsyncRun): boolean {
  if (run.buffer.length === 0) return false;
  return run.env.draw(`consumer_background_thread first ${run.env.self} ${run.async.lastId}`, 2) === 0;
}

/** The event of the poll() before. */
function clearPreviousPoll(run: AsyncRun): void {
  const { inflightPoll } = run.async;
  if (inflightPoll === null) return;
  if (inflightPoll.isComplete) {
    throwError(run);
    // With data there it is not made anew: else a poll() that does not wait would never come to hand it out.
    if (run.buffer.length === 0) changeAsync(run, { inflightPoll: null });
  } else if (run.env.now >= inflightPoll.deadline && inflightPoll.arePositionsValidated) {
    changeAsync(run, { inflightPoll: null });
  }
}

function clearCurrentPoll(run: AsyncRun, isNew: boolean): void {
  const { inflightPoll } = run.async;
  if (inflightPoll === null) return;
  if (inflightPoll.isComplete) {
    throwError(run);
    changeAsync(run, { inflightPoll: null });
  } else if (!isNew && run.env.now >= inflightPoll.deadline && inflightPoll.arePositionsValidated) {
    changeAsync(run, { inflightPoll: null });
  }
}

function throwError(run: AsyncRun): void {
  const { positions } = run.async;
  if (positions.cachedError === null) return;
  run.thrown = positions.cachedError;
  changeAsync(run, { positions: { ...positions, cachedError: null } });
}

/** What lies there, unless something may be about to be given up, or positions are being held against their leaders. */
function collect(run: AsyncRun): readonly HandedRecord[] | undefined {
  const { membership, inflightPoll } = run.async;
  if (membership.state === 'RECONCILING' && inflightPoll?.isReconciliationChecked === false) runBackground(run);
  const hasAllPositions = run.unsettled === 0 && run.validatedVersion === run.client.metadata.updateVersion;
  if (!hasAllPositions && run.async.inflightPoll?.arePositionsValidated === false) return undefined;
  return collectFetch(run);
}

function returnRecords(run: AsyncRun, handed: readonly HandedRecord[]): boolean {
  changeAsync(run, { polling: null });
  tellBackground(run, { type: 'CREATE_FETCH_REQUESTS' });
  pollReturned(run, handed);
  return true;
}

/** FetchBuffer.awaitWakeup: not so long that a heartbeat or a commit has to wait for it. */
function wait(run: AsyncRun, since: Micros): void {
  const { env, unsettled, partitions, settings } = run;
  const limit = maximumTimeToWait(run);
  const remaining = since + POLL_TIMEOUT - env.now;
  const wanted = limit === null ? remaining : Math.min(limit, remaining);
  const lacksPositions = partitions.keys.length === 0 || unsettled > 0;
  const time = lacksPositions ? Math.min(wanted, settings.retryBackoff) : wanted;
  const awaitUntil = Math.min(env.now + Math.max(SHORTEST_WAIT, time), since + POLL_TIMEOUT);
  changeAsync(run, { polling: { since, awaitUntil } });
  wakeBy(run, awaitUntil);
}
