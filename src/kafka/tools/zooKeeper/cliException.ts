/** What a command of the shell says when it cannot be carried out (org.apache.zookeeper.cli.CliException). */
import type { KeeperCode } from '../../messages.ts';
import { codeMessage } from '../../zk/exceptions.ts';

/** ExitCode.INVALID_INVOCATION of a command, and of the shell that does not know it. */
const FAILED = 1;
export const COMMAND_NOT_FOUND = 127;

export class CliException extends Error {
  readonly status: number;

  constructor(message: string, status: number = FAILED) {
    super(message);
    this.status = status;
  }
}

/** CliWrapperException.getMessage: in words where it has them. */
const WORDS: Partial<Record<KeeperCode, string>> = {
  NONODE: 'Node does not exist: ',
  NOCHILDRENFOREPHEMERALS: 'Ephemerals cannot have children: ',
  NODEEXISTS: 'Node already exists: ',
  NOTEMPTY: 'Node not empty: ',
  BADARGUMENTS: 'Arguments are not valid : ',
  BADVERSION: 'version No is not valid : ',
};

/** CliWrapperException of a KeeperException. */
export function keeperProblem(code: KeeperCode, path: string): CliException {
  const words = WORDS[code];
  return new CliException(words === undefined ? `KeeperErrorCode = ${codeMessage(code)} for ${path}` : words + path);
}
