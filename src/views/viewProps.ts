/**
 * What the app hands to a view, and what a view hands back. A view draws plain frame data and reports what was pointed
 * at; it keeps no copy of the run and starts no clock of its own. The playhead, the selection and the acts are the app's.
 */
import type { ReactNode } from 'react';
import type { Micros } from '../base/time.ts';
import type { BiographyFrame, FoundRecords, LedgerPick, RunLedgerFrame } from '../frame/biography/biographyFrames.ts';
import type { DiskFrame } from '../frame/diskFrame.ts';
import type {
  BranchFrame,
  CauseFrame,
  DetailFrame,
  FactFrame,
  Frame,
  MarkFrame,
  MetadataLogFrame,
  PartitionLogFrame,
} from '../frame/frame.ts';
import type { GroupLensFrame } from '../frame/groups/groupFrame.ts';
import type { ChartFrame, DifferenceFrame, LeadershipFrame } from '../frame/lookFrames.ts';
import type { MetricsAsk, MetricsFrame } from '../frame/metrics/metricFrames.ts';
import type { ProducerLensFrame } from '../frame/producers/producerFrame.ts';
import type { ServerLogAsk, ServerLogFrame } from '../frame/serverLog/serverLogFrames.ts';
import type { SpaceTimeAsk, SpaceTimeFrame } from '../frame/spaceTime/spaceTimeFrames.ts';
import type { Target } from '../frame/target.ts';
import type { ZooKeeperAsk, ZooKeeperLensFrame } from '../frame/zookeeper/zooKeeperLens.ts';

export type Language = 'en' | 'ko';

/** Where a menu opens: a rectangle in viewport pixels, as `getBoundingClientRect` gives it. A pointer has no size. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The moving playhead. React does not render for it: a canvas layer subscribes and draws at `now()`, which has fractions
 * of a microsecond and may lie after `frame.at` and before the next event.
 */
export interface Clock {
  now(): Micros;
  /** Called once an animation frame while the playhead moves. Returns the way to stop. */
  subscribe(listener: (now: Micros) => void): () => void;
}

/** Every view has these. */
export interface ViewProps {
  readonly frame: Frame;
  /** The playhead when React last rendered; changes with `frame`. For motion between frames use `clock`. */
  readonly now: Micros;
  readonly clock: Clock;
  readonly selection: Target | null;
  readonly language: Language;
  readonly reducedMotion: boolean;
  onSelect(target: Target | null): void;
  /** Context menu, long press, or Enter on the focused thing. */
  onMenu(target: Target, anchor: Anchor): void;
}

/** Stage, tables of nodes, partitions and messages in flight. */
export type StageProps = ViewProps;

/** The partition lens. `log` is null until the first answer. */
export interface PartitionLogProps extends ViewProps {
  readonly partition: string;
  readonly log: PartitionLogFrame | null;
  /** Offsets wanted, `to` exclusive: the app asks the simulation for them and hands in a new `log`. */
  onRange(from: number, to: number): void;
}

/** The inspector: state of the selected thing and the chain of its causes, newest first; null while not known. */
export interface InspectorProps extends ViewProps {
  readonly detail: DetailFrame | null;
  readonly why: readonly CauseFrame[] | null;
  /** Why and why not in sentences; without it the chain of events is all there is. */
  readonly explained?: ReactNode;
  /** A name of a setting or a term, shown in the reader's language, with what it means behind it; else names are plain. */
  readonly ofName?: (name: string, shown?: string) => ReactNode;
  /** Puts the playhead on a step of the chain. */
  onSeekStep(step: number): void;
}

/** The list of facts around the playhead, oldest first. */
export interface FactListProps extends ViewProps {
  readonly facts: readonly FactFrame[];
  readonly factCount: number;
  onSeekStep(step: number): void;
  /** Asks for facts before the first one; none where all are there. */
  onEarlier?(): void;
}

/** The quorum and its log; `log` is null until the first answer. */
export interface MetadataLogProps extends ViewProps {
  readonly log: MetadataLogFrame | null;
  /** Offsets wanted, `to` exclusive; `from` below 0: the newest. */
  onRange(from: number, to: number): void;
}

/** Leaders and ISR over the whole run. */
export interface LeadershipProps extends ViewProps {
  readonly leadership: LeadershipFrame | null;
  /** The time axis ends here, known or not. */
  readonly end: Micros;
  onSeek(at: Micros): void;
}

/** State charts of one server. */
export interface StateChartProps extends ViewProps {
  readonly charts: readonly ChartFrame[] | null;
  /** Stands at the start of the bar: which server. */
  readonly lead?: ReactNode;
  onSeekStep(step: number): void;
}

