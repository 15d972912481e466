/** Links as quiet lines, and the boxes of the nodes over them. */
import { memo, useMemo } from 'react';
import type { LinkFrame, NodeFrame } from '../../frame/frame.ts';
import { type Target, targetKey } from '../../frame/target.ts';
import { classNames } from '../../ui/classNames.ts';
import { formatSpan } from '../format.ts';
import type { LinkPath, NodeBox, StageLayout } from './layout.ts';
import { linkBetween } from './links.ts';
import { isZombie } from './names.ts';
import { placeAt, svgPath } from './path.ts';

interface StageLinksProps {
  readonly layout: StageLayout;
  readonly nodes: readonly NodeFrame[];
  readonly links: readonly LinkFrame[];
  readonly selection: Target | null;
}

export const StageLinks = memo(function StageLinks({ layout, nodes, links, selection }: StageLinksProps) {
  const lines = useMemo(() => linesOf(layout, links), [layout, links]);
  const selected = selection?.type === 'link' ? selection : null;
  return (
    <svg className="stage-links" width={layout.width} height={layout.height} aria-hidden="true">
      {lines.map(({ link, d, state }) => (
        <g key={`${link.from} ${link.to}`} data-target={targetKey({ type: 'link', from: link.from, to: link.to })}>
          <path d={d} className="link-reach" />
          <path d={d} className={classNames('link', state, isSame(selected, link) && 'selected')} />
        </g>
      ))}
      {nodes.map((node) => {
        const box = layout.nodeById.get(node.id);
        return box === undefined ? null : (
          <NodeShape
            key={node.id}
            box={box}
            status={node.status}
            isFenced={'fenced' in node && node.fenced}
            isActive={'active' in node && node.active && !isZombie(node)}
            isSelected={selection?.type === 'node' && selection.id === node.id}
          />
        );
      })}
      {links.map((rule) => (
        <LinkMark key={`${rule.from}>${rule.to}`} layout={layout} rule={rule} rules={links} />
      ))}
    </svg>
  );
});

interface Line {
  readonly link: LinkPath;
  readonly d: string;
  readonly state: 'cut' | 'slow' | 'clear';
}

function linesOf(layout: StageLayout, rules: readonly LinkFrame[]): Line[] {
  return layout.links.map((link) => {
    const own = rules.filter((rule) => isSame(rule, link));
    const state = own.some(({ cut }) => cut) ? 'cut' : own.some(isSlow) ? 'slow' : 'clear';
    return { link, d: svgPath(link.path), state };
  });
}

function isSlow(rule: LinkFrame): boolean {
  return rule.delay > 0 || rule.bytesPerSecond > 0;
}

interface Ends {
  readonly from: string;
  readonly to: string;
}

function isSame(a: Ends | null, b: Ends): boolean {
  return a !== null && ((a.from === b.from && a.to === b.to) || (a.from === b.to && a.to === b.from));
}

interface NodeShapeProps {
  readonly box: NodeBox;
  readonly status: NodeFrame['status'];
  readonly isFenced: boolean;
  readonly isActive: boolean;
  readonly isSelected: boolean;
}

/** Fenced: a double border. Paused and dead: dashed; dead is greyed too. Active: a heavy top. */
const NodeShape = memo(function NodeShape({ box, status, isFenced, isActive, isSelected }: NodeShapeProps) {
  const { x, y, width, height } = box;
  return (
    <g className={classNames('node-shape', status, isSelected && 'selected')}>
      {isSelected && <rect className="ring" x={x - 3.5} y={y - 3.5} width={width + 7} height={height + 7} rx={7} />}
      <rect className="outline" x={x + 0.5} y={y + 0.5} width={width - 1} height={height - 1} rx={4} />
      {isFenced && <rect className="inner" x={x + 4.5} y={y + 4.5} width={width - 9} height={height - 9} rx={2} />}
      {isActive && <rect className="heavy" x={x} y={y} width={width} height={4} />}
    </g>
  );
});

/** A cross where nothing passes (near the sender when only one way is cut), the delay where it is slow. */
function LinkMark({ layout, rule, rules }: { layout: StageLayout; rule: LinkFrame; rules: readonly LinkFrame[] }) {
  const link = linkBetween(layout, rule.from, rule.to);
  if (link === undefined || !(rule.cut || isSlow(rule))) return null;
  const back = rules.find((one) => one.from === rule.to && one.to === rule.from);
  const isBothWays = back !== undefined && back.cut === rule.cut;
  if (isBothWays && rule.from > rule.to) return null;
  const { x, y, dx, dy } = placeAt(link.path, isBothWays ? 0.5 : rule.cut ? 0.3 : 0.6, link.from !== rule.from, {
    x: 0,
    y: 0,
    dx: 0,
    dy: 0,
  });
  // Over a card its words would be lost between those of the card.
  const card = layout.isStacked ? layout.nodes.find((box) => y > box.y && y - 20 < box.y + box.height) : undefined;
  const lift = card === undefined ? -10 : card.y + card.height + 14 - y;
  const angle = (Math.atan2(dy, dx) * 180) / Math.PI;
  return (
    <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      {rule.cut ? (
        <g className="cut-mark">
          <circle r={9} />
          <path d="M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5" />
          {!isBothWays && <path d="M12 -4L18 0L12 4" transform={`rotate(${angle.toFixed(0)})`} />}
        </g>
      ) : (
        <text className="slow-mark" y={lift} textAnchor={x > layout.width - 40 ? 'end' : 'middle'}>
          {rule.delay > 0 ? `+${formatSpan(rule.delay)}` : `${rule.bytesPerSecond} B/s`}
        </text>
      )}
    </g>
  );
}
