/** The text form of a command, for the list of what was done by hand. */
import { describeOrder } from '../kafka/describeOrder.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { Command } from '../sim/command.ts';

export function describeCommand(command: Command<Kafka>): string {
  switch (command.type) {
    case 'slow-disk':
      return `slow disk ${command.node} ×${command.factor}`;
    case 'link': {
      const { cut, delay, bytesPerSecond } = command.rule;
      const rule = [
        cut === undefined ? '' : cut ? 'cut' : 'not cut',
        delay === undefined ? '' : `delay ${delay / 1000} ms`,
        bytesPerSecond === undefined ? '' : `${bytesPerSecond} B/s`,
      ];
      return `link ${command.from.join(',')} → ${command.to.join(',')} ${rule.filter((part) => part !== '').join(', ')}`;
    }
    case 'heal':
      return 'heal the network';
    case 'break-connection':
      return `break the connection of message ${command.message}`;
    case 'break-connections':
      return `break connections ${command.from.join(',')} → ${command.to.join(',')}`;
    case 'hold':
      return `hold message ${command.message}`;
    case 'release':
      return `release connection ${command.connection}`;
    case 'tell':
      return `${command.node}: ${describeOrder(command.order)}`;
    case 'reconfigure':
      return `reconfigure ${command.node}: ${command.to}`;
    case 'spawn': {
      const { id, setup } = command.process;
      return setup.kind === 'tool' ? setup.line : `start ${id}, one more ${setup.kind} like ${command.like ?? id}`;
    }
    default:
      return `${command.type} ${command.node}`;
  }
}