/** A consumer group; `lens` is null until the first answer. */
export interface GroupProps extends ViewProps {
  readonly lens: GroupLensFrame | null;
  /** The group asked for; null: the first. */
  readonly wanted: string | null;
  /** The time axis ends here, known or not. */
  readonly end: Micros;
  /** Its state charts, drawn when they are looked at. */
  readonly states: ReactNode;
  onGroup(group: string): void;
  onSeek(at: Micros): void;
  /** Opens a partition's log. */
  onShowLog(partition: string): void;
}

/** ZooKeeper: the ensemble, the znodes, the controller among the brokers, all that over time; `lens` null: no answer yet. */
export interface ZooKeeperProps extends ViewProps {
  readonly lens: ZooKeeperLensFrame | null;
  /** What is looked at. */
  readonly ask: ZooKeeperAsk;
  /** The time axis ends here, known or not. */
  readonly end: Micros;
  /** Whatever changes opens the tree on the way to it. */
  readonly isFollowing: boolean;
  onAsk(change: Partial<ZooKeeperAsk>): void;
  onFollow(isFollowing: boolean): void;
  onSeek(at: Micros): void;
}

/** Processes and the messages between them; `data` is null until the first answer. */
export interface SpaceTimeProps extends ViewProps {
  readonly data: SpaceTimeFrame | null;
  /** What is looked at, and how. */
  readonly ask: SpaceTimeAsk;
  /** The time axis ends here, known or not. */
  readonly end: Micros;
  /** Where this run went another way than the one it came from; null: it did not. */
  readonly divergence: Micros | null;
  onAsk(change: Partial<SpaceTimeAsk>): void;
  onSeek(at: Micros): void;
}

/** Logs of servers and clients, up to the playhead; `log` is null until the first answer. */
export interface ServerLogProps extends ViewProps {
  readonly log: ServerLogFrame | null;
  readonly ask: ServerLogAsk;
  onAsk(change: Partial<ServerLogAsk>): void;
  onSeekStep(step: number): void;
  onCopy(text: string): void;
  onDownload(text: string): void;
}

/** A producer's accumulator and what it has on the wire; `lens` is null until the first answer. */
export interface ProducerProps extends ViewProps {
  readonly lens: ProducerLensFrame | null;
  /** Stands at the start of the bar: which producer. */
  readonly lead?: ReactNode;
  onSeekStep(step: number): void;
}

/** The disk of one server; null for what has none. */
export interface FilesProps extends ViewProps {
  readonly disk: DiskFrame | null;
  readonly lead?: ReactNode;
}

/** Two branches under one playhead. */
export interface DifferenceProps extends ViewProps {
  readonly difference: DifferenceFrame | null;
  /** The end of the scenario. */
  readonly end?: number | null;
  /** Stands at the start of the bar: which other run. */
  readonly lead?: ReactNode;
  readonly nameOfOne: string;
  readonly nameOfOther: string;
  onSeek(at: Micros): void;
}

/** Which metrics are drawn, and over what. */
export type MetricsChoice = Pick<MetricsAsk, 'family' | 'node' | 'window'>;

/** Metrics over the whole run; `metrics` is null until the first answer. */
export interface MetricsProps extends ViewProps {
  readonly metrics: MetricsFrame | null;
  readonly choice: MetricsChoice;
  onChoose(choice: MetricsChoice): void;
  /** The time axis ends here, known or not. */
  readonly end: Micros;
  onSeek(at: Micros): void;
}

/** The ledger of the run, records found, and the one that is followed; null until the first answer. */
export interface RecordsProps extends ViewProps {
  readonly ledger: RunLedgerFrame | null;
  /** The figure whose records are listed. */
  readonly pick: LedgerPick | null;
  readonly found: FoundRecords | null;
  readonly search: string;
  readonly record: { readonly client: string; readonly record: number } | null;
  readonly biography: BiographyFrame | null;
  onPick(pick: LedgerPick | null): void;
  onSearch(text: string): void;
  onRecord(record: { readonly client: string; readonly record: number } | null): void;
  onSeekStep(step: number): void;
}

/** The scrubber and its overview: role=slider, marks, branches under it. */
export interface TimelineProps {
  readonly now: Micros;
  readonly clock: Clock;
  readonly step: number;
  /** What can be scrubbed over: recorded or not, up to here. */
  readonly end: Micros;
  /** Recorded up to here. */
  readonly headAt: Micros;
  readonly head: number;
  readonly branch: number;
  readonly branches: readonly BranchFrame[];
  /** Interesting facts and faults as marks, oldest first. */
  readonly marks: readonly MarkFrame[];
  /** Where two compared branches part. */
  readonly divergence: { readonly step: number; readonly at: Micros } | null;
  /** The sentence for aria-valuetext: what happened last before the playhead. */
  readonly lastFact: string | null;
  readonly language: Language;
  readonly reducedMotion: boolean;
  onSeek(at: Micros): void;
  /** A drag began or ended: playing waits meanwhile. */
  onScrub(active: boolean): void;
  onBranch(branch: number): void;
}
