/** Around the client that a console runs: what it tells goes on, its end is the console's own to tell. */
import type { KafkaFact } from '../../facts.ts';
import type { KafkaOut } from '../../kinds.ts';

export interface Around {
  readonly out: KafkaOut;
  /** How the client's process would have ended, if it has. */
  ended: 'no' | 'clean' | 'crash';
  /** Why, in the words of its last fact. */
  reason: string;
}

/** `heard` sees each fact of the client, which is told all the same. */
export function aroundClient(out: KafkaOut, heard: (fact: KafkaFact) => void = () => undefined): Around {
  const around: Around = {
    ended: 'no',
    reason: '',
    out: {
      send: (to, lane, message) => out.send(to, lane, message),
      reply: (connection, message) => out.reply(connection, message),
      close: (to, lane) => out.close(to, lane),
      closeConnection: (connection) => out.closeConnection(connection),
      setTimer: (key, delay, timer) => out.setTimer(key, delay, timer),
      cancelTimer: (key) => out.cancelTimer(key),
      write: (directory, file, value) => out.write(directory, file, value),
      persist: (directory, file, value) => out.persist(directory, file, value),
      remove: (directory) => out.remove(directory),
      flush: (directory, token) => out.flush(directory, token),
      fact(fact, once) {
        if (fact.type === 'ProcessExited') {
          around.reason = fact.reason;
          return;
        }
        out.fact(fact, once);
        heard(fact);
      },
      exit(clean) {
        around.ended = clean ? 'clean' : 'crash';
      },
    },
  };
  return around;
}
