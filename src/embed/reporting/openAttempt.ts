/** The attempt that a package asks for; null: nobody is there who keeps it, which has been said. */
import type { Reporting } from '../../app/packed.ts';
import type { Attempt, Complain } from './attempt.ts';
import { openCmi5 } from './cmi5/cmi5.ts';
import { SCORM_12, SCORM_2004 } from './scorm/dialects.ts';
import { findApi, type ScormWindow } from './scorm/findApi.ts';
import { openScorm } from './scorm/scorm.ts';

/** The lesson goes on without a system that does not answer. */
const PATIENCE_MS = 8_000;

export async function openAttempt(reporting: Reporting, complain: Complain): Promise<Attempt | null> {
  if (reporting === 'cmi5') {
    return openCmi5(
      location.search,
      {
        // The address of this page has a secret in it.
        fetch: (url, init) =>
          fetch(url, { ...init, referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(PATIENCE_MS) }),
        newId,
        now: () => Date.now(),
      },
      complain,
    );
  }
  const dialect = reporting === 'scorm12' ? SCORM_12 : SCORM_2004;
  const api = findApi(window as unknown as ScormWindow, dialect.api);
  if (api === null) {
    complain(`there is no ${dialect.api} around this page`);
    return null;
  }
  return openScorm(api, dialect, () => performance.now(), complain);
}

/** A UUID of the fourth kind. `randomUUID` is not there on a page without TLS, as some systems in schools still are. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
