/** A place on a partition's log: a mark that is moved over its cells, and the same as a number. */
import { type CSSProperties, useId } from 'react';
import { chosenValue } from './answer.ts';
import { filled } from './fill.ts';
import { LogStrip } from './LogStrip.tsx';
import { NumberField } from './NumberField.tsx';
import type { PredictionProps, QuestionOf } from './props.ts';
import { stripOf } from './strip.ts';
import { MARK_AT, MARK_HINT, MARK_LABEL, MARK_NONE, OFFSET } from './words.ts';

export function MarkWidget({ question, value, language, frame, onChange }: PredictionProps<QuestionOf<'mark'>>) {
  const id = useId();
  const { partition } = question;
  const chosen = chosenValue(value);
  const usual = stripOf(frame, partition);
  // What was typed beyond it makes it longer.
  const isBeyond = chosen !== null && (chosen > usual.to || chosen < usual.from);
  const strip = isBeyond ? stripOf(frame, partition, [chosen]) : usual;
  const put = (offset: number) => onChange({ kind: 'mark', value: offset });
  const inStrip = chosen !== null && chosen >= strip.from && chosen <= strip.to;
  return (
    <div className="mark-widget">
      <p id={`${id}-hint`} className="choice-hint">
        {MARK_HINT[language]}
      </p>
      {strip.rows.length > 0 && (
        <>
          <LogStrip
            strip={strip}
            language={language}
            marks={inStrip ? [{ value: chosen, label: String(chosen), kind: 'yours' }] : []}
            onPick={put}
          />
          <input
            type="range"
            className={chosen === null ? 'mark-range unset' : 'mark-range'}
            style={{ '--strip-cells': strip.to - strip.from } as CSSProperties}
            aria-label={filled(MARK_LABEL, language, { partition })}
            aria-describedby={`${id}-hint`}
            aria-valuetext={chosen === null ? MARK_NONE[language] : filled(MARK_AT, language, { value: chosen })}
            min={strip.from}
            max={strip.to}
            step={1}
            value={inStrip ? chosen : strip.from}
            onChange={({ target }) => put(Number(target.value))}
          />
        </>
      )}
      <NumberField
        label={OFFSET[language]}
        value={chosen}
        isWhole
        onValue={(offset) => (offset === null ? onChange(null) : put(offset))}
      />
    </div>
  );
}
