/** What is done with the picture all the time: follow, move, zoom, and as a table. */
import type { ReactNode } from 'react';
import { Button, Toggle } from '../../ui/Button.tsx';
import type { Language } from '../viewProps.ts';
import type { Words } from '../words.ts';
import { W } from './words.ts';

export type Step = 'in' | 'out' | 'earlier' | 'later' | 'whole' | 'playhead' | 'fit';

interface BarProps {
  readonly told: ReactNode;
  readonly language: Language;
  readonly isTable: boolean;
  readonly isFollowing: boolean;
  readonly hasPath: boolean;
  readonly isTracking: boolean;
  readonly isFilterOpen: boolean;
  readonly isFiltered: boolean;
  onFollow(isFollowing: boolean): void;
  onFilter(isOpen: boolean): void;
  onTable(isTable: boolean): void;
  onStep(step: Step): void;
}

const STEPS: readonly (readonly [Step, string, Words])[] = [
  ['earlier', '◂', W.earlier],
  ['later', '▸', W.later],
  ['out', '−', W.zoomOut],
  ['in', '+', W.zoomIn],
];

export function Bar(props: BarProps) {
  const { language, onStep } = props;
  return (
    <div className="lens-bar st-bar">
      <p className="lens-told" role="status">
        {props.told}
      </p>
      {!props.isTable && (
        <>
          <Toggle variant="quiet" isSelected={props.isFollowing} onChange={props.onFollow}>
            {W.follow[language]}
          </Toggle>
          {props.hasPath && (
            <Button variant="quiet" onPress={() => onStep('fit')}>
              {W.fit[language]}
            </Button>
          )}
          <span className="st-steps">
            {STEPS.map(([step, sign, name]) => (
              <Button key={step} variant="quiet" onPress={() => onStep(step)}>
                <span aria-hidden="true">{sign}</span>
                <span className="visually-hidden">{name[language]}</span>
              </Button>
            ))}
          </span>
          <Button variant="quiet" isDisabled={props.isTracking} onPress={() => onStep('playhead')}>
            {W.playhead[language]}
          </Button>
        </>
      )}
      <Toggle variant="quiet" isSelected={props.isFilterOpen} onChange={props.onFilter}>
        {props.isFiltered ? W.filtered[language] : W.filter[language]}
      </Toggle>
      <Toggle variant="quiet" isSelected={props.isTable} onChange={props.onTable}>
        {W.table[language]}
      </Toggle>
    </div>
  );
}
