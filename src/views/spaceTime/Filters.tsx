/** Which messages and facts are drawn: by process, API and partition, errors only, routine unfolded or not; over which stretch. */
import type { ReactNode } from 'react';
import type { Frame } from '../../frame/frame.ts';
import type { SpaceTimeAsk, SpaceTimeFrame } from '../../frame/spaceTime/spaceTimeFrames.ts';
import { Button, Toggle } from '../../ui/Button.tsx';
import { signOf } from '../encoding.ts';
import type { Language } from '../viewProps.ts';
import { W } from './words.ts';

export const NO_FILTER = { nodes: [], apis: [], partition: null, onlyErrors: false, unfolded: false } as const;

export function isFiltered({ nodes, apis, partition, onlyErrors }: SpaceTimeAsk): boolean {
  return nodes.length > 0 || apis.length > 0 || partition !== null || onlyErrors;
}

interface FiltersProps {
  readonly data: SpaceTimeFrame | null;
  readonly ask: SpaceTimeAsk;
  readonly frame: Frame;
  readonly language: Language;
  /** Which way something followed is followed; null: nothing is. */
  readonly reach: { readonly causes: boolean; readonly effects: boolean };
  onAsk(change: Partial<SpaceTimeAsk>): void;
  readonly isBrushing: boolean;
  onReach(reach: { readonly causes: boolean; readonly effects: boolean }): void;
  onBrush(isBrushing: boolean): void;
  onWhole(): void;
}

export function Filters(props: FiltersProps) {
  const { data, ask, frame, language, reach, onAsk, onReach } = props;
  const partitions = frame.partitions.map(({ id }) => id);
  const counts = data?.counts;
  return (
    <div className="lens-bar st-filters">
      <Choice
        label={W.process[language]}
        value={ask.nodes[0] ?? ''}
        all={W.all[language]}
        options={(data?.lanes ?? []).map(({ id }) => ({ value: id, text: id }))}
        onChange={(value) => onAsk({ nodes: value === '' ? [] : [value] })}
      />
      <Choice
        label={W.api[language]}
        value={ask.apis[0] ?? ''}
        all={W.all[language]}
        options={[
          ...(data?.apis ?? [])
            .filter(({ api }) => api !== '')
            .map(({ api, count }) => ({ value: api, text: `${signOf(api, 'request')} ${api} (${count})` })),
          ...missing(
            ask.apis[0],
            data?.apis.map(({ api }) => api),
          ),
        ]}
        onChange={(value) => onAsk({ apis: value === '' ? [] : [value] })}
      />
      <Choice
        label={W.partition[language]}
        value={ask.partition ?? ''}
        all={W.all[language]}
        options={partitions.map((id) => ({ value: id, text: id }))}
        onChange={(value) => onAsk({ partition: value === '' ? null : value })}
      />
      <Choice
        label={W.leadersOf[language]}
        value={data?.leadersOf ?? ''}
        options={partitions.map((id) => ({ value: id, text: id }))}
        onChange={(value) => onAsk({ leadersOf: value })}
      />
      <Toggle variant="chip" isSelected={ask.onlyErrors} onChange={(onlyErrors) => onAsk({ onlyErrors })}>
        {W.errors[language]}
      </Toggle>
      <Toggle variant="chip" isSelected={ask.unfolded} onChange={(unfolded) => onAsk({ unfolded })}>
        {W.unfold[language]}
        {counts !== undefined && counts.folded > 0 ? ` (${counts.folded})` : ''}
      </Toggle>
      <Toggle variant="chip" isSelected={reach.causes} onChange={(causes) => onReach({ ...reach, causes })}>
        {W.causes[language]}
      </Toggle>
      <Toggle variant="chip" isSelected={reach.effects} onChange={(effects) => onReach({ ...reach, effects })}>
        {W.effects[language]}
      </Toggle>
      <Toggle variant="quiet" isSelected={props.isBrushing} onChange={props.onBrush}>
        {W.brush[language]}
      </Toggle>
      <Button variant="quiet" onPress={props.onWhole}>
        {W.whole[language]}
      </Button>
      {isFiltered(ask) && (
        <Button variant="quiet" onPress={() => onAsk(NO_FILTER)}>
          {W.clear[language]}
        </Button>
      )}
    </div>
  );
}

/** What is chosen stays in the list, also where the stretch has none of it. */
function missing(chosen: string | undefined, known: readonly string[] | undefined) {
  return chosen === undefined || known?.includes(chosen) === true ? [] : [{ value: chosen, text: `${chosen} (0)` }];
}

interface ChoiceProps {
  readonly label: ReactNode;
  readonly value: string;
  readonly all?: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  onChange(value: string): void;
}

function Choice({ label, value, all, options, onChange }: ChoiceProps) {
  return (
    <label className="lens-choice">
      {label}
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {all !== undefined && <option value="">{all}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  );
}
