/** The stage in a small frame: drawn as wide as it likes to be, and made to fit, as long as it can still be read. */
import { StagePane } from '../app/panes/StagePane.tsx';
import { useSize } from '../ui/useSize.ts';

/** Narrower, the stage puts its nodes under each other. */
const COMFORTABLE = 640;
/** The smallest that is read without effort on a screen; narrower frames scroll. */
const LEAST = 0.7;
/** No node can be drawn in less, as in a frame that is being folded away. */
const NARROWEST = 240;
/** Where it scrolls anyway, a little more is seen at once. */
const SCROLLED = 0.85;

export function FittedStage() {
  const [box, { width, height }] = useSize<HTMLDivElement>({ width: COMFORTABLE, height: 400 });
  const wanted = Math.min(1, width / COMFORTABLE);
  const fit = wanted >= LEAST ? wanted : SCROLLED;
  return (
    <div ref={box} className="fit">
      <div style={{ width: Math.max(NARROWEST, width / fit), height: height / fit, transform: `scale(${fit})` }}>
        <StagePane />
      </div>
    </div>
  );
}
