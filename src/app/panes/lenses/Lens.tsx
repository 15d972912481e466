/** The lenses that ask the simulation for a picture of their own, each while it is in sight. */
import { useCallback, useState } from 'react';
import type { BrokerFrame, ControllerFrame, Frame, NodeFrame } from '../../../frame/frame.ts';
import type { Target } from '../../../frame/target.ts';
import { VIEWS } from '../../../views/index.ts';
import { keptValue, readTextOrNull, remember } from '../../../views/lens/kept.ts';
import { useApp, useAppState, useTranslate } from '../../appContext.ts';
import { comparedName } from '../../rungs.ts';
import { currentBranch, currentView, type LensTab } from '../../store.ts';
import { useViewProps } from '../useViewProps.ts';
import { Charts } from './Charts.tsx';
import { GroupLens } from './GroupLens.tsx';
import { MetricsLens } from './MetricsLens.tsx';
import { ProducerLens } from './ProducerLens.tsx';
import { RecordsLens } from './RecordsLens.tsx';
import { ServerLogLens } from './ServerLogLens.tsx';
import { SpaceTimeLens } from './SpaceTimeLens.tsx';
import { useLook } from './useLook.ts';
import { ZooKeeperLens } from './ZooKeeperLens.tsx';

export type AskingLens = Extract<
  LensTab,
  | 'leadership'
  | 'quorum'
  | 'zookeeper'
  | 'states'
  | 'files'
  | 'difference'
  | 'metrics'
  | 'records'
  | 'group'
  | 'producer'
  | 'server-log'
  | 'space-time'
>;

export default function Lens({ id }: { readonly id: AskingLens }) {
  switch (id) {
    case 'leadership':
      return <Leadership />;
    case 'quorum':
      return <Quorum />;
    case 'zookeeper':
      return <ZooKeeperLens />;
    case 'states':
      return <States />;
    case 'files':
      return <Files />;
    case 'group':
      return <GroupLens />;
    case 'space-time':
      return <SpaceTimeLens />;
    case 'producer':
      return <ProducerLens />;
    case 'server-log':
      return <ServerLogLens />;
    case 'metrics':
      return <MetricsLens />;
    case 'records':
      return <RecordsLens />;
    case 'difference':
      return <Difference />;
  }
}

/** The whole history crosses each time. */
const HISTORY_EVERY_MS = 250;

function Leadership() {
  const { conductor } = useApp();
  const branch = useAppState((state) => state.branch);
  const headAt = useAppState((state) => currentBranch(state)?.headAt ?? 0);
  const until = useAppState((state) => state.scenario?.until ?? 0);
  const answer = useLook({ ask: 'leadership', branch }, HISTORY_EVERY_MS);
  const props = useViewProps(branch);
  if (props === undefined) return null;
  return (
    <VIEWS.leadership.component
      {...props}
      leadership={answer?.leadership ?? null}
      end={Math.max(1, until, headAt)}
      onSeek={(at) => conductor.seekTo(at)}
    />
  );
}

function Quorum() {
  const branch = useAppState((state) => state.branch);
  const [range, setRange] = useState({ from: -1, to: -1 });
  const onRange = useCallback((from: number, to: number) => setRange({ from, to }), []);
  const answer = useLook({ ask: 'metadata-log', branch, ...range });
  const props = useViewProps(branch);
  return props === undefined ? null : (
    <VIEWS.metadataLog.component {...props} log={answer?.log ?? null} onRange={onRange} />
  );
}

function States() {
  const node = useAppState(livingOf);
  const frame = useAppState((state) => currentView(state)?.frame);
  if (frame === undefined) return null;
  return <Charts node={node} lead={<ServerChoice node={node} frame={frame} others={othersWithCharts(frame)} />} />;
}

function Files() {
  const branch = useAppState((state) => state.branch);
  const node = useAppState(diskOwnerOf);
  const answer = useLook(node === null ? null : { ask: 'disk', branch, node }, DISK_EVERY_MS);
  const props = useViewProps(branch);
  if (props === undefined) return null;
  const disk = answer?.disk?.node === node ? answer.disk : null;
  const others = props.frame.nodes.filter(isOfEnsemble).map(({ id }) => id);
  const lead = <ServerChoice node={node} frame={props.frame} others={others} />;
  return <VIEWS.files.component {...props} disk={disk} lead={lead} />;
}

interface ChoiceProps {
  readonly node: string | null;
  readonly frame: Frame;
  /** What can be chosen beside Kafka's servers. */
  readonly others: readonly string[];
}

/** Which server a lens is about: the selected one, or the one whose replica or record is selected; else the first broker. */
function ServerChoice({ node, frame, others }: ChoiceProps) {
  const { conductor } = useApp();
  const t = useTranslate();
  return (
    <label className="lens-choice">
      {t('pane.lens.server')}
      <select value={node ?? ''} onChange={({ currentTarget }) => conductor.select(targetOf(currentTarget.value))}>
        {[...serversOf(frame).map(({ id }) => id), ...others].map((id) => (
          <option key={id} value={id}>
            {id.replace(PARTITION, '')}
          </option>
        ))}
      </select>
    </label>
  );
}

