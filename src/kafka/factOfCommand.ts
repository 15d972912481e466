/** What people and scripts do to the world, told as facts. */
import type { Command } from '../sim/command.ts';
import type { KafkaFact } from './facts.ts';
import type { Kafka, KafkaOrder } from './kinds.ts';

export function factOfCommand(command: Command<Kafka>): KafkaFact | undefined {
  switch (command.type) {
    case 'kill':
      return { type: 'ProcessKilled', node: command.node };
    case 'power-loss':
      return { type: 'PowerLost', node: command.node };
    case 'start':
      return { type: 'ProcessStarted', node: command.node };
    case 'spawn': {
      const { id, setup } = command.process;
      return setup.kind === 'tool'
        ? { type: 'ToolStarted', tool: id, line: setup.line }
        : { type: 'ProcessStarted', node: id };
    }
    case 'reconfigure':
      return { type: 'ServerReconfigured', node: command.node, to: command.to };
    case 'wipe':
      return { type: 'DiskWiped', node: command.node };
    case 'pause':
      return { type: 'ProcessPaused', node: command.node };
    case 'resume':
      return { type: 'ProcessResumed', node: command.node };
    case 'slow-disk':
      return { type: 'DiskSlowed', node: command.node, factor: command.factor };
    case 'link':
      return { type: 'LinkChanged', from: command.from, to: command.to, rule: describeRule(command.rule) };
    case 'heal':
      return { type: 'NetworkHealed' };
    case 'break-connection':
    case 'break-connections':
      return { type: 'ConnectionBroken' };
    case 'tell':
      return factOfOrder(command.node, command.order);
    default:
      return undefined;
  }
}

function factOfOrder(node: string, order: KafkaOrder): KafkaFact | undefined {
  switch (order.type) {
    case 'controlled-shutdown':
      return { type: 'ControlledShutdownRequested', node };
    case 'input':
      return { type: 'ToolInput', tool: node, text: order.text };
    case 'end-of-input':
      return { type: 'ToolInput', tool: node, text: null };
    case 'interrupt':
      return { type: 'ToolInterrupted', tool: node };
    default:
      return undefined;
  }
}

function describeRule(rule: Partial<{ cut: boolean; delay: number; bytesPerSecond: number }>): string {
  const words: string[] = [];
  if (rule.cut !== undefined) words.push(rule.cut ? 'cut' : 'clear');
  if (rule.delay !== undefined) words.push(`delay ${rule.delay / 1000} ms`);
  if (rule.bytesPerSecond !== undefined) {
    words.push(rule.bytesPerSecond === 0 ? 'full bandwidth' : `${rule.bytesPerSecond} bytes/s`);
  }
  return words.join(', ');
}
