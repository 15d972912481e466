/** An answer in words: what a person said, or what the run says. */
import type { ReactNode } from 'react';
import { unreachable } from '../../base/assert.ts';
import type { Both, LessonAnswer, QuestionFrame } from '../../frame/lessonFrames.ts';
import type { Language } from '../viewProps.ts';
import { NOBODY, NONE_OF_THEM, OFFSET } from './words.ts';

interface AnswerTextProps {
  readonly question: QuestionFrame;
  readonly answer: LessonAnswer;
  readonly language: Language;
  say(text: Both): ReactNode;
}

export function AnswerText({ question, answer, language, say }: AnswerTextProps) {
  switch (answer.kind) {
    case 'choose':
    case 'choose-all':
    case 'order': {
      const options = 'options' in question ? question.options : [];
      const lines = answer.options.flatMap((id) => options.filter((option) => option.id === id));
      if (lines.length === 0) return <span>{NONE_OF_THEM[language]}</span>;
      if (lines.length === 1) return <span>{say(lines[0]!.say)}</span>;
      const List = answer.kind === 'order' ? 'ol' : 'ul';
      return (
        <List className="answer-list">
          {lines.map(({ id, say: text }) => (
            <li key={id}>{say(text)}</li>
          ))}
        </List>
      );
    }
    case 'node': {
      const none = question.kind === 'node' ? question.none : null;
      if (answer.nodes.length === 0) return <span>{none === null ? NOBODY[language] : say(none)}</span>;
      return (
        <b className="mono" lang="en">
          {answer.nodes.join(', ')}
        </b>
      );
    }
    case 'mark':
      return (
        <span>
          {OFFSET[language]} <b className="mono">{answer.value}</b>
        </span>
      );
    case 'number': {
      const unit = question.kind === 'number' ? question.unit : null;
      return (
        <span>
          <b className="mono">{answer.value}</b> {unit !== null && say(unit)}
        </span>
      );
    }
    default:
      return unreachable(answer);
  }
}
