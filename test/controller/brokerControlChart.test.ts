// Over seeded runs every change of a broker's state in the controller is an edge of its chart, and every edge is seen.

import { expect, test } from 'vitest';
import { draw } from '../../src/base/draw.ts';
import { BROKER_CONTROL_CHART } from '../../src/kafka/controller/brokerControlChart.ts';
import { brokerControlState } from '../../src/kafka/controller/clusterControl.ts';
import { ControllerBench } from './bench.ts';

const edge = (from: string, to: string): string => `${from} -> ${to}`;

test('the chart of BrokerControlState', () => {
  const edges = new Set(BROKER_CONTROL_CHART.map(({ from, to }) => edge(from, to)));
  const seen = new Set<string>();
  const wrong = new Set<string>();
  for (let seed = 0; seed < 30; seed++) {
    const bench = new ControllerBench().elect().brokers(1, 2, 3).orders([1, 2, 3]);
    const states = (): (string | undefined)[] => [1, 2, 3].map((id) => brokerControlState(bench.state, id));
    for (let step = 0; step < 120; step++) {
      const before = states();
      const pick = (name: string, bound: number): number => draw(seed, `${name} ${step}`, bound);
      const id = 1 + pick('broker', 3);
      const shutdownNow = act(bench, id, pick('action', 8), step);
      states().forEach((after, place) => {
        const to = shutdownNow && place === id - 1 ? 'SHUTDOWN_NOW' : after;
        const from = before[place];
        if (from === undefined || to === undefined || from === to) return;
        const change = edge(from, to);
        (edges.has(change) ? seen : wrong).add(change);
      });
    }
  }
  expect([...wrong]).toEqual([]);
  expect([...seen].sort()).toEqual([...edges].sort());
});

/** True when the broker was told to shut down now. */
function act(bench: ControllerBench, id: number, action: number, step: number): boolean {
  if (action === 0) bench.wait(3_000);
  else if (action === 1) bench.register(id, `${id}-at-${step}`, bench.epochOf(id));
  else if (action === 2) return bench.heartbeat(id, { shutDown: true }).endsWith('shut down now');
  else if (action === 3) bench.heartbeat(id, { fence: true });
  else if (action === 4) bench.heartbeat(id, { offset: 3 });
  else bench.heartbeat(id);
  return false;
}
