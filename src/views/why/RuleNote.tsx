/** The rule behind a step or a condition, and where Kafka has it: closed until somebody wants it. */
import type { RuleFrame, SettingSeen } from '../../frame/why/whyFrames.ts';
import type { Language } from '../viewProps.ts';
import { RULE, SOURCE } from './words.ts';

interface RuleNoteProps {
  readonly rule: RuleFrame | null;
  readonly settings: readonly SettingSeen[];
  readonly language: Language;
}

export function RuleNote({ rule, settings, language }: RuleNoteProps) {
  return (
    <>
      {settings.length > 0 && (
        <p className="why-settings" lang="en">
          {settings.map(({ key, value }) => (
            <code key={key}>
              {key}={value}
            </code>
          ))}
        </p>
      )}
      {rule !== null && (
        <details className="why-rule">
          <summary>{RULE[language]}</summary>
          <p>{rule.says[language]}</p>
          <p className="why-source">
            {SOURCE[language]}: <code lang="en">{rule.source}</code>
          </p>
        </details>
      )}
    </>
  );
}
