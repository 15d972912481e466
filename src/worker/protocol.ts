/**
 * The one typed protocol between the page and the simulation. The host owns histories and branches; the page owns the
 * playhead's speed and asks for frames. What crosses is a frame's difference, not the state.
 */
import type { Says } from '../base/says.ts';
import type { Micros } from '../base/time.ts';
import type { BiographyFrame, FoundRecords, LedgerPick, RunLedgerFrame } from '../frame/biography/biographyFrames.ts';
import type { ChangeableFrame } from '../frame/changeableFrame.ts';
import type { ConfigFrame } from '../frame/config/configFrame.ts';
import type { ConsoleFrame, Meaning } from '../frame/consoleFrame.ts';
import type { FrameDifference } from '../frame/difference.ts';
import type { DiskFrame } from '../frame/diskFrame.ts';
import type { OpenedDrill } from '../frame/drillFrame.ts';
import type {
  BranchFrame,
  CauseFrame,
  DetailFrame,
  DeviationFrame,
  FactFrame,
  Frame,
  MarkFrame,
  MetadataLogFrame,
  PaceFrame,
  PartitionLogFrame,
} from '../frame/frame.ts';
import type { GroupLensFrame } from '../frame/groups/groupFrame.ts';
import type { BeatFrame, GoalState, LessonFrame, MarkedFrame, Spot } from '../frame/lessonFrames.ts';
import type { ChartFrame, DifferenceFrame, LeadershipFrame } from '../frame/lookFrames.ts';
import type { MetricsAsk, MetricsFrame } from '../frame/metrics/metricFrames.ts';
import type { ProducerLensFrame } from '../frame/producers/producerFrame.ts';
import type { ServerLogAsk, ServerLogFrame } from '../frame/serverLog/serverLogFrames.ts';
import type { SpaceTimeAsk, SpaceTimeFrame } from '../frame/spaceTime/spaceTimeFrames.ts';
import type { Target } from '../frame/target.ts';
import type { WhyAspect, WhyFrame, WhyNotAsk, WhyNotFrame, WhyNotOffer, WhySubject } from '../frame/why/whyFrames.ts';
import type { ZooKeeperAsk, ZooKeeperLensFrame } from '../frame/zookeeper/zooKeeperLens.ts';
import type { VersionOverrides } from '../scenario/overrides.ts';
import type { Change } from '../scenario/schemaChange.ts';
import type { Act } from './actProtocol.ts';
import type { EditAnswer, EditAsk } from './editProtocol.ts';
import type { ExchangeAnswer, ExchangeAsk } from './exchangeProtocol.ts';
import type { LessonAsk } from './lessonProtocol.ts';
import type { LoadedScenario } from './loadedScenario.ts';
import type { Verdict } from './verdict.ts';

export type { Target } from '../frame/target.ts';
export type { VersionOverrides } from '../scenario/overrides.ts';
export type { Change } from '../scenario/schemaChange.ts';
export type { Act } from './actProtocol.ts';
export type * from './editProtocol.ts';
export type * from './exchangeProtocol.ts';
export type { LessonAsk, LessonPlace } from './lessonProtocol.ts';
export type { LoadedScenario } from './loadedScenario.ts';
export type { Verdict } from './verdict.ts';

export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The same in both languages. */
  readonly says: Says;
}

/** What a fact must be to be stopped at. Its type; then the partition it is about, and a node that told it or that it is about. */
export interface FactMatch {
  readonly type: string;
  readonly partition?: string;
  readonly node?: string;
}

/** What a link says of a run beside scenario, seed and version. */
export interface LinkFrame {
  /** A time, or an event where others happen at the same time. */
  readonly at: { readonly at: Micros } | { readonly step: number };
  /** What was done by hand; null: nothing, or more than a link can hold. */
  readonly acts: string | null;
  readonly isTooLong: boolean;
}

