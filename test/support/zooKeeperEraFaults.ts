/** The later steps of test/conformance/recorded/zookeeper-era-*.json on a simulated cluster: servers that go, and ZooKeeper that goes. */
import { millis } from '../../src/base/time.ts';
import type { EraCluster } from './zooKeeperEra.ts';

const BROKERS = ['b1', 'b2', 'b3'];

/** Who is first at /controller is chance: the others' way to ZooKeeper is long from now on. Nobody: all ways are as short as before. */
export function favour(cluster: EraCluster, broker: string | undefined): void {
  for (const id of BROKERS) {
    const delay = millis(broker === undefined || id === broker ? 0 : 10);
    cluster.do({ type: 'link', from: [id, 'z1'], to: [id, 'z1'], rule: { delay } });
  }
}

function cut(cluster: EraCluster, broker: string, cut: boolean): void {
  cluster.do({ type: 'link', from: [broker, 'z1'], to: [broker, 'z1'], rule: { cut } });
}

function shutDown(cluster: EraCluster, broker: string): void {
  cluster.do({ type: 'tell', node: broker, order: { type: 'controlled-shutdown' } });
  for (let waited = 0; waited < 50 && cluster.history.kernel.node(broker)?.status === 'up'; waited++) cluster.run(0.2);
}

const FAULTS: readonly (readonly [step: RegExp, play: (cluster: EraCluster, broker: string) => void])[] = [
  [/(b\d) is shut down (in order|at last)$/, shutDown],
  [
    /(b\d) starts again after that$/,
    (cluster, broker) => {
      // 5 s after its election the new controller gives leaders back: recorded before the broker was there, but for 0.10.2.
      if (cluster.rules.kip195) cluster.run(4);
      cluster.do({ type: 'start', node: broker });
      cluster.run(8);
    },
  ],
  [
    /(b\d) is paused beyond its session/,
    (cluster, broker) => {
      cluster.do({ type: 'pause', node: broker });
      cluster.run(24);
      cluster.do({ type: 'resume', node: broker });
      cluster.run(5);
    },
  ],
  [
    /(b\d) is cut off from ZooKeeper beyond its session/,
    (cluster, broker) => {
      cut(cluster, broker, true);
      // Longer with 0.10.2: its ISRs shrink meanwhile.
      cluster.run(cluster.rules.kip195 ? 24 : 30);
      cut(cluster, broker, false);
      cluster.run(5);
    },
  ],
  [
    /^(ZooKeeper) is away for a while/,
    (cluster) => {
      cluster.do({ type: 'kill', node: 'z1' });
      cluster.run(3);
      cluster.produce(0);
      cluster.run(8);
      cluster.do({ type: 'start', node: 'z1' });
      cluster.run(6);
    },
  ],
  [
    /^the znode (\/controller) is deleted by hand$/,
    (cluster) => {
      cluster.shell(['delete', '/controller']);
      cluster.run(5);
    },
  ],
];

/** False: no step of this file. */
export function playFault(cluster: EraCluster, step: string): boolean {
  for (const [pattern, play] of FAULTS) {
    const broker = pattern.exec(step)?.[1];
    if (broker === undefined) continue;
    play(cluster, broker);
    return true;
  }
  return false;
}
