/**
 * `tidemark/1`: what an embedded player and the page around it say to each other. Types only, and no imports: they are
 * shipped beside the web component. docs/embedding.md tells them one by one.
 */

export type Language = 'en' | 'ko';
export type Theme = 'auto' | 'light' | 'dark';

/** An event of the run, or a time in microseconds of the simulated cluster. */
export type Moment = { readonly event: number } | { readonly time: number };

/** What the host asks for. `id` comes back with the answer; without one there is no answer. */
export type HostMessage = { readonly tidemark: 1; readonly id?: string | number } & HostRequest;

export type HostRequest =
  /** The handshake: sent to the frame with one end of a MessageChannel, over which all else goes. */
  | { readonly type: 'hello' }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  /** So many events on, or back when below 0. */
  | { readonly type: 'step'; readonly data?: { readonly n?: number } }
  | { readonly type: 'seek'; readonly data: Moment }
  | { readonly type: 'speed'; readonly data: { readonly speed: number } }
  /** A scenario that comes with Tidemark by its name, or the text of one. */
  | { readonly type: 'load'; readonly data: { readonly scenario: string } | { readonly text: string } }
  | { readonly type: 'setLang'; readonly data: { readonly lang: Language } }
  | { readonly type: 'setTheme'; readonly data: { readonly theme: Theme } }
  /** Whether the player is in sight: one that is not keeps still. */
  | { readonly type: 'setVisible'; readonly data: { readonly visible: boolean } }
  | { readonly type: 'getRun' }
  | { readonly type: 'getState' }
  /** Facts by their type (`LeaderElected`), or `interesting` for those with a mark on the scrubber; none: no more. */
  | { readonly type: 'subscribe'; readonly data: { readonly kinds: readonly string[] } }
  /** A command of the player by its id, with the thing that it is about: `b2`, `orders-0`, `b2 orders-0`. */
  | { readonly type: 'command'; readonly data: { readonly id: string; readonly args?: { readonly on?: string } } };

/** What the player says. */
export type PlayerMessage = { readonly tidemark: 1 } & (
  | PlayerEvent
  /** The first of all, to whoever is around: it says nothing but that somebody is here. */
  | { readonly type: 'ready'; readonly data?: undefined }
  | { readonly type: 'reply'; readonly id: string | number; readonly data: Reply }
);

export type PlayerEvent =
  | { readonly type: 'ready'; readonly data: ReadyData }
  | { readonly type: 'state'; readonly data: StateData }
  | { readonly type: 'beat'; readonly data: BeatData }
  | { readonly type: 'fact'; readonly data: FactData }
  | { readonly type: 'predicted'; readonly data: PredictedData }
  | { readonly type: 'goal'; readonly data: GoalData }
  | { readonly type: 'completed'; readonly data: { readonly score: Score } }
  | { readonly type: 'resize'; readonly data: { readonly height: number } }
  | { readonly type: 'error'; readonly data: ErrorData };

export type EventName = PlayerEvent['type'];
export type EventData<Name extends EventName> = Extract<PlayerEvent, { readonly type: Name }>['data'];

export type Reply = { readonly ok: true; readonly value?: RunData | StateData } | ({ readonly ok: false } & ErrorData);

export interface ReadyData {
  readonly protocol: 'tidemark/1';
  readonly version: string;
  readonly scenario: string;
  readonly lang: Language;
  /** Message types that are understood here. */
  readonly accepts: readonly string[];
}

export interface StateData {
  readonly scenario: string;
  readonly playing: boolean;
  readonly visible: boolean;
  readonly event: number;
  /** Microseconds of the simulated cluster. */
  readonly time: number;
  /** When its script ends. */
  readonly until: number;
}

/** Parameters that lead back to this run at this instant: a link's part after the `#`. */
export interface RunData {
  readonly run: string;
}

export interface BeatData {
  readonly scenario: string;
  readonly name: string;
  /** From 1. */
  readonly i: number;
  readonly n: number;
}

export interface FactData {
  readonly kind: string;
  readonly event: number;
  readonly time: number;
  readonly text: string;
}

export interface PredictedData {
  readonly scenario: string;
  /** The beat that asks. */
  readonly q: string;
  /** null: it was skipped. */
  readonly correct: boolean | null;
  /** 1 guessing, 2 rather sure, 3 certain; null: not said. */
  readonly confidence: 1 | 2 | 3 | null;
}

export interface GoalData {
  readonly scenario: string;
  readonly goal: string;
}

/** Of one lesson: predictions that were right of all that it asks, goals reached of all that it sets. */
export interface Score {
  readonly scenario: string;
  readonly right: number;
  readonly answered: number;
  readonly asked: number;
  readonly goals: number;
  readonly goalsSet: number;
  /** `right / asked`, from 0 to 1; null: the lesson asks nothing. */
  readonly scaled: number | null;
}

export interface ErrorData {
  readonly code: 'bad-message' | 'too-large' | 'too-many' | 'refused' | 'not-ready' | 'failed';
  readonly text: string;
}
