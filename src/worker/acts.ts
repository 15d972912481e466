/** What a person does to the cluster, as the engine's commands. */
import type { Kafka } from '../kafka/kinds.ts';
import type { Command } from '../sim/command.ts';
import type { Kernel } from '../sim/kernel.ts';
import type { Act } from './protocol.ts';

export function commandsOf(act: Act, kernel: Kernel<Kafka>): Command<Kafka>[] {
  switch (act.type) {
    case 'kill':
    case 'power-loss':
    case 'start':
    case 'pause':
    case 'resume':
    case 'wipe':
      return [{ type: act.type, node: act.node }];
    case 'restart':
      return [
        { type: 'kill', node: act.node },
        { type: 'start', node: act.node },
      ];
    case 'controlled-shutdown':
      return [{ type: 'tell', node: act.node, order: { type: 'controlled-shutdown' } }];
    case 'cut':
      return [{ type: 'link', from: [act.from, act.to], to: [act.from, act.to], rule: { cut: true } }];
    case 'cut-one-way':
      return [{ type: 'link', from: [act.from], to: [act.to], rule: { cut: true } }];
    case 'clear-link': {
      const both = [act.from, act.to];
      return [{ type: 'link', from: both, to: both, rule: { cut: false, delay: 0, bytesPerSecond: 0 } }];
    }
    case 'slow-link': {
      const both = [act.from, act.to];
      return [{ type: 'link', from: both, to: both, rule: { delay: act.delay } }];
    }
    case 'isolate': {
      const others = kernel.nodes.map(({ id }) => id).filter((id) => id !== act.node);
      return [
        { type: 'link', from: [act.node], to: others, rule: { cut: true } },
        { type: 'link', from: others, to: [act.node], rule: { cut: true } },
      ];
    }
    case 'heal':
      return [{ type: 'heal' }];
    case 'break-connection':
    case 'hold':
      return [{ type: act.type, message: act.message }];
    case 'release':
      return [{ type: 'release', connection: act.connection }];
    case 'produce': {
      const { topic, key, value } = act;
      return [
        { type: 'tell', node: act.producer, order: { type: 'produce', topic, partition: null, key, value, count: 1 } },
      ];
    }
    case 'elect-leaders': {
      const admin = kernel.world.nodes.find(({ setup }) => setup.kind === 'admin');
      if (admin === undefined) throw new Error('this scenario has no admin client to ask for an election');
      const order = { type: 'elect-leaders', electionType: act.electionType, partitions: null } as const;
      return [{ type: 'tell', node: admin.id, order }];
    }
  }
}
