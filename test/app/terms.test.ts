/** Terms in prose: which words become links in a text's tree; and the live things behind terms in the bundled scenarios. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { linkTerms } from '../../src/app/glossary/linkTerms.ts';
import { type Inline, parseMarkdown } from '../../src/app/markdown.ts';
import { readAddress } from '../../src/app/url.ts';
import { GLOSSARY, termOf } from '../../src/course/glossary/index.ts';
import { matcherOf } from '../../src/course/glossary/match.ts';
import type { Frame } from '../../src/frame/frame.ts';
import type { Target } from '../../src/frame/target.ts';
import { liveThing } from '../../src/views/glossary/liveThing.ts';
import { Session } from '../../src/worker/session.ts';

const LINKING = { matcher: matcherOf(GLOSSARY), termOf };

/** `[word|id]` for each link, as the text reads otherwise. */
function shown(source: string): string {
  const text = (nodes: readonly Inline[]): string =>
    nodes
      .map((node) => {
        switch (node.type) {
          case 'term':
            return `[${node.text}|${node.id}]${node.tail}`;
          case 'code':
            return `\`${node.text}\``;
          case 'text':
            return node.text;
          default:
            return text(node.children);
        }
      })
      .join('');
  return linkTerms(parseMarkdown(source), LINKING)
    .map((block) => {
      if (block.type === 'code') return block.text;
      return block.type === 'list' ? block.items.map(text).join(' / ') : text(block.children);
    })
    .join(' // ');
}

describe('terms in prose', () => {
  test('the first of each in a block, and again in the next', () => {
    expect(shown('The high watermark moves. The high watermark waits.\n\nThe high watermark stands.')).toBe(
      'The [high watermark|high-watermark] moves. The high watermark waits. // The [high watermark|high-watermark] stands.',
    );
  });

  test('a basic word once in the whole text', () => {
    expect(shown('A broker and a broker.\n\n- a broker\n- an ISR')).toBe(
      'A [broker|broker] and a broker. // a broker / an [ISR|isr]',
    );
  });

  test('not in headings, code or links', () => {
    expect(shown('## The ISR\n\n`ISR` and [the ISR](https://kafka.apache.org) and ISR')).toBe(
      'The ISR // `ISR` and the ISR and [ISR|isr]',
    );
    expect(shown('```\nISR\n```')).toBe('ISR');
  });

  test('within bold, in Korean, with particles', () => {
    expect(shown('**하이 워터마크**는 리더 에포크와 함께 ISR에서')).toBe(
      '[하이 워터마크|high-watermark]는 [리더 에포크|leader-epoch]와 함께 [ISR|isr]에서',
    );
  });

  test('no word is lost or changed, in any prose that comes with Tidemark', () => {
    const plain = (text: string) => text.replaceAll(/\[([^|\]]*)\|[a-z-]+\]/g, '$1');
    for (const file of readdirSync('scenarios')) {
      const source = readFileSync(`scenarios/${file}`, 'utf8').replaceAll(/[[\]|]/g, ' ');
      const linked = shown(source);
      const without = linkTerms(parseMarkdown(source), { ...LINKING, matcher: matcherOf([]) });
      expect(plain(linked).length, file).toBeGreaterThan(100);
      expect(JSON.stringify(without)).not.toContain('"type":"term"');
    }
  });
});

function framesOf(file: string): readonly Frame[] {
  let now = 0;
  const session = new Session({ clock: () => now++, sliceMs: 1_000 });
  const loaded = session.answer({ ask: 'load', name: file, text: readFileSync(`scenarios/${file}`, 'utf8') });
  if (loaded.answer !== 'loaded') throw new Error(`${file}: ${JSON.stringify(loaded)}`);
  const { branch, scenario } = loaded;
  // A whole frame is what a fork gives.
  return [0.15, 0.5, 1].map((part) => {
    const to = { at: Math.floor(scenario.until * part) };
    for (;;) {
      const moved = session.answer({ ask: 'seek', branch, to });
      if (moved.answer !== 'moved') throw new Error(`${file}: ${JSON.stringify(moved)}`);
      if (!moved.more) break;
    }
    const forked = session.answer({ ask: 'fork', branch });
    if (forked.answer !== 'moved' || !('whole' in forked.frame)) throw new Error('no whole frame');
    return forked.frame.whole;
  });
}