function serversOf({ nodes }: Frame): readonly (BrokerFrame | ControllerFrame)[] {
  return nodes.filter(
    (node): node is BrokerFrame | ControllerFrame =>
      node.kind === 'broker' || node.kind === 'combined' || node.kind === 'controller',
  );
}

const PARTITION = /^partition /;

function isOfEnsemble({ kind }: NodeFrame): boolean {
  return kind === 'zookeeper';
}

/** A server of the ensemble while it is selected; else one of Kafka's. */
function diskOwnerOf(state: Parameters<typeof currentView>[0]): string | null {
  const { selection } = state;
  const nodes = currentView(state)?.frame.nodes ?? [];
  const isSelected = selection?.type === 'node' && nodes.some((node) => node.id === selection.id && isOfEnsemble(node));
  return isSelected ? selection.id : serverOf(state);
}

/** What has state charts: consumers of groups, servers of an ensemble, partitions where a broker controls them. */
function othersWithCharts({ nodes, partitions }: Frame): readonly string[] {
  const members = nodes.filter((node) => node.kind === 'consumer' && node.group !== null);
  const ensemble = nodes.filter(isOfEnsemble);
  const isControlledByBroker = nodes.some((node) => node.kind === 'broker' && node.zookeeper !== undefined);
  return [
    ...(ensemble.length > 1 ? ensemble : []).map(({ id }) => id),
    ...members.map(({ id }) => id),
    ...(isControlledByBroker ? partitions : []).map(({ id }) => `partition ${id}`),
  ];
}

function targetOf(chosen: string): Target {
  const id = chosen.replace(PARTITION, '');
  return { type: id === chosen ? 'node' : 'partition', id };
}

/** What is selected, if it has charts; else the server. */
function livingOf(state: Parameters<typeof currentView>[0]): string | null {
  const frame = currentView(state)?.frame;
  const { selection } = state;
  if (frame === undefined || (selection?.type !== 'node' && selection?.type !== 'partition')) return serverOf(state);
  const id = selection.type === 'node' ? selection.id : `partition ${selection.id}`;
  return othersWithCharts(frame).includes(id) ? id : serverOf(state);
}

function serverOf(state: Parameters<typeof currentView>[0]): string | null {
  const frame = currentView(state)?.frame;
  if (frame === undefined) return null;
  const servers = serversOf(frame);
  const id = selectedServer(state.selection, servers);
  const last = keptValue('server', null, readTextOrNull);
  // Told to nobody: whoever asks is being drawn for another reason.
  if (id !== undefined && id !== last) remember('server', id);
  const kept = servers.find((server) => server.id === (id ?? last))?.id;
  return kept ?? servers.find(({ kind }) => kind !== 'controller')?.id ?? servers[0]?.id ?? null;
}

function selectedServer(
  selection: Target | null,
  servers: readonly (BrokerFrame | ControllerFrame)[],
): string | undefined {
  if (selection?.type === 'node') return servers.find(({ id }) => id === selection.id)?.id;
  if (selection?.type !== 'replica' && selection?.type !== 'record') return undefined;
  return servers.find(({ nodeId }) => nodeId === selection.broker)?.id;
}

/** Whole logs as text: large, and read at leisure. */
const DISK_EVERY_MS = 400;
/** Facts of seconds in two runs: not worth asking for more often. */
const COMPARE_EVERY_MS = 500;

function Difference() {
  const { conductor } = useApp();
  const t = useTranslate();
  const { language } = useAppState((state) => state.settings);
  const branch = useAppState((state) => state.branch);
  const branches = useAppState((state) => state.branches);
  const compare = useAppState((state) => state.compare);
  // Left and right as on the stages.
  const [one, other] = [compare, branch];
  const answer = useLook(one === null ? null : { ask: 'difference', one, other }, COMPARE_EVERY_MS);
  const props = useViewProps(branch);
  const end = useAppState((state) => state.scenario?.until ?? null);
  if (props === undefined) return null;
  const nameOf = (id: number): string => {
    const found = branches.find((candidate) => candidate.id === id);
    const beside = branches.find((candidate) => candidate.id === (id === branch ? compare : branch));
    return found === undefined ? String(id) : comparedName(found, beside, language);
  };
  const others = branches.filter(({ id }) => id !== branch);
  const choice = others.length > 0 && (
    <label className="lens-choice">
      {t('pane.lens.compareWith')}
      <select
        value={compare ?? ''}
        onChange={({ currentTarget: { value } }) => conductor.compareWith(value === '' ? null : Number(value))}
      >
        <option value="">–</option>
        {others.map(({ id }) => (
          <option key={id} value={id}>
            {nameOf(id)}
          </option>
        ))}
      </select>
    </label>
  );
  if (one === null) {
    return (
      <>
        {choice}
        <p className="dim hint">{t(others.length === 0 ? 'pane.lens.oneRun' : 'pane.lens.chooseRun')}</p>
      </>
    );
  }
  return (
    <VIEWS.difference.component
      {...props}
      difference={answer?.difference ?? null}
      lead={choice}
      nameOfOne={nameOf(one)}
      nameOfOther={nameOf(other)}
      end={end}
      onSeek={(at) => conductor.seekTo(at)}
    />
  );
}
