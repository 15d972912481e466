/** What shall be searched: the property, the faults and their bounds, and in plain words what that comes to. */
import { useState } from 'react';
import type { Frame, NodeFrame } from '../../frame/frame.ts';
import { Button, Toggle } from '../../ui/Button.tsx';
import type { SearchRequest } from '../../worker/searchProtocol.ts';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { canFocus, FAULT_KINDS, firstChoice, focusOf, requestOf, type SearchChoice } from '../search/searchRequest.ts';
import * as W from '../search/words.ts';
import { currentBranch, currentView } from '../store.ts';
import { secondsText } from './secondsText.ts';
import { type Say, useSay } from './words.ts';

const DEPTHS = [1, 2, 3];
const MINUTES = [0.5, 1, 2, 5, 10, 30];

interface SearchFormProps {
  readonly last: SearchRequest | null;
  readonly onSearch: (request: SearchRequest) => void;
  readonly close: () => void;
}

export function SearchForm({ last, onSearch, close }: SearchFormProps) {
  const { conductor } = useApp();
  const say = useSay();
  const t = useTranslate();
  const { language } = useAppState((state) => state.settings);
  const frame = useAppState((state) => currentView(state)?.frame);
  const selection = useAppState((state) => state.selection);
  const detail = useAppState((state) => state.detail);
  const focus = focusOf({ selection, detail });
  const byHand = useAppState((state) => (currentBranch(state)?.commands.length ?? 0) > 0);
  const seed = useAppState((state) => state.scenario?.seed ?? 1);
  const [choice, setChoice] = useState<SearchChoice>(() => {
    const first = firstChoice(conductor.state, conductor.clock.now());
    if (last === null || last.name !== conductor.state.scenarioName) return first;
    const { depth, faults, nodes, minutes } = last;
    return { ...first, depth, faults, nodes, minutes };
  });
  const change = (changed: Partial<SearchChoice>) => setChoice({ ...choice, ...changed });
  if (frame === undefined) return null;
  const property = frame.properties.find(({ name }) => name === choice.property);
  const trouble = troubleIn(choice, say);
  return (
    <form
      className="search-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (trouble === null) onSearch(requestOf(choice, conductor.state, conductor.scenarioText));
      }}
    >
      <label className="search-property">
        <span>{say(W.PROPERTY)}</span>
        <select value={choice.property} onChange={({ currentTarget }) => change({ property: currentTarget.value })}>
          {frame.properties.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <p>
        {property?.statement?.[language]}{' '}
        {property?.breakable === true && <span className="dim">{say(W.CAN_BREAK)}</span>}
      </p>
      {focus !== undefined && canFocus(choice.property) && (
        <label className="search-check">
          <input
            type="checkbox"
            checked={choice.isFocused}
            onChange={({ currentTarget }) => change({ isFocused: currentTarget.checked })}
          />
          <span>
            {focus.sender === undefined
              ? say(W.ONLY_PARTITION, { partition: focus.partition })
              : say(W.ONLY_RECORD, { partition: focus.partition, ...focus.sender })}
          </span>
        </label>
      )}
      <Numbers choice={choice} change={change} />
      <fieldset className="search-set">
        <legend>{say(W.NODES)}</legend>
        <Servers frame={frame} nodes={choice.nodes} onChange={(nodes) => change({ nodes })} />
      </fieldset>
      <fieldset className="search-set kinds">
        <legend>{say(W.KINDS)}</legend>
        {Object.keys(FAULT_KINDS).map((kind) => (
          <label key={kind}>
            <select
              value={choice.faults[kind] ?? 0}
              onChange={({ currentTarget }) =>
                change({ faults: { ...choice.faults, [kind]: Number(currentTarget.value) } })
              }
            >
              {[0, 1, 2, 3].map((count) => (
                <option key={count}>{count}</option>
              ))}
            </select>
            <span>{say(W.KIND_NAMES[kind]!)}</span>
          </label>
        ))}
      </fieldset>
      <p className="search-statement" data-testid="search-statement">
        {statementOf(choice, seed, say)}
        {byHand && ` ${say(W.NOT_BY_HAND)}`}
      </p>
      <div className="dialog-end">
        {trouble !== null && (
          <p role="status" className="search-trouble">
            {trouble}
          </p>
        )}
        <Button onPress={close}>{t('view.close')}</Button>
        <Button
          variant="primary"
          isDisabled={trouble !== null}
          onPress={() => onSearch(requestOf(choice, conductor.state, conductor.scenarioText))}
        >
          {say(W.SEARCH)}
        </Button>
      </div>
    </form>
  );
}

interface PartProps {
  readonly choice: SearchChoice;
  readonly change: (changed: Partial<SearchChoice>) => void;
}

function Numbers({ choice, change }: PartProps) {
  const say = useSay();
  const time = (label: string, name: 'from' | 'to' | 'until') => (
    <label>
      <span>{label}</span>
      <input
        type="number"
        min={0}
        step="any"
        defaultValue={choice[name] / 1_000_000}
        onChange={({ currentTarget }) => change({ [name]: Math.round(currentTarget.valueAsNumber * 1_000_000) })}
      />
    </label>
  );
  const number = (label: string, name: 'depth' | 'minutes', values: readonly number[]) => (
    <label>
      <span>{label}</span>
      <select value={choice[name]} onChange={({ currentTarget }) => change({ [name]: Number(currentTarget.value) })}>
        {values.map((value) => (
          <option key={value}>{value}</option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="search-numbers">
      {time(say(W.FROM), 'from')}
      {time(say(W.TO), 'to')}
      {time(say(W.UNTIL), 'until')}
      {number(say(W.DEPTH), 'depth', DEPTHS)}
      {number(say(W.MINUTES), 'minutes', MINUTES)}
    </div>
  );
}

/** What can be killed, paused or cut off in a search. */
const SERVERS: readonly NodeFrame['kind'][] = ['zookeeper', 'controller', 'broker', 'combined'];

interface ServersProps {
  readonly frame: Frame;
  readonly nodes: readonly string[];
  readonly onChange: (nodes: readonly string[]) => void;
}

function Servers({ frame, nodes, onChange }: ServersProps) {
  const servers = frame.nodes.filter(({ kind }) => SERVERS.includes(kind));
  return (
    <div className="search-servers">
      {servers.map(({ id }) => (
        <Toggle
          key={id}
          variant="chip"
          isSelected={nodes.includes(id)}
          onChange={(chosen) =>
            onChange(servers.map((server) => server.id).filter((one) => (one === id ? chosen : nodes.includes(one))))
          }
        >
          {id}
        </Toggle>
      ))}
    </div>
  );
}

function troubleIn({ from, to, until, nodes, faults }: SearchChoice, say: Say): string | null {
  const isRising = from >= 0 && from <= to && to < until;
  if (!isRising) return say(W.BAD_TIMES);
  const hasKind = Object.values(faults).some((count) => count > 0);
  return hasKind && nodes.length > 0 ? null : say(W.NO_KIND);
}

function statementOf({ depth, from, to, until, nodes, faults }: SearchChoice, seed: number, say: Say): string {
  const kinds = Object.entries(faults)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${say(W.KIND_NAMES[kind]!)} (${Math.min(count, depth)}×)`);
  return say(W.STATEMENT, {
    depth,
    faults: say(W.faultCount(depth)),
    seed,
    from: secondsText(from),
    to: secondsText(to),
    until: secondsText(until),
    nodes: nodes.join(', '),
    kinds: kinds.join(', '),
  });
}
