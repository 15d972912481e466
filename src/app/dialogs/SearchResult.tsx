/** What the search came to: the story of a break, or exactly what was looked at and showed none. */
import { Badge } from '../../ui/Badge.tsx';
import { formatTime } from '../../views/format.ts';
import type { FoundFrame, SearchProgress } from '../../worker/searchProtocol.ts';
import { useAppState } from '../appContext.ts';
import * as W from '../search/words.ts';
import { useSay } from './words.ts';

interface SearchResultProps {
  readonly progress: SearchProgress;
  readonly found: FoundFrame | null;
}

export function SearchResult({ progress, found }: SearchResultProps) {
  return (
    <div className="search-result" data-testid="search-result">
      {found === null ? <None progress={progress} /> : <Found found={found} />}
      <Covered progress={progress} />
    </div>
  );
}

function Found({ found }: { readonly found: FoundFrame }) {
  const say = useSay();
  const { language } = useAppState((state) => state.settings);
  const { property, promised, faults, story, at, detail, verified } = found;
  return (
    <>
      <p role="status" className="search-verdict">
        {say(faults.length === 0 ? W.FOUND_BARE : W.FOUND, { property, faults: say(W.faultCount(faults.length)) })}
      </p>
      <p className={promised ? 'search-bug' : 'dim'}>{say(promised ? W.BUG : W.LESSON)}</p>
      <ol className="search-faults">
        {faults.map((fault) => (
          <li key={`${fault.at} ${fault.en}`}>{fault[language]}</li>
        ))}
      </ol>
      <h3 className="dialog-part" id="search-story">
        {say(W.STORY)}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key */}
      <ol className="search-story" aria-labelledby="search-story" tabIndex={0}>
        {shortened(story).map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a story have no identity but their place
          <li key={place} className={line.isFault ? 'fault' : undefined}>
            <span className="mono dim">{formatTime(line.at, 6)}</span>
            <span className="mono">{line.node}</span>
            <span lang="en">
              {line.isFault && <Badge tone="alarm">{say(W.FAULT)}</Badge>} {line.text}
            </span>
          </li>
        ))}
        <li className="broken">
          <span className="mono dim">{formatTime(at, 6)}</span>
          <span className="mono">✗</span>
          <span lang="en">{detail}</span>
        </li>
      </ol>
      <p className={verified ? 'dim' : 'search-bug'}>{say(verified ? W.VERIFIED : W.NOT_VERIFIED)}</p>
    </>
  );
}

/** How the cluster stood just before the first fault, and everything after it. */
const BEFORE_FAULTS = 6;

function shortened(story: FoundFrame['story']): FoundFrame['story'] {
  const first = story.findIndex(({ isFault }) => isFault);
  return first < 0 ? story : story.slice(Math.max(0, first - BEFORE_FAULTS));
}

const WHY_NOT = {
  time: W.BY_TIME,
  cancelled: W.CANCELLED,
  memory: W.BY_MEMORY,
  states: W.BY_TIME,
  depth: W.BY_TIME,
} as const;

function None({ progress: { exhausted, stoppedBy } }: { readonly progress: SearchProgress }) {
  const say = useSay();
  return (
    <>
      <p role="status" className="search-verdict">
        {say(W.NONE)}
      </p>
      <p>{say(exhausted ? W.EXHAUSTED : WHY_NOT[stoppedBy ?? 'cancelled'])}</p>
      {!exhausted && <p className="dim">{say(W.SMALLER)}</p>}
    </>
  );
}

function Covered({ progress }: { readonly progress: SearchProgress }) {
  const say = useSay();
  const { language } = useAppState((state) => state.settings);
  const number = new Intl.NumberFormat(language);
  const { schedules, worlds, events, merged, seconds, levels, space } = progress;
  const lengths = (micros: readonly (number | null)[]) =>
    micros.map((length) => (length === null ? say(W.GOOD) : `${length / 1_000_000} s`)).join(' / ');
  return (
    <div className="search-covered">
      <p>
        {say(W.COVERED, {
          schedules: number.format(schedules),
          worlds: number.format(worlds),
          events: number.format(events),
          merged: number.format(merged),
          seconds: seconds.toFixed(1),
        })}
      </p>
      <ul>
        {levels.map(({ schedules: done, finished }, faults) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: its place is the number of faults
          <li key={faults}>
            {say(finished ? W.LEVEL_ALL : W.LEVEL, { faults: say(W.faultCount(faults)), done: number.format(done) })}
          </li>
        ))}
        <li>
          {space.kinds
            .map(({ name, most, lengths: times }) => {
              const text = times.length === 0 ? '' : `: ${lengths(times)}`;
              return `${say(W.KIND_NAMES[name]!)} (${most}×${text})`;
            })
            .join('; ')}
        </li>
      </ul>
    </div>
  );
}
