/** The one store of the page: what is looked at and how. The run itself is the worker's; deleting this changes no run. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Micros } from '../base/time.ts';
import type { LedgerPick } from '../frame/biography/biographyFrames.ts';
import type {
  BranchFrame,
  CauseFrame,
  DetailFrame,
  DeviationFrame,
  FactFrame,
  Frame,
  MarkFrame,
  PaceFrame,
  PartitionLogFrame,
} from '../frame/frame.ts';
import type { Target } from '../frame/target.ts';
import type { Anchor } from '../views/viewProps.ts';
import type { AskedWhy } from '../views/why/askWhy.ts';
import type { LoadedScenario, Problem, Verdict } from '../worker/protocol.ts';
import type { DrillState } from './eyes.ts';
import type { Key, Values } from './i18n/translate.ts';
import type { LessonView } from './lesson/lessonView.ts';
import type { LinkPhase } from './linkMachine.ts';
import type { Speed, Stretch } from './player/pace.ts';
import type { PlayerPhase } from './player/playerMachine.ts';
import type { Settings } from './settings.ts';
import type { Breakpoint } from './stops.ts';

/** What the worker last said of one branch. */
export interface BranchView {
  readonly frame: Frame;
  readonly fingerprint: string;
  readonly factCount: number;
  readonly factsBefore: number;
  readonly markCount: number;
  readonly nextAt: Micros | null;
  readonly pace: PaceFrame;
  /** The next fact to stop at, as far as the run is known, and the one that the playhead stands on. */
  readonly stop: { readonly step: number; readonly at: Micros } | null;
  readonly stopped: number | null;
  /** The properties are known up to the playhead. */
  readonly checked: boolean;
}

export interface Notice {
  readonly id: number;
  readonly key: Key;
  readonly values: Values;
  readonly alarm: boolean;
}

export type LensTab =
  | 'log'
  | 'facts'
  | 'leadership'
  | 'quorum'
  | 'zookeeper'
  | 'console'
  | 'states'
  | 'files'
  | 'difference'
  | 'metrics'
  | 'records'
  | 'group'
  | 'producer'
  | 'space-time'
  | 'server-log'
  | 'tables';
export type Pane = 'lesson' | 'stage' | 'lens' | 'inspect';
export type Overlay =
  | 'palette'
  | 'help'
  | 'deviations'
  | 'change'
  | 'reassign'
  | 'rungs'
  | 'stops'
  | 'search'
  | 'course'
  | 'review'
  | 'glossary'
  | 'about'
  | 'from-cluster'
  | 'share'
  | null;

/** What the editor was opened for. */
export type Editing = 'edit' | 'new' | 'drafts' | 'resume';

export interface AppState {
  readonly settings: Settings;
  readonly link: LinkPhase;
  readonly failure: string | null;
  readonly scenarioName: string;
  /** As problems name it. */
  readonly fileName: string;
  readonly scenario: LoadedScenario | null;
  readonly problems: readonly Problem[];
  /** Where a learner is in the scenario's lesson; null: it has none, or it is on its way. */
  readonly lesson: LessonView | null;
  /** A drill that was answered; null: it was not, or there is none. */
  readonly drill: DrillState | null;
  readonly branch: number;
  readonly branches: readonly BranchFrame[];
  readonly views: Readonly<Record<number, BranchView>>;
  /** The branch shown beside this one. */
  readonly compare: number | null;
  readonly player: PlayerPhase;
  readonly speed: Speed;
  readonly idle: Stretch | null;
  /** Facts of the branch around the playhead, oldest first; never later than it. */
  readonly facts: readonly FactFrame[];
  readonly marks: readonly MarkFrame[];
  readonly selection: Target | null;
  readonly detail: DetailFrame | null;
  readonly why: readonly CauseFrame[] | null;
  /** What was asked why about, instead of what is selected; null: nothing. */
  readonly asked: AskedWhy | null;
  readonly partition: string | null;
  /** A znode that the ZooKeeper lens is to show next; null: nobody asked. */
  readonly znode: string | null;
  /** The consumer group looked at; null: the first. */
  readonly group: string | null;
  readonly log: PartitionLogFrame | null;
  readonly logRange: { readonly from: number; readonly to: number } | null;
  /** Whose life is told. */
  readonly record: { readonly client: string; readonly record: number } | null;
  /** The figure of the ledger whose records are listed. */
  readonly ledgerPick: LedgerPick | null;
  readonly verdicts: readonly Verdict[] | null;
  readonly menu: { readonly target: Target; readonly anchor: Anchor } | null;
  readonly overlay: Overlay;
  /** The editor stands in the place of the lesson; null: it does not. */
  readonly editing: Editing | null;
  /** Nothing can be done to the cluster here: a page that embeds this one wants it so. */
  readonly isLocked: boolean;
  /** The term that is open in the glossary. */
  readonly term: string | null;
  /** Facts at which playing stops; kept for each scenario. */
  readonly stops: readonly Breakpoint[];
  /** Asked for when first shown. */
  readonly deviations: readonly DeviationFrame[];
  readonly lens: LensTab;
  /** How often its line was asked for: each time it takes the focus. */
  readonly consoleAsked: number;
  readonly pane: Pane;
  /** In inspect mode, left. */
  readonly side: 'facts' | 'lesson';
  /** Once somebody has pressed Play, the button needs no hint. */
  readonly hasPlayed: boolean;
  readonly drawer: 'lesson' | 'inspect' | null;
  readonly notices: readonly Notice[];
  /** The live region's sentence. */
  readonly announcement: string;
}

export type AppStore = StoreApi<AppState>;

/** What belongs to one loaded run, empty. */
export const NO_RUN = {
  scenario: null,
  problems: [],
  lesson: null,
  drill: null,
  branch: 0,
  branches: [],
  views: {},
  compare: null,
  idle: null,
  facts: [],
  marks: [],
  selection: null,
  detail: null,
  why: null,
  asked: null,
  partition: null,
  znode: null,
  group: null,
  log: null,
  logRange: null,
  record: null,
  ledgerPick: null,
  verdicts: null,
  menu: null,
} as const satisfies Partial<AppState>;

export function createAppStore(settings: Settings): AppStore {
  return createStore<AppState>(() => ({
    ...NO_RUN,
    settings,
    link: 'starting',
    failure: null,
    scenarioName: '',
    fileName: '',
    player: 'paused',
    speed: 1,
    overlay: null,
    editing: null,
    isLocked: false,
    term: null,
    stops: [],
    deviations: [],
    lens: 'log',
    consoleAsked: 0,
    pane: 'stage',
    side: 'facts',
    hasPlayed: false,
    drawer: null,
    notices: [],
    announcement: '',
  }));
}

/** The branch that is looked at. */
export function currentView(state: AppState): BranchView | undefined {
  return state.views[state.branch];
}

export function currentBranch(state: AppState): BranchFrame | undefined {
  return state.branches.find(({ id }) => id === state.branch);
}

/** The list as it was when nothing in it changed, so that nothing is drawn again. */
export function sameOr(before: readonly BranchFrame[], after: readonly BranchFrame[]): readonly BranchFrame[] {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