/** Requests: each is answered by exactly one response with the same `id`, or by `failed`. */
export type Ask =
  | {
      readonly ask: 'load';
      readonly name: string;
      readonly text: string;
      readonly seed?: number;
      /** Instead of what the scenario says. */
      readonly protocol?: string;
      readonly version?: string;
      readonly era?: string;
      /** What was done by hand, as a link has it. */
      readonly acts?: string;
      /** What is changed against the file, as a link has it. */
      readonly changed?: string;
    }
  /** (scenario, seed, commands): what `export` gave. */
  | { readonly ask: 'import'; readonly text: string }
  | { readonly ask: 'export'; readonly branch: number }
  /** What a link to the playhead of a branch must say. */
  | { readonly ask: 'link'; readonly branch: number }
  /** The playhead of a branch goes to a step, or to a time; past the head the run is simulated on (bounded a call). */
  | { readonly ask: 'seek'; readonly branch: number; readonly to: { readonly step: number } | { readonly at: Micros } }
  /** Next or previous event, fact or interesting fact from the playhead. */
  | {
      readonly ask: 'step';
      readonly branch: number;
      readonly by: 'event' | 'fact' | 'interesting' | 'node' | 'match';
      readonly direction: 1 | -1;
      readonly node?: string;
      /** By `match`: a fact like one of these, and how far ahead it is looked for. */
      readonly matches?: readonly FactMatch[];
      readonly until?: Micros;
    }
  /** Facts at which playing shall stop, from now on, in every branch. */
  | { readonly ask: 'breakpoints'; readonly branch: number; readonly matches: readonly FactMatch[] }
  /** Simulate ahead without moving the playhead, up to a time; answers with progress. */
  | { readonly ask: 'ahead'; readonly branch: number; readonly to: Micros }
  /** At the playhead. In the past this makes a branch; the answer names the branch to look at. */
  | {
      readonly ask: 'act';
      readonly branch: number;
      readonly act: Act /** For the branch it may make. */;
      readonly name?: string;
    }
  | { readonly ask: 'fork'; readonly branch: number; readonly name?: string }
  /** The same scenario, seed and commands from the start on another Kafka, as a branch beside this one. */
  /** From here on nothing changes a run, whoever asks. */
  | { readonly ask: 'lock' }
  | { readonly ask: 'beside'; readonly branch: number; readonly rung: VersionOverrides; readonly name?: string }
  /**
   * One thing changed, shown beside this run: from the start, or from the playhead on as somebody would do it then. A
   * link says all that is changed against the file; a lesson's what-if is named by its place.
   */
  | {
      readonly ask: 'change';
      readonly branch: number;
      readonly change: Change | { readonly packed: string } | { readonly whatIf: number };
      readonly from: 'start' | 'here';
      /** With a link: the Kafka it is run on. */
      readonly rung?: VersionOverrides;
    }
  /** What can be changed, of one thing or of everything. */
  | { readonly ask: 'changeable'; readonly branch: number; readonly target: Target | null }
  | Look
  | LessonAsk
  | ExchangeAsk
  | EditAsk
  /** A drill is answered, or given up: its inside is opened. */
  | { readonly ask: 'drill'; readonly branch: number; readonly cause: string | null }
  /** The same drill with another cause, as a branch beside this one. */
  | { readonly ask: 'drill-other'; readonly branch: number; readonly cause: string; readonly name: string }
  /** What is simplified. */
  | { readonly ask: 'deviations' }
  /** The verdicts on the scenario's expectations at its end. */
  | { readonly ask: 'verdicts'; readonly branch: number };

