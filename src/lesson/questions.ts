/** Questions as the screen gets them: without their answers, the options in an order that says nothing. */
import { draw } from '../base/draw.ts';
import type { Both, OptionFrame, QuestionFrame } from '../frame/lessonFrames.ts';
import { zooKeepersOf } from '../scenario/era.ts';
import { isList } from '../scenario/lesson/readingKinds.ts';
import { KINDS, type Question } from '../scenario/lesson/schemaLesson.ts';
import { brokersOf, controllersOf, type Scenario } from '../scenario/scenario.ts';

/** Whoever answers a node question so says: nobody. */
export const NOBODY = 'none';

export type Kind = (typeof KINDS)[number];

export function kindOf(question: Question): Kind {
  const kind = KINDS.find((one) => question[one] !== undefined);
  if (kind === undefined) throw new Error('a question of no kind');
  return kind;
}

/** `name` is that of its beat: with the seed it says in which order the options stand. */
export function questionFrame(question: Question, name: string, scenario: Scenario, seed: number): QuestionFrame {
  const { ask } = question;
  const kind = kindOf(question);
  switch (kind) {
    case 'choose':
    case 'choose-all':
    case 'order':
      return { ask, kind, options: shuffled(question[kind]!, name, seed) };
    case 'mark':
      return { ask, kind, partition: question.mark!.partition };
    case 'node': {
      const { of, is, none } = question.node!;
      return { ask, kind, nodes: nodesOf(of, scenario), several: isList(is), none: none ?? null };
    }
    case 'number':
      return { ask, kind, unit: question.number!.unit ?? null };
  }
}

function shuffled(options: readonly { readonly say: Both }[], name: string, seed: number): readonly OptionFrame[] {
  const place = (id: number) => draw(seed, `option ${id} of ${name}`, 1_000_000);
  return options.map(({ say }, id) => ({ id, say })).sort((a, b) => place(a.id) - place(b.id) || a.id - b.id);
}

function nodesOf(of: NonNullable<Question['node']>['of'], scenario: Scenario): readonly string[] {
  if (typeof of !== 'string') return of;
  const names = (servers: readonly { readonly name: string }[]) => servers.map(({ name }) => name);
  switch (of) {
    case 'brokers':
      return names(brokersOf(scenario));
    case 'controllers':
      return names(controllersOf(scenario));
    case 'consumers':
      return names(scenario.consumers ?? []);
    case 'zookeeper':
      return names(zooKeepersOf(scenario));
  }
}
