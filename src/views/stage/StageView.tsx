/** The stage: the whole cluster at one instant. Layout is worked out by `layout.ts`; here it is drawn and pointed at. */
// biome-ignore-all lint/a11y/useSemanticElements: a place on the stage is a role, an area and a name; a button element would bring its own layout
import { useCallback, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Target } from '../../frame/target.ts';
import { sameTarget, targetKey } from '../../frame/target.ts';
import { useSize } from '../../ui/useSize.ts';
import type { Anchor, StageProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { moveFocus, moveOfKey, nodesInOrder } from './focus.ts';
import { foldInternal } from './fold.ts';
import { layoutSignature, layoutStage } from './layout.ts';
import { type MessagePlace, messageAt } from './messages.ts';
import { NodeCard } from './NodeCard.tsx';
import { messageName } from './names.ts';
import { StageCanvas } from './StageCanvas.tsx';
import { StageLinks } from './StageLinks.tsx';
import { targetOfElement } from './targets.ts';
import './stage.css';

const STAGE = words('Cluster', '클러스터');
const HELP = words(
  'Left and right arrows move between nodes, down goes into a broker’s replicas and messages, up goes back. Enter opens the menu, Escape leaves.',
  '왼쪽·오른쪽 화살표로 노드 사이를 움직이고, 아래로 브로커의 레플리카와 메시지에 들어가며, 위로 돌아옵니다. Enter는 메뉴, Escape는 나가기입니다.',
);
const LONG_PRESS = 500;

export function StageView(props: StageProps) {
  const { clock, selection, language, reducedMotion, onSelect, onMenu } = props;
  const frame = useMemo(() => foldInternal(props.frame, selection), [props.frame, selection]);
  const [box, size] = useSize<HTMLDivElement>({ width: 960, height: 560 });
  const signature = layoutSignature(frame);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for what the layout reads of the frame
  const layout = useMemo(() => layoutStage(frame, size.width, size.height), [signature, size.width, size.height]);
  const places = useRef<readonly MessagePlace[]>([]);
  const proxy = useRef<HTMLDivElement>(null);
  const press = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const help = useId();
  const [tip, setTip] = useState<{ readonly text: string; readonly x: number; readonly y: number } | null>(null);

  const selectedMessage =
    selection?.type === 'message' ? (frame.messages.find(({ id }) => id === selection.id) ?? null) : null;

  const elementOf = useCallback(
    (target: Target): HTMLElement | null =>
      target.type === 'message'
        ? proxy.current
        : (box.current?.querySelector<HTMLElement>(`[data-target="${CSS.escape(targetKey(target))}"]`) ?? null),
    [box],
  );

  // One tab stop: the selected thing when it is on the stage, else the first node.
  const messageIsThere = selectedMessage !== null;
  useLayoutEffect(() => {
    const root = box.current;
    if (root === null) return;
    const first = nodesInOrder(frame)[0];
    const wanted =
      selection === null || (selection.type === 'message' && !messageIsThere) ? null : elementOf(selection);
    const stop = wanted ?? (first === undefined ? null : elementOf({ type: 'node', id: first.id }));
    for (const old of root.querySelectorAll<HTMLElement>('[tabindex="0"]')) if (old !== stop) old.tabIndex = -1;
    if (stop === null) return;
    stop.tabIndex = 0;
    // A message that arrived while it had the focus leaves it to its receiver's neighbourhood, not to nowhere.
    if (document.activeElement === proxy.current && stop !== proxy.current) stop.focus();
  }, [box, elementOf, frame, selection, messageIsThere]);

  const pointedAt = (event: { clientX: number; clientY: number; target: EventTarget }): Target | null => {
    const plane = box.current?.firstElementChild?.getBoundingClientRect();
    const fit = fitOf(box.current);
    const message =
      plane === undefined
        ? null
        : messageAt(places.current, (event.clientX - plane.x) / fit, (event.clientY - plane.y) / fit);
    return message === null ? targetOfElement(event.target) : { type: 'message', id: message.id };
  };

  const goTo = (target: Target): void => {
    if (!sameTarget(target, selection)) onSelect(target);
    requestAnimationFrame(() => elementOf(target)?.focus());
  };

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const from = targetOfElement(event.target);
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      if (from === null) return;
      event.preventDefault();
      onSelect(from);
      onMenu(from, anchorOf(event.target as HTMLElement));
      return;
    }
    const move = event.key === 'Escape' ? 'out' : moveOfKey(event.key);
    if (move === undefined || event.shiftKey) return;
    const to = moveFocus(frame, from, move);
    if (event.key === 'Escape' && (to === null || sameTarget(to, from))) {
      if (selection === null) return;
      event.preventDefault();
      onSelect(null);
      return;
    }
    event.preventDefault();
    if (to !== null) goTo(to);
  };

  const openMenu = (event: { clientX: number; clientY: number; target: EventTarget }): boolean => {
    const target = pointedAt(event);
    if (target === null) return false;
    onSelect(target);
    onMenu(target, { x: event.clientX, y: event.clientY, width: 0, height: 0 });
    return true;
  };

  const onPointerMove = (event: React.PointerEvent): void => {
    clearTimeout(press.current);
    const plane = box.current?.firstElementChild?.getBoundingClientRect();
    if (event.pointerType !== 'mouse' || plane === undefined) return;
    const x = (event.clientX - plane.x) / fitOf(box.current);
    const y = (event.clientY - plane.y) / fitOf(box.current);
    const message = messageAt(places.current, x, y);
    setTip((last) => (message === null ? null : last?.text === message.text ? last : { text: message.text, x, y }));
  };

  return (
    <div
      ref={box}
      className={`stage ${layout.density}`}
      role="application"
      aria-label={STAGE[language]}
      aria-describedby={help}
      onKeyDown={onKeyDown}
      onClick={(event) => onSelect(pointedAt(event))}
      onContextMenu={(event) => {
        // The keyboard's menu key arrives here too, with no place; it was answered on key down.
        if (event.button === 2 ? openMenu(event) : true) event.preventDefault();
      }}
      onPointerDown={(event) => {
        if (event.pointerType === 'mouse') return;
        const { clientX, clientY, target } = event;
        press.current = setTimeout(() => openMenu({ clientX, clientY, target }), LONG_PRESS);
      }}
      onPointerUp={() => clearTimeout(press.current)}
      onPointerCancel={() => clearTimeout(press.current)}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setTip(null)}
    >
      <div className="stage-plane" style={{ width: layout.width, height: layout.height }}>
        <StageLinks layout={layout} nodes={frame.nodes} links={frame.links} selection={selection} />
        <StageCanvas
          layout={layout}
          frame={frame}
          clock={clock}
          selected={selection?.type === 'message' ? selection.id : null}
          isReduced={reducedMotion}
          places={places}
          proxy={proxy}
        />
        {frame.nodes.map((node) => {
          const nodeBox = layout.nodeById.get(node.id);
          if (nodeBox === undefined) return null;
          const chosen = selectionInside(selection, node);
          return (
            <NodeCard
              key={node.id}
              node={node}
              box={nodeBox}
              density={layout.isStacked && layout.density === 'roomy' ? 'compact' : layout.density}
              isStacked={layout.isStacked}
              language={language}
              selected={chosen}
            />
          );
        })}
        <div
          ref={proxy}
          role="button"
          tabIndex={-1}
          className="message-focus"
          hidden={selectedMessage === null}
          data-target={selectedMessage === null ? undefined : `message ${selectedMessage.id}`}
          aria-label={selectedMessage === null ? '' : messageName(selectedMessage, frame.at, language)}
        />
        {tip !== null && (
          <div
            className="tooltip stage-tip"
            style={{ left: Math.min(tip.x + 12, layout.width - 280), top: tip.y + 14 }}
          >
            {tip.text}
          </div>
        )}
      </div>
      <p id={help} className="visually-hidden">
        {HELP[language]}
      </p>
    </div>
  );
}

/** The key of what is selected in a node's card, so that other cards need not be drawn again. */
function selectionInside(selection: Target | null, node: StageProps['frame']['nodes'][number]): string | null {
  if (selection === null) return null;
  if (selection.type === 'node') return selection.id === node.id ? targetKey(selection) : null;
  if (selection.type === 'partition') return 'replicas' in node ? targetKey(selection) : null;
  if (selection.type !== 'replica' && selection.type !== 'record') return null;
  if (!('replicas' in node) || node.nodeId !== selection.broker) return null;
  return targetKey({ type: 'replica', partition: selection.partition, broker: selection.broker });
}

function anchorOf(element: HTMLElement): Anchor {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width: Math.min(width, 160), height: Math.min(height, 40) };
}

/** In a small frame the stage is drawn larger than its place, and made to fit. */
function fitOf(stage: HTMLElement | null): number {
  return stage === null || stage.offsetWidth === 0 ? 1 : stage.getBoundingClientRect().width / stage.offsetWidth;
}
