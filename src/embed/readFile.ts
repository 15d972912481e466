/** A scenario that lies beside the player, on its own site: fetched as anybody would get it, and no longer than it may be. */
import { type Says, says } from '../base/says.ts';

/** The same as of a file that is opened. */
const LONGEST = 1_000_000;
const PATIENCE_MS = 20_000;

/** The reason, when there is none to be had. */
export async function readFile(url: string): Promise<{ readonly text: string } | { readonly problem: Says }> {
  try {
    const answer = await fetch(url, {
      // Nothing that is only for who is logged in: any page may frame this one, and hear what its run tells.
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!answer.ok) return { problem: unreadable(url, String(answer.status)) };
    const parts: Uint8Array[] = [];
    let size = 0;
    for (const reader = answer.body!.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > LONGEST) {
        void reader.cancel();
        return { problem: says(`${url}: more than ${LONGEST} B`, `${url}: ${LONGEST} B보다 커요`) };
      }
      parts.push(value);
    }
    return { text: await new Blob(parts as BlobPart[]).text() };
  } catch (error) {
    return { problem: unreadable(url, error instanceof Error ? error.message : String(error)) };
  }
}

function unreadable(url: string, why: string): Says {
  return says(`${url} cannot be read (${why})`, `${url} 파일을 읽을 수 없어요(${why})`);
}
