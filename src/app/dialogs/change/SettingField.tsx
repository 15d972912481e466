/** The value of one of Kafka's settings: a choice, a number with its unit, or a text; or back to the default. */
import type { ChangeableSetting } from '../../../frame/changeableFrame.ts';
import { useSay } from '../words.ts';
import { Field, Radios, Select } from './fields.tsx';
import type { Draft } from './items.ts';
import { ALTERED, AT_DEFAULT, AT_LEAST, DEFAULT, HOW, NOW, OTHER_VALUE, RANGE, UNIT, VALUE } from './words.ts';

const UNITS: Readonly<Record<NonNullable<ChangeableSetting['unit']>, readonly (readonly [string, number])[]>> = {
  ms: [
    ['ms', 1],
    ['s', 1_000],
    ['min', 60_000],
    ['h', 3_600_000],
  ],
  bytes: [
    ['B', 1],
    ['KiB', 1024],
    ['MiB', 1024 * 1024],
  ],
  seconds: [
    ['s', 1],
    ['min', 60],
  ],
};

/** Class names that nobody knows by heart. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'partition.assignment.strategy': ['Range', 'RoundRobin', 'Sticky', 'CooperativeSticky'].map(
    (name) => `org.apache.kafka.clients.consumer.${name}Assignor`,
  ),
};

interface SettingFieldProps {
  readonly setting: ChangeableSetting;
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
}

export function SettingField({ setting, draft, set }: SettingFieldProps) {
  const say = useSay();
  const { key, type, isSet, standard, value, now: altered, oneOf, min, max, unit } = setting;
  const now = [
    say(NOW, { value: value ?? '–' }),
    ...(altered === null || altered === value ? [] : [say(ALTERED, { value: altered })]),
    ...(standard === null || standard === value ? [] : [say(DEFAULT, { value: standard })]),
    ...(min !== null && max !== null ? [say(RANGE, { least: min, most: max })] : []),
    ...(min !== null && max === null ? [say(AT_LEAST, { least: min })] : []),
  ].join(' · ');
  const choices = type === 'boolean' ? ['true', 'false'] : type === 'text' ? oneOf : null;
  const units = unit === null ? [] : UNITS[unit];
  return (
    <>
      {isSet && (
        <Radios
          legend={HOW}
          value={draft.how}
          choices={[
            ['value', say(OTHER_VALUE)],
            ['default', say(AT_DEFAULT, { value: standard ?? '–' })],
          ]}
          onChoose={(how) => set({ how: how as Draft['how'] })}
        />
      )}
      {draft.how !== 'default' && (
        <div className="change-fields">
          {choices === null ? (
            <Field
              label={VALUE}
              value={draft.text}
              set={(text) => set({ text })}
              hint={now}
              {...(KNOWN[key] === undefined ? {} : { options: KNOWN[key] })}
            />
          ) : (
            <Select label={VALUE} value={draft.text} choices={choices} set={(text) => set({ text })} />
          )}
          {units.length > 0 && (
            <Select
              label={UNIT}
              value={units.find(([, size]) => size === draft.unit)?.[0] ?? ''}
              choices={units.map(([name]) => name)}
              set={(name) => set({ unit: units.find(([one]) => one === name)?.[1] ?? 1 })}
            />
          )}
        </div>
      )}
    </>
  );
}
