/** The one thing that was chosen: how it shall be, from when, and what that will do in words. */
import { useEffect, useRef, useState } from 'react';
import type { ChangeableFrame } from '../../../frame/changeableFrame.ts';
import { Button } from '../../../ui/Button.tsx';
import { formatTime } from '../../../views/format.ts';
import { useApp } from '../../appContext.ts';
import { showing } from '../../commands/lenses.ts';
import { RunConfigKey } from '../../glossary/RunConfigKey.tsx';
import { useSay } from '../words.ts';
import { Field, Radios, Select } from './fields.tsx';
import { canBeHere, changeOf, type Draft, draftOf, FAULTS, type Item, isByRestart } from './items.ts';
import { SettingField } from './SettingField.tsx';
import {
  AT,
  BACK,
  BY,
  FAULT,
  FROM_HERE,
  FROM_START,
  HERE_CONFIG,
  HERE_FAULT,
  HERE_RESTART,
  HOW,
  IN_MS,
  itemWords,
  MOVE,
  NODE,
  ONLY_FORMATTED,
  ONLY_START,
  OTHER_NODE,
  RUN,
  RUNNING,
  START_TEXT,
  UNCHANGED,
  VALUE,
  WHEN,
  WITHOUT,
} from './words.ts';

interface EditorProps {
  readonly item: Item;
  readonly frame: ChangeableFrame;
  readonly back: () => void;
  readonly close: () => void;
}

export function Editor({ item, frame, back, close }: EditorProps) {
  const { conductor } = useApp();
  const say = useSay();
  const [now] = useState(() => Math.floor(conductor.clock.now()));
  const [draft, setDraft] = useState(() => draftOf(item, frame, now));
  const [from, setFrom] = useState<'start' | 'here'>('start');
  const [problem, setProblem] = useState('');
  const [isRunning, setRunning] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { of, what, is } = itemWords(item, say);
  const isHereToo = canBeHere(item);
  const change = changeOf(item, draft, from);
  const set = (part: Partial<Draft>) => {
    setProblem('');
    setDraft({ ...draft, ...part });
  };
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select')?.focus(), []);

  const run = async () => {
    if (change === undefined || isRunning) return;
    setRunning(true);
    const failed = await conductor.change(change, from);
    setRunning(false);
    if (failed !== null) return setProblem(failed);
    close();
    conductor.set(showing('difference'));
  };
  const here = item.kind === 'add' ? HERE_FAULT : isByRestart(item) ? HERE_RESTART : HERE_CONFIG;
  const text = from === 'start' ? START_TEXT : here;
  return (
    <form
      ref={form}
      className="change-editor"
      data-testid="change-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <p className="change-chosen">
        <span className="change-of">{of}</span> <b>{item.kind === 'setting' ? <RunConfigKey name={what} /> : what}</b>{' '}
        <span className="mono dim">{is}</span>
      </p>
      <Fields item={item} frame={frame} draft={draft} from={from} set={set} />
      {isHereToo && (
        <Radios
          legend={WHEN}
          value={from}
          choices={[
            ['start', say(FROM_START)],
            ['here', say(FROM_HERE, { time: formatTime(now) })],
          ]}
          onChoose={(next) => setFrom(next as 'start' | 'here')}
        />
      )}
      <p className="dim dialog-hint">
        {say(text)} {isHereToo ? '' : say(item.kind === 'feature' ? ONLY_FORMATTED : ONLY_START)}
      </p>
      {/* Enter in a field is the button below. */}
      <button type="submit" hidden tabIndex={-1} />
      <p className="change-problem" role="alert">
        {problem}
      </p>
      <div className="dialog-end">
        {change === undefined && <p className="dim">{say(UNCHANGED)}</p>}
        <Button onPress={back}>{say(BACK)}</Button>
        <Button variant="primary" isDisabled={change === undefined || isRunning} onPress={() => void run()}>
          {say(isRunning ? RUNNING : RUN)}
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  readonly item: Item;
  readonly frame: ChangeableFrame;
  readonly draft: Draft;
  readonly from: 'start' | 'here';
  readonly set: (part: Partial<Draft>) => void;
}

function Fields({ item, frame, draft, from, set }: FieldsProps) {
  const say = useSay();
  switch (item.kind) {
    case 'line': {
      const { at, others } = item.line;
      return (
        <>
          <Radios
            legend={HOW}
            value={draft.how}
            choices={[
              ['without', say(WITHOUT)],
              ['move', say(MOVE)],
              ...(others.length > 0 ? [['node', say(OTHER_NODE)] as const] : []),
            ]}
            onChoose={(how) => set({ how: how as Draft['how'] })}
          />
          {draft.how === 'move' && (
            <Field label={at === null ? BY : AT} value={draft.text} set={(text) => set({ text })} />
          )}
          {draft.how === 'node' && (
            <Select label={NODE} value={draft.node} choices={others} set={(node) => set({ node })} />
          )}
        </>
      );
    }
    case 'setting':
      return <SettingField setting={item.setting} draft={draft} set={set} />;
    case 'add':
      return (
        <div className="change-fields">
          <Select label={FAULT} value={draft.fault} choices={FAULTS} set={(fault) => set({ fault })} />
          <Select label={NODE} value={draft.node} choices={frame.nodes} set={(node) => set({ node })} />
          {from === 'start' && <Field label={AT} value={draft.text} set={(text) => set({ text })} />}
        </div>
      );
    case 'seed':
      return <Field label={VALUE} value={draft.text} set={(text) => set({ text })} />;
    case 'latency':
    case 'jitter':
      return <Field label={IN_MS} value={draft.text} set={(text) => set({ text })} />;
    case 'version':
    case 'protocol':
    case 'era':
    case 'feature':
      return <Select label={VALUE} value={draft.text} choices={item.choices} set={(text) => set({ text })} />;
  }
}
