/**
 * `tidemark/player`: the web component for a page. Importing it defines `<tidemark-player>` where there is a document, and
 * does nothing where there is none. Its `src` is the `embed.html` of a site that `npm run build -- site` has made.
 */
export type { TidemarkPlayerAttributes } from '../embed/element/attributes.ts';

import type { EventData, EventName } from '../embed/protocol.ts';

/** What the element dispatches, by name: `addEventListener('tidemark-completed', ({ detail }) => detail.score)`. */
export type TidemarkPlayerEventMap = { [Name in EventName as `tidemark-${Name}`]: CustomEvent<EventData<Name>> };

export { TidemarkPlayer } from '../embed/element/tidemarkPlayer.ts';
export type {
  BeatData,
  ErrorData,
  EventData,
  EventName,
  FactData,
  GoalData,
  HostMessage,
  HostRequest,
  Language,
  Moment,
  PlayerEvent,
  PlayerMessage,
  PredictedData,
  ReadyData,
  Reply,
  RunData,
  Score,
  StateData,
  Theme,
} from '../embed/protocol.ts';
