/** The editor's questions answered: about texts as they are typed, and about what was done by hand as lines of a script. */
import { describeCommand } from '../frame/commandText.ts';
import type { Expired, Recording } from '../frame/recording.ts';
import { checkText } from '../scenario/assist/checked.ts';
import { completeText, nodeAt } from '../scenario/assist/complete.ts';
import { hoverText } from '../scenario/assist/hover.ts';
import { MARK } from '../scenario/assist/names.ts';
import { entryOf, textOf } from '../scenario/assist/outline.ts';
import { placeAt } from '../scenario/assist/place.ts';
import { insertActs } from '../scenario/script/insertLines.ts';
import { type Given, type Unsaid, writtenActs } from '../scenario/script/writtenActs.ts';
import { fileOf, TEMPLATES, templateNamed } from '../scenario/templates/index.ts';
import { MAX_CHARACTERS } from '../scenario/yamlFile.ts';
import type { EditAnswer, EditAsk, WrittenFrame } from './editProtocol.ts';
import { LessonJudge } from './judging.ts';
import type { Ask } from './protocol.ts';

const EDIT_ASKS: Readonly<Record<EditAsk['ask'], true>> = {
  'check-text': true,
  'complete-text': true,
  'hover-text': true,
  'judge-text': true,
  'beat-at': true,
  templates: true,
  'template-text': true,
  'write-acts': true,
};

export function isEditAsk(ask: Ask): ask is EditAsk {
  return Object.hasOwn(EDIT_ASKS, ask.ask);
}

/** What it knows of a text follows from that text: nothing of it is in an answer to another. */
const JUDGE = new LessonJudge();

/** Of longer texts only the checks say something: that they are too long. */
export function answerEdit(ask: EditAsk, recordingOf: (branch: number) => Recording, expired: Expired): EditAnswer {
  switch (ask.ask) {
    case 'check-text':
      return { answer: 'checked-text', ...checkText(ask.text) };
    case 'complete-text': {
      const completion = ask.text.length > MAX_CHARACTERS ? null : completeText(ask.text, ask.at);
      return { answer: 'completed-text', completion };
    }
    case 'hover-text':
      return { answer: 'hovered-text', hover: ask.text.length > MAX_CHARACTERS ? null : hoverText(ask.text, ask.at) };
    case 'judge-text':
      return { answer: 'judged-text', ...JUDGE.judge(ask.text, expired) };
    case 'beat-at':
      return { answer: 'beat-at', beat: beatAt(ask.text, ask.at) };
    case 'templates':
      return {
        answer: 'templates',
        templates: TEMPLATES.map(({ name, title, summary }) => ({ name, title, summary })),
      };
    case 'template-text': {
      const template = templateNamed(ask.name);
      if (template === undefined) throw new Error(`there is no template ${ask.name}`);
      return { answer: 'template-text', text: fileOf(template, { languages: languagesFrom(ask.language) }) };
    }
    case 'write-acts':
      return { answer: 'written-acts', written: writtenFor(ask, recordingOf(ask.branch)) };
  }
}

function beatAt(text: string, at: number): string | null {
  const place = text.length > MAX_CHARACTERS ? undefined : placeAt(text, at);
  const [lesson, beats, number] = place?.path ?? [];
  if (place === undefined || lesson !== 'lesson' || beats !== 'beats' || typeof number !== 'number') return null;
  // The cursor may stand in the name itself.
  const name = textOf(entryOf(nodeAt(place.root, [lesson, beats, number]), 'name'))?.replace(MARK, '') ?? '';
  return name === '' ? null : name;
}

function languagesFrom(first: 'en' | 'ko'): readonly ('en' | 'ko')[] {
  return first === 'ko' ? ['ko', 'en'] : ['en', 'ko'];
}

function writtenFor({ text, from }: Extract<EditAsk, { ask: 'write-acts' }>, { history }: Recording): WrittenFrame {
  const given = placed(history).slice(from);
  const written = writtenActs(given);
  const edits = insertActs(text, written);
  const shown = ({ at, place, why }: Unsaid) => ({ at, text: describeCommand(given[place]!.command), why });
  return {
    edits,
    lines: linesOf(edits.map(({ insert }) => insert)),
    until: Math.max(0, ...given.map(({ at }) => at)),
    unsaid: written.unsaid.map(shown),
    nearly: written.nearly.map(shown),
    count: history.interventions.length,
  };
}

/** How many events of its very time had run when each was done: there it is written, and happens again. */
function placed({ interventions, trace }: Recording['history']): readonly Given[] {
  return interventions.map((given) => {
    let afterEvents = 0;
    // `step` is the last event before it; what belongs to no node is a command.
    for (let step = given.step; step > 0 && trace.at(step) === given.at; step--) {
      if (trace.node(step) >= 0) afterEvents++;
    }
    return { ...given, afterEvents };
  });
}

function linesOf(inserts: readonly string[]): readonly string[] {
  return inserts
    .flatMap((insert) => insert.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
