/** The chain of causes as sentences, newest first: each step a place to go, with the values that decided it and the rule. */
import { Fragment } from 'react';
import type { FoldedStep, WhyFrame, WhyStep } from '../../frame/why/whyFrames.ts';
import { classNames } from '../../ui/classNames.ts';
import { factSentence } from '../factSentences.ts';
import { formatSpan, formatTime } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { RuleNote } from './RuleNote.tsx';
import { AT_ONCE, BECAUSE, HERE, NO_CAUSE, ONE_ROUTINE, ROOT_WORDS, ROUTINE, WORLD } from './words.ts';
// Its lines are drawn as those of the inspector, also where that is not in sight.
import '../inspector/inspector.css';
import './why.css';

export interface WhyChainProps {
  readonly why: WhyFrame;
  readonly language: Language;
  /** Where the playhead stands. */
  readonly step: number;
  /** Puts the playhead on a step of the chain. */
  onSeekStep(step: number): void;
}

export function WhyChain({ why, language, step: here, onSeekStep }: WhyChainProps) {
  const { steps, root, ends } = why;
  if (steps.length === 0) return <p className="inspector-note">{NO_CAUSE[language]}</p>;
  return (
    <ol className="causes why-chain">
      {steps.map((step, place) => (
        <Fragment key={`${step.step} ${step.fact?.index ?? ''}`}>
          <Step
            step={step}
            later={steps[place - 1]}
            isHere={step.step === here}
            language={language}
            onSeekStep={onSeekStep}
          />
        </Fragment>
      ))}
      <li className="why-root">
        {(ends?.says ?? ROOT_WORDS[root])[language]}
        {ends !== null && <RuleNote rule={null} settings={ends.settings} language={language} />}
      </li>
    </ol>
  );
}

interface StepProps {
  readonly step: WhyStep;
  /** What it led to, for the time between. */
  readonly later: WhyStep | undefined;
  readonly isHere: boolean;
  readonly language: Language;
  onSeekStep(step: number): void;
}

function Step({ step, later, isHere, language, onSeekStep }: StepProps) {
  const { fact, event, kind, because, rule, settings } = step;
  return (
    <li className={classNames('cause', kind)}>
      {later !== undefined && <Between later={later} step={step} language={language} onSeekStep={onSeekStep} />}
      <button
        type="button"
        className="cause-go"
        aria-current={isHere ? 'step' : undefined}
        onClick={() => onSeekStep(step.step)}
      >
        <span className="cause-when">
          {formatTime(step.at, 6)} · {step.node === '' ? WORLD[language] : step.node}
          {isHere && ` · ${HERE[language]}`}
        </span>
        {fact === null ? <code>{event ?? kind}</code> : factSentence(fact, language)}
      </button>
      <div className="why-more">
        {because.map((one) => (
          <p key={one.en}>{one[language]}</p>
        ))}
        <RuleNote rule={rule} settings={settings} language={language} />
      </div>
    </li>
  );
}

interface BetweenProps {
  readonly later: WhyStep;
  readonly step: WhyStep;
  readonly language: Language;
  onSeekStep(step: number): void;
}

function Between({ later, step, language, onSeekStep }: BetweenProps) {
  const span = later.at - step.at;
  const { folded } = later;
  return (
    <div className="cause-gap">
      <span>↑ {span === 0 ? AT_ONCE[language] : BECAUSE[language].replace('{span}', formatSpan(span))}</span>
      {folded.length > 0 && (
        <details className="why-folded">
          <summary>
            {folded.length === 1 ? ONE_ROUTINE[language] : ROUTINE[language].replace('{count}', String(folded.length))}
          </summary>
          <ul>
            {folded.map((one) => (
              <Folded key={one.step} one={one} onSeekStep={onSeekStep} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Folded({ one, onSeekStep }: { readonly one: FoldedStep; onSeekStep(step: number): void }) {
  return (
    <li>
      <button type="button" className="why-hop" onClick={() => onSeekStep(one.step)}>
        {formatTime(one.at, 6)} · {one.node} <code lang="en">{one.event ?? one.kind}</code>
      </button>
    </li>
  );
}