/** Asks that move nothing. */
export type Look =
  | { readonly ask: 'facts'; readonly branch: number; readonly from: number; readonly to: number }
  /** Interesting facts as marks, from the given one on. */
  | { readonly ask: 'marks'; readonly branch: number; readonly from: number }
  | { readonly ask: 'why'; readonly branch: number; readonly target: Target }
  /** Causes as sentences, of one side of a thing; without an aspect, of what is newest about it. */
  | { readonly ask: 'why-chain'; readonly branch: number; readonly subject: WhySubject; readonly aspect?: WhyAspect }
  /** Which why-nots can be asked about a thing, and the answer to one of them. */
  | { readonly ask: 'why-not-offers'; readonly branch: number; readonly subject: WhySubject }
  | { readonly ask: 'why-not'; readonly branch: number; readonly question: WhyNotAsk }
  | { readonly ask: 'detail'; readonly branch: number; readonly target: Target }
  | {
      readonly ask: 'log';
      readonly branch: number;
      readonly partition: string;
      readonly from: number;
      readonly to: number;
    }
  /** The quorum's log on every server; `from` below 0: its end. */
  | { readonly ask: 'metadata-log'; readonly branch: number; readonly from: number; readonly to: number }
  /** Who led each partition, over the whole run so far. */
  | { readonly ask: 'leadership'; readonly branch: number }
  /** Metrics under their JMX names, over the run so far. */
  | ({ readonly ask: 'metrics'; readonly branch: number } & MetricsAsk)
  /** What became of all records, at the playhead. */
  | { readonly ask: 'run-ledger'; readonly branch: number }
  /** Those behind one of its figures. */
  | { readonly ask: 'ledger-records'; readonly branch: number; readonly pick: LedgerPick }
  /** By `p1#12`, a number, a place, a key or a part of a value. */
  | { readonly ask: 'find-records'; readonly branch: number; readonly text: string }
  /** The life of one record, up to the playhead. */
  | { readonly ask: 'biography'; readonly branch: number; readonly client: string; readonly record: number }
  /** A server's directories and files, as text. */
  | { readonly ask: 'disk'; readonly branch: number; readonly node: string }
  /** The state charts of a server or a consumer, or of a group under `group NAME`, with where it is in them. */
  | { readonly ask: 'charts'; readonly branch: number; readonly node: string }
  /** Consumer groups, and one of them whole; null: the first. */
  | { readonly ask: 'group'; readonly branch: number; readonly group: string | null }
  /** The ensemble, its znodes, the controller among the brokers, or all that over time. */
  | ({ readonly ask: 'zookeeper'; readonly branch: number } & ZooKeeperAsk)
  /** What Kafka declares of a setting in each release, and where this run has it. */
  | { readonly ask: 'config'; readonly branch: number; readonly key: string; readonly target?: Target | null }
  /** Processes and the messages between them, over a window of time. */
  | ({ readonly ask: 'space-time'; readonly branch: number } & SpaceTimeAsk)
  /** What a producer has in hand. */
  | { readonly ask: 'producer'; readonly branch: number; readonly node: string }
  /** What servers and clients have written into their logs, up to the playhead. */
  | ({ readonly ask: 'server-log'; readonly branch: number } & ServerLogAsk)
  /** The tools of the console up to the playhead, and what they printed. */
  | { readonly ask: 'console'; readonly branch: number }
  /** What a typed line is about. */
  | {
      readonly ask: 'typed';
      readonly branch: number;
      readonly line: string;
      readonly files: Readonly<Record<string, string>>;
    }
  /** What could stand where the cursor is. */
  | {
      readonly ask: 'complete';
      readonly branch: number;
      readonly line: string;
      readonly cursor: number;
      readonly files: readonly string[];
    }
  /** Two branches beside each other, as far as both are known. They need not share anything. */
  | { readonly ask: 'difference'; readonly one: number; readonly other: number };

