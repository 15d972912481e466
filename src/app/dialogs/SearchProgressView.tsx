/** How far the search is: what was played, how deep, for how long. */
import type { SearchProgress, SearchRequest } from '../../worker/searchProtocol.ts';
import { useAppState } from '../appContext.ts';
import * as W from '../search/words.ts';
import { useSay } from './words.ts';

interface SearchProgressProps {
  readonly request: SearchRequest;
  readonly progress: SearchProgress | null;
}

export function SearchProgressView({ request, progress }: SearchProgressProps) {
  const say = useSay();
  const { language } = useAppState((state) => state.settings);
  const number = new Intl.NumberFormat(language);
  const { phase, schedules = 0, worlds = 0, events = 0, levels = [], expected = 0, seconds = 0 } = progress ?? {};
  const done = levels.at(-1)?.schedules ?? 0;
  const label = phase === 'shrinking' ? say(W.SHRINKING) : say(W.SEARCHING, { property: request.property });
  const rows = [
    [
      W.DEEPEST,
      say(W.LEVEL_OF, {
        faults: say(W.faultCount(Math.max(0, levels.length - 1))),
        done: number.format(done),
        expected: number.format(expected),
      }),
    ],
    [W.SCHEDULES, number.format(schedules)],
    [W.WORLDS, number.format(worlds)],
    [W.EVENTS, number.format(events)],
    [W.TIME, say(W.SECONDS, { seconds: seconds.toFixed(0) })],
  ] as const;
  return (
    <div className="search-progress" data-testid="search-progress">
      <p role="status">{label}</p>
      <progress max={1} value={levels.length === 0 ? 0 : done / Math.max(1, expected)} aria-label={label} />
      <dl>
        {rows.map(([name, value]) => (
          <div key={name.en}>
            <dt>{say(name)}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
