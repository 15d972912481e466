/**
 * Stories of why and why-not: a scenario, a moment, a question, and the answer as a person reads it. Asked through the
 * session, as the page asks. In each block the lines before `----` are what is done, those after it what is printed.
 */
import { readFileSync } from 'node:fs';
import type { FactFrame } from '../../src/frame/frame.ts';
import type { WhyAspect, WhyNotAsk, WhyNotQuestion, WhySubject } from '../../src/frame/why/whyFrames.ts';
import { whyNotText, whyText } from '../../src/frame/why/whyText.ts';
import { factSentence } from '../../src/views/factSentences.ts';
import type { Answer, Ask } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';

export interface Block {
  readonly title: string;
  readonly commands: readonly string[];
  readonly expected: readonly string[];
}

export function parseBlocks(text: string): Block[] {
  return text
    .trim()
    .split(/\n\n+/)
    .map((block) => {
      const lines = block.split('\n');
      const cut = lines.indexOf('----');
      const [title, ...commands] = lines.slice(0, cut);
      return { title: title!, commands, expected: lines.slice(cut + 1) };
    });
}

export function printBlocks(blocks: readonly Block[]): string {
  const printed = blocks.map(({ title, commands, expected }) => [title, ...commands, '----', ...expected].join('\n'));
  return `${printed.join('\n\n')}\n`;
}

type AnswerOf<N extends Answer['answer']> = Extract<Answer, { answer: N }>;

export class Teller {
  #session = new Session({ clock: () => 0 });
  #until = 0;
  #factCount = 0;
  #facts: FactFrame[] | undefined;

  tell({ commands }: Block): string[] {
    return commands.flatMap((line) => this.#line(line));
  }

  #line(line: string): string[] {
    const [verb = '', ...words] = line.split(' ');
    switch (verb) {
      case 'open':
        this.#open(words[0]!);
        return [];
      case 'at':
        this.#seek(words[0] === 'the-end' ? this.#until : Number(words[0]) * 1_000_000);
        return [];
      case 'why': {
        const [subject, aspect] = this.#subject(words);
        const ask = { ask: 'why-chain', branch: 0, subject, ...(aspect === undefined ? {} : { aspect }) } as const;
        return whyText(this.#ask(ask, 'why-chain').why, 'en', (fact) => factSentence(fact, 'en')).split('\n');
      }
      case 'why-not': {
        const question = askOf(words);
        const { whyNot } = this.#ask({ ask: 'why-not', branch: 0, question }, 'why-not');
        return whyNotText(whyNot, 'en', (fact) => factSentence(fact, 'en')).split('\n');
      }
      case 'offers': {
        const [subject] = this.#subject(words);
        return this.#ask({ ask: 'why-not-offers', branch: 0, subject }, 'why-not-offers').offers.map(
          ({ says }) => says.en,
        );
      }
      default:
        throw new Error(line);
    }
  }

  #ask<N extends Answer['answer']>(ask: Ask, name: N): AnswerOf<N> {
    const answer = this.#session.answer(ask);
    if (answer.answer !== name) throw new Error(JSON.stringify(answer));
    return answer as AnswerOf<N>;
  }

  #open(name: string): void {
    const text = readFileSync(new URL(`../../scenarios/${name}.yaml`, import.meta.url), 'utf8');
    this.#session = new Session({ clock: () => 0 });
    const { scenario } = this.#ask({ ask: 'load', name, text }, 'loaded');
    this.#until = scenario.until;
  }

  #seek(at: number): void {
    for (;;) {
      const moved = this.#ask({ ask: 'seek', branch: 0, to: { at } }, 'moved');
      this.#factCount = moved.factsBefore;
      if (!moved.more && moved.checked) break;
    }
    this.#facts = undefined;
  }

  /** `fact LeaderElected 2`: the second of them; `fact LeaderElected last`; `partition orders-0 isr`; … */
  #subject([type, ...rest]: readonly string[]): [WhySubject, WhyAspect | undefined] {
    const [one = '', two = '', three = '', four] = rest;
    switch (type) {
      case 'fact': {
        const found = this.#allFacts().filter((fact) => fact.type === one);
        const fact = two === 'last' ? found.at(-1) : found[Number(two) - 1];
        if (fact === undefined) throw new Error(`no ${one} ${two}`);
        return [{ type: 'fact', index: fact.index }, undefined];
      }
      case 'node':
      case 'partition':
      case 'group':
        return [{ type, id: one }, (two || undefined) as WhyAspect | undefined];
      case 'replica':
        return [{ type, partition: one, broker: Number(two) }, (three || undefined) as WhyAspect | undefined];
      case 'record':
        return [{ type, partition: one, broker: Number(two), offset: Number(three) }, four as WhyAspect | undefined];
      case 'sent-record':
        return [{ type, client: one, record: Number(two) }, undefined];
      case 'position':
        return [{ type, client: one, partition: two }, undefined];
      case 'property':
        return [{ type, name: rest.join(' ') }, undefined];
      default:
        throw new Error(`no subject ${type}`);
    }
  }

  #allFacts(): readonly FactFrame[] {
    if (this.#facts !== undefined) return this.#facts;
    const facts: FactFrame[] = [];
    while (facts.length < this.#factCount) {
      const ask = { ask: 'facts', branch: 0, from: facts.length, to: this.#factCount } as const;
      facts.push(...this.#ask(ask, 'facts').facts);
    }
    this.#facts = facts;
    return facts;
  }
}

const NUMBERS = new Set(['broker', 'offset', 'record']);

function askOf([question, ...pairs]: readonly string[]): WhyNotAsk {
  const fields = pairs.map((pair): [string, string | number] => {
    const [key = '', value = ''] = pair.split('=');
    return [key, NUMBERS.has(key) ? Number(value) : value];
  });
  return { question: question as WhyNotQuestion, ...Object.fromEntries(fields) };
}