export type Answer =
  | ExchangeAnswer
  | {
      readonly answer: 'loaded';
      readonly scenario: LoadedScenario;
      readonly branch: number;
      readonly fingerprint: string;
    }
  | { readonly answer: 'problems'; readonly problems: readonly Problem[] }
  | {
      readonly answer: 'moved';
      readonly branch: number;
      readonly frame: FrameDifference | { readonly whole: Frame };
      readonly branches: readonly BranchFrame[];
      readonly fingerprint: string;
      /** Facts recorded so far in this branch, up to the playhead, and how many of all are marks. */
      readonly factCount: number;
      readonly factsBefore: number;
      readonly markCount: number;
      /** Time of the next event after the playhead: until then the frame stands. null when nothing is due. */
      readonly nextAt: Micros | null;
      readonly pace: PaceFrame;
      /** The next fact to stop at that is known of, and the one that the playhead stands on. */
      readonly stop: { readonly step: number; readonly at: Micros } | null;
      readonly stopped: number | null;
      /** Of a run beside: how many commands could not be repeated there. */
      readonly leftOut?: number;
      /** The properties have been checked up to the furthest point seen; if not, asking for anything checks on. */
      readonly checked: boolean;
      /** The call's time was up before it got where it was asked to, or the run beside was made: ask again. */
      readonly more: boolean;
    }
  | { readonly answer: 'exported'; readonly text: string }
  | { readonly answer: 'locked' }
  | ({ readonly answer: 'link' } & LinkFrame)
  | { readonly answer: 'facts'; readonly facts: readonly FactFrame[] }
  | { readonly answer: 'marks'; readonly marks: readonly MarkFrame[] }
  | { readonly answer: 'why'; readonly chain: readonly CauseFrame[] }
  | { readonly answer: 'why-chain'; readonly why: WhyFrame }
  | { readonly answer: 'why-not-offers'; readonly offers: readonly WhyNotOffer[] }
  | { readonly answer: 'why-not'; readonly whyNot: WhyNotFrame }
  | { readonly answer: 'detail'; readonly detail: DetailFrame | null }
  | { readonly answer: 'log'; readonly log: PartitionLogFrame | null }
  | { readonly answer: 'metadata-log'; readonly log: MetadataLogFrame }
  | { readonly answer: 'leadership'; readonly leadership: LeadershipFrame }
  | { readonly answer: 'metrics'; readonly metrics: MetricsFrame }
  | { readonly answer: 'run-ledger'; readonly ledger: RunLedgerFrame }
  | { readonly answer: 'ledger-records'; readonly found: FoundRecords }
  | { readonly answer: 'find-records'; readonly found: FoundRecords }
  | { readonly answer: 'biography'; readonly biography: BiographyFrame | null }
  | { readonly answer: 'disk'; readonly disk: DiskFrame | null }
  | { readonly answer: 'group'; readonly group: GroupLensFrame }
  | { readonly answer: 'zookeeper'; readonly zookeeper: ZooKeeperLensFrame }
  | { readonly answer: 'config'; readonly config: ConfigFrame | null }
  | { readonly answer: 'space-time'; readonly spaceTime: SpaceTimeFrame }
  | { readonly answer: 'producer'; readonly producer: ProducerLensFrame | null }
  | { readonly answer: 'charts'; readonly charts: readonly ChartFrame[] }
  | { readonly answer: 'server-log'; readonly log: ServerLogFrame }
  | { readonly answer: 'console'; readonly console: ConsoleFrame }
  | { readonly answer: 'typed'; readonly meaning: Meaning }
  | { readonly answer: 'complete'; readonly from: number; readonly candidates: readonly string[] }
  | { readonly answer: 'difference'; readonly difference: DifferenceFrame }
  | { readonly answer: 'changeable'; readonly changeable: ChangeableFrame }
  | { readonly answer: 'drill'; readonly drill: OpenedDrill }
  | { readonly answer: 'deviations'; readonly deviations: readonly DeviationFrame[] }
  /** `more`: the run is not at its end yet; ask again. */
  | { readonly answer: 'verdicts'; readonly verdicts: readonly Verdict[]; readonly more: boolean }
  | { readonly answer: 'lesson'; readonly lesson: LessonFrame | null }
  /** null: this run never gets there. `fact`: the one that it is bound to, by its place in the list. */
  | {
      readonly answer: 'lesson-spot';
      readonly spot: Spot | null;
      readonly fact: number | null;
      readonly more: boolean;
    }
  | { readonly answer: 'lesson-beat'; readonly beat: BeatFrame | null; readonly more: boolean }
  /** null: this run has no answer to it. `problem`: what is wrong with the question, for whoever wrote the lesson. */
  | {
      readonly answer: 'mark';
      readonly marked: MarkedFrame | null;
      readonly problem: string | null;
      readonly more: boolean;
    }
  /** `more`: not all facts up to the playhead have been judged. */
  | { readonly answer: 'goals'; readonly goals: readonly GoalState[]; readonly more: boolean }
  | EditAnswer
  /** In English, and in both languages. */
  | { readonly answer: 'failed'; readonly reason: string; readonly says: Says };

export type AskMessage = Ask & { readonly id: number };
export type AnswerMessage = Answer & { readonly id: number };
