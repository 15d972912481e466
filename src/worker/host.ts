/** The worker's entry: takes asks off the wire, hands them to the session, posts the answers. Nothing else. */
import type { AnswerMessage, AskMessage } from './protocol.ts';
import { Session } from './session.ts';

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<AskMessage>) => void) | null;
  postMessage(message: AnswerMessage): void;
};

const session = new Session({ clock: () => performance.now() });

scope.onmessage = ({ data }) => {
  scope.postMessage({ ...session.answer(data), id: data.id });
};