function exists(target: Target, frame: Frame): boolean {
  const replica = (partition: string, broker: number) =>
    frame.nodes.some(
      (node) =>
        'replicas' in node && node.nodeId === broker && node.replicas.some((one) => one.partition === partition),
    );
  switch (target.type) {
    case 'node':
      return frame.nodes.some(({ id }) => id === target.id);
    case 'partition':
      return frame.partitions.some(({ id }) => id === target.id);
    case 'replica':
    case 'record':
      return replica(target.partition, target.broker);
    case 'message':
      return frame.messages.some(({ id }) => id === target.id);
    case 'link':
      return frame.links.some(({ from, to }) => from === target.from && to === target.to);
    default:
      return false;
  }
}

test('a link opens the glossary, at a term if it names one', () => {
  expect(readAddress('', '#glossary=isr').address.glossary).toBe('isr');
  expect(readAddress('', '#glossary=').address.glossary).toBe('');
  expect(readAddress('', '#glossary=<isr>').bad).toHaveLength(1);
});

/** Every other term has something to point at in so few runs; these have not, and why. */
const RARER: Readonly<Record<string, string>> = {
  rack: 'no scenario says where its brokers stand',
  elr: 'while an ISR is below its minimum, in last-replica-standing-with-elr',
  'unclean-election': 'while a partition has no leader, in unclean-election',
  'offline-partition': 'the same, in last-replica-standing-without-elr',
  'controlled-shutdown': 'while a broker says goodbye, in controlled-shutdown-against-kill',
  candidate: 'while an election is on, in quorum-lost',
  'pre-vote': 'the same',
  'broker-heartbeat': 'while the message is under way',
  heartbeat: 'the same',
  tombstone: 'in compaction-is-not-a-unique-key',
  'dynamic-config': 'while the tool runs',
  'network-partition': 'while a link is cut, in one-way-partition',
  'split-brain': 'the same, in zookeeper-zombie-controller',
};

describe('the live thing', () => {
  const FILES = ['leader-failover', 'acks-one-loses', 'stop-the-world-or-not', 'zookeeper-long-pause', 'quorum-lost'];
  const frames = new Map(FILES.map((name) => [name, framesOf(`${name}.yaml`)]));

  test('is one that is there, or is said not to be', () => {
    const wrong: string[] = [];
    const never = new Set(GLOSSARY.map(({ id }) => id));
    for (const [name, list] of frames) {
      for (const frame of list) {
        for (const term of GLOSSARY) {
          const live = liveThing(term, frame, null);
          if (live === null) continue;
          never.delete(term.id);
          if (live.target !== null && !exists(live.target, frame)) wrong.push(`${name}: ${term.id}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect([...never].filter((id) => !Object.hasOwn(RARER, id))).toEqual([]);
  });

  test('ZooKeeper is nowhere in a cluster of its own quorum, and the quorum nowhere in the other', () => {
    const kraft = frames.get('leader-failover')![0]!;
    const era = frames.get('zookeeper-long-pause')![0]!;
    expect(liveThing(termOf('znode')!, kraft, null)).toBeNull();
    expect(liveThing(termOf('znode')!, era, null)?.lens).toBe('zookeeper');
    expect(liveThing(termOf('voter')!, era, null)).toBeNull();
    expect(liveThing(termOf('voter')!, kraft, null)?.target?.type).toBe('node');
  });

  test('what is selected already is preferred, and so is its partition', () => {
    const frame = frames.get('leader-failover')![0]!;
    const all = frame.partitions.filter(({ topic }) => !topic.startsWith('__'));
    const last = all.at(-1)!;
    const chosen = liveThing(termOf('high-watermark')!, frame, { type: 'partition', id: last.id });
    expect(chosen?.target).toEqual({ type: 'replica', partition: last.id, broker: last.leader });
    expect(liveThing(termOf('isr')!, frame, { type: 'partition', id: last.id })?.target).toEqual({
      type: 'partition',
      id: last.id,
    });
  });
});
