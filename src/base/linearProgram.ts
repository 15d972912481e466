/** A regular expression as steps, and the walk through them: every place that can be reached, once a character. */

import { unreachable } from './assert.ts';
import type { PatternNode } from './linearParser.ts';

type Step =
  | { readonly type: 'character'; readonly takes: (character: string) => boolean }
  | { readonly type: 'assertion'; readonly is: 'start' | 'end' | 'edge' | 'no-edge' }
  | { readonly type: 'look'; readonly not: boolean; readonly program: Program }
  /** On at both of these. */
  | { readonly type: 'fork'; readonly to: readonly number[] }
  | { readonly type: 'found' };

export interface Program {
  readonly steps: readonly Step[];
  /** A look behind reads from right to left. */
  readonly isBackward: boolean;
}

const MOST_STEPS_OF_A_PROGRAM = 4_000;

export function programOf(pattern: PatternNode, flags: string): Program {
  let written = 0;
  const takers = new Map<string, (character: string) => boolean>();

  const takes = (source: string): ((character: string) => boolean) => {
    let known = takers.get(source);
    if (known === undefined) {
      const isPlain = /^[\w -]$/.test(source) && !flags.includes('i');
      known = isPlain ? (character) => character === source : asHost(source, flags);
      takers.set(source, known);
    }
    return known;
  };

  const write = (root: PatternNode, isBackward: boolean): Program => {
    const steps: Step[] = [];
    const add = (step: Step): number => {
      if (++written > MOST_STEPS_OF_A_PROGRAM) throw new SyntaxError('the pattern is too large');
      return steps.push(step) - 1;
    };
    const fork = (...to: number[]): number => add({ type: 'fork', to });
    const set = (place: number, ...to: number[]): void => {
      steps[place] = { type: 'fork', to };
    };
    const emit = (node: PatternNode): void => {
      switch (node.type) {
        case 'character':
          add({ type: 'character', takes: takes(node.source) });
          return;
        case 'assertion':
          add(node);
          return;
        case 'look':
          add({ type: 'look', not: node.not, program: write(node.inner, node.behind) });
          return;
        case 'sequence':
          for (const part of isBackward ? [...node.parts].reverse() : node.parts) emit(part);
          return;
        case 'choice': {
          const ends: number[] = [];
          for (const part of node.parts) {
            const head = fork();
            emit(part);
            ends.push(fork());
            set(head, head + 1, steps.length);
          }
          // After the last of them there is no other.
          fork();
          for (const end of ends) set(end, steps.length);
          return;
        }
        case 'repeat': {
          for (let n = 0; n < node.least; n++) emit(node.inner);
          if (node.most === Infinity) {
            const head = fork();
            emit(node.inner);
            fork(head);
            set(head, head + 1, steps.length);
            return;
          }
          const heads: number[] = [];
          for (let n = node.least; n < node.most; n++) {
            heads.push(fork());
            emit(node.inner);
          }
          for (const head of heads) set(head, head + 1, steps.length);
          return;
        }
        default:
          unreachable(node);
      }
    };
    emit(root);
    add({ type: 'found' });
    return { steps, isBackward };
  };

  return write(pattern, false);
}

/** The host decides what a class or an escape takes: one character is in no danger. */
function asHost(source: string, flags: string): (character: string) => boolean {
  const pattern = new RegExp(`^(?:${source})$`, flags.replace(/[^ius]/g, ''));
  const known = new Map<string, boolean>();
  return (character) => {
    let answer = known.get(character);
    if (answer === undefined) {
      if (known.size > 2_000) known.clear();
      answer = pattern.test(character);
      known.set(character, answer);
    }
    return answer;
  };
}
