/** The stage as React would draw it: the same layout, cards and links, and every mark an SVG element of its own. */
import { memo, useEffect, useMemo, useState } from 'react';
import { useColors } from '../../src/ui/useColors.ts';
import { layoutSignature, layoutStage } from '../../src/views/stage/layout.ts';
import { placeMessages } from '../../src/views/stage/messages.ts';
import { NodeCard } from '../../src/views/stage/NodeCard.tsx';
import { STAGE_TOKENS, type StageColors, stageColors } from '../../src/views/stage/palette.ts';
import { StageLinks } from '../../src/views/stage/StageLinks.tsx';
import { stripFrames } from '../../src/views/stage/strips.ts';
import type { StageProps } from '../../src/views/viewProps.ts';
import { SvgMessage } from './SvgMessage.tsx';
import { SvgStrip } from './SvgStrip.tsx';
import '../../src/views/stage/stage.css';

type Props = Pick<StageProps, 'frame' | 'clock'> & { readonly width: number; readonly height: number };

export function SvgStage({ frame, clock, width, height }: Props) {
  const signature = layoutSignature(frame);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for what the layout reads of the frame
  const layout = useMemo(() => layoutStage(frame, width, height), [signature, width, height]);
  const tokens = useColors(STAGE_TOKENS);
  const colors = useMemo(() => (tokens === null ? null : stageColors(tokens)), [tokens]);
  return (
    <div className={`stage ${layout.density}`}>
      <div className="stage-plane" style={{ width: layout.width, height: layout.height }}>
        <StageLinks layout={layout} nodes={frame.nodes} links={frame.links} selection={null} />
        {colors !== null && (
          <svg className="stage-canvas" width={layout.width} height={layout.height} aria-hidden="true">
            <Strips layout={layout} frame={frame} colors={colors} />
            <Messages layout={layout} frame={frame} colors={colors} clock={clock} />
          </svg>
        )}
        {frame.nodes.map((node) => {
          const box = layout.nodeById.get(node.id);
          return box === undefined ? null : (
            <NodeCard
              key={node.id}
              node={node}
              box={box}
              density={layout.density}
              isStacked={layout.isStacked}
              language="en"
              selected={null}
            />
          );
        })}
      </div>
    </div>
  );
}

interface Layer {
  readonly layout: ReturnType<typeof layoutStage>;
  readonly frame: StageProps['frame'];
  readonly colors: StageColors;
}

const Strips = memo(function Strips({ layout, frame, colors }: Layer) {
  return stripFrames(layout, frame).map((strip) => <SvgStrip key={strip.box.key} strip={strip} colors={colors} />);
});

/** Follows the clock, so that a tick draws the messages anew and nothing else. */
function Messages({ layout, frame, colors, clock }: Layer & Pick<Props, 'clock'>) {
  const [tick, setTick] = useState<number | null>(null);
  useEffect(() => clock.subscribe(setTick), [clock]);
  const size = layout.density === 'dense' ? 3.5 : 5;
  return placeMessages(layout, frame.messages, tick ?? clock.now(), { isReduced: false }).map((place) => (
    <SvgMessage key={place.message.id} place={place} size={size} colors={colors} />
  ));
}
