/** A why-not answered: the one thing that is missing, then all that has to be true, each with a mark and a word. */
import type { ConditionFrame, WhyNotFrame } from '../../frame/why/whyFrames.ts';
import { classNames } from '../../ui/classNames.ts';
import { factSentence } from '../factSentences.ts';
import { formatTime } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { RuleNote } from './RuleNote.tsx';
import { CONDITIONS, MET, NOT_KNOWN, NOT_MET, SINCE } from './words.ts';
import './why.css';

interface WhyNotAnswerProps {
  readonly whyNot: WhyNotFrame;
  readonly language: Language;
  onSeekStep(step: number): void;
}

export function WhyNotAnswer({ whyNot, language, onSeekStep }: WhyNotAnswerProps) {
  return (
    <div className="why-not-answer">
      <p className="why-not-short">{whyNot.answer[language]}</p>
      <ol className="conditions" aria-label={CONDITIONS[language]}>
        {whyNot.conditions.map((condition) => (
          <Condition key={condition.says.en} condition={condition} language={language} onSeekStep={onSeekStep} />
        ))}
      </ol>
    </div>
  );
}

interface ConditionProps {
  readonly condition: ConditionFrame;
  readonly language: Language;
  onSeekStep(step: number): void;
}

function Condition({ condition, language, onSeekStep }: ConditionProps) {
  const { met, says, seen, rule, settings, since } = condition;
  const [mark, word, look] =
    met === null ? ['–', NOT_KNOWN, 'unknown'] : met ? ['✓', MET, 'met'] : ['✗', NOT_MET, 'unmet'];
  return (
    <li className={classNames('condition', look as string)}>
      <p className="condition-head">
        <span className="condition-mark">
          <span aria-hidden="true">{mark as string}</span> {(word as typeof MET)[language]}
        </span>
        {says[language]}
      </p>
      <p>{seen[language]}</p>
      {since !== null && (
        <button type="button" className="why-hop" onClick={() => onSeekStep(since.step)}>
          {SINCE[language].replace('{time}', formatTime(since.at, 3))} · {factSentence(since.fact, language)}
        </button>
      )}
      <RuleNote rule={rule} settings={settings} language={language} />
    </li>
  );
}
