/** What a person does to the cluster, as the engine's commands. */
import { Refusal } from '../base/says.ts';
import type { Typed, TypedLine } from '../console/typed.ts';
import type { Kafka, KafkaSetup } from '../kafka/kinds.ts';
import type { TopicPartition } from '../kafka/topicPartition.ts';
import { nextName, spawnLike } from '../scenario/spawned.ts';
import type { Command } from '../sim/command.ts';
import type { Kernel } from '../sim/kernel.ts';
import type { Act } from './protocol.ts';
import { WORKER_SAYS } from './says.ts';

export function commandsOf(
  act: Act,
  kernel: Kernel<Kafka>,
  typedLine: (typed: Typed) => TypedLine,
): readonly Command<Kafka>[] {
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
    case 'isolate':
      return cutOff(act.node, kernel, () => true);
    case 'isolate-from-zookeeper':
      return cutOff(act.node, kernel, ({ kind }) => kind === 'zookeeper');
    case 'isolate-from-controllers':
      return cutOff(act.node, kernel, (setup) => setup.kind === 'server' && setup.roles.controller);
    case 'isolate-from-brokers':
      return cutOff(act.node, kernel, (setup) => setup.kind === 'server' && setup.roles.broker);
    case 'console': {
      const typed = typedLine(act);
      if (!typed.ok) throw new Error(typed.problem);
      return typed.commands;
    }
    case 'console-end':
      if (kernel.node(act.tool)?.state?.kind !== 'tool') throw new Refusal(WORKER_SAYS.noToolRuns(act.tool));
      return [{ type: 'tell', node: act.tool, order: { type: act.how } }];
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
    case 'close-client':
      return [{ type: 'tell', node: act.client, order: { type: 'close' } }];
    case 'commit-sync':
      return [{ type: 'tell', node: act.client, order: { type: 'commit', how: 'sync' } }];
    case 'process':
      return [{ type: 'tell', node: act.client, order: { type: 'process', each: act.each } }];
    case 'pause-partitions':
    case 'resume-partitions':
      return [
        { type: 'tell', node: act.client, order: { type: act.type, partitions: assignedTo(act.client, kernel) } },
      ];
    case 'seek-to':
      return assignedTo(act.client, kernel).map((partition) => {
        return { type: 'tell', node: act.client, order: { type: 'seek', partition, to: act.to } };
      });
    case 'add-like': {
      const taken = kernel.nodes.map(({ id }) => id);
      // One that was itself added is like the one the scenario has.
      const root = act.client.replace(/-\d+$/, '');
      const like = kernel.world.nodes.some(({ id }) => id === act.client) ? act.client : root;
      const spawned = spawnLike(kernel.world.nodes, nextName(`${root}-`, taken), like);
      if (!spawned.ok) throw new Refusal(spawned.says);
      return [spawned.command];
    }
    case 'elect-leaders': {
      const admin = kernel.world.nodes.find(({ setup }) => setup.kind === 'admin');
      if (admin === undefined) throw new Refusal(WORKER_SAYS.noAdmin());
      const order = { type: 'elect-leaders', electionType: act.electionType, partitions: null } as const;
      return [{ type: 'tell', node: admin.id, order }];
    }
  }
}

/** Nothing passes between it and those, either way. */
function cutOff(node: string, kernel: Kernel<Kafka>, isOne: (setup: KafkaSetup) => boolean): readonly Command<Kafka>[] {
  const others = kernel.nodes.filter(({ id, setup }) => id !== node && isOne(setup)).map(({ id }) => id);
  return [
    { type: 'link', from: [node], to: others, rule: { cut: true } },
    { type: 'link', from: others, to: [node], rule: { cut: true } },
  ];
}

function assignedTo(consumer: string, kernel: Kernel<Kafka>): readonly TopicPartition[] {
  const state = kernel.node(consumer)?.state;
  if (state?.kind !== 'consumer') throw new Refusal(WORKER_SAYS.noConsumerRuns(consumer));
  return state.partitions.values.map(({ partition }) => partition);
}
