/** What a frame of the large situation costs on the main thread: a new frame through React, and a tick of the clock alone. */
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { StageView } from '../stage/StageView.tsx';
import type { Clock } from '../viewProps.ts';
import { large } from './large.ts';

const FRAMES = 120;

interface Cost {
  readonly frame: number;
  readonly worstFrame: number;
  readonly tick: number;
}

export function FrameCost() {
  const [cost, setCost] = useState<Cost | null>(null);
  useEffect(() => {
    const host = document.createElement('div');
    host.style.cssText = 'width: 1100px; height: 760px';
    document.body.append(host);
    const root = createRoot(host);
    let stopped = false;
    void measure(root, () => stopped).then((found) => {
      if (!stopped) setCost(found);
    });
    return () => {
      stopped = true;
      root.unmount();
      host.remove();
    };
  }, []);
  return <output id="frame-cost">{cost === null ? '…' : JSON.stringify(cost)}</output>;
}

async function measure(root: ReturnType<typeof createRoot>, isStopped: () => boolean): Promise<Cost> {
  const frames = Array.from({ length: FRAMES }, (_, tick) => large(tick % 30).frame);
  const listeners = new Set<(now: number) => void>();
  const clock: Clock = {
    now: () => 1_000_000,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const nothing = (): void => undefined;
  await new Promise((resolve) => setTimeout(resolve));
  const costs: number[] = [];
  const ticks: number[] = [];
  for (const frame of frames) {
    if (isStopped()) break;
    const start = performance.now();
    flushSync(() =>
      root.render(
        <StageView
          frame={frame}
          now={frame.at}
          clock={clock}
          selection={null}
          language="en"
          reducedMotion={false}
          onSelect={nothing}
          onMenu={nothing}
        />,
      ),
    );
    costs.push(performance.now() - start);
    const before = performance.now();
    for (const listener of listeners) listener(1_000_500);
    ticks.push(performance.now() - before);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  const settled = costs.slice(20);
  return { frame: median(settled), worstFrame: Math.max(...settled), tick: median(ticks.slice(20)) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 100) / 100;
}
