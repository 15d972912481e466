/** Each property: its name in the models, what it says, and where it broke. */
import { use, useRef } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import type { PropertyFrame } from '../../frame/frame.ts';
import { Button } from '../../ui/Button.tsx';
import type { Anchor } from '../../views/viewProps.ts';
import { AskWhyContext } from '../../views/why/askWhy.ts';
import { Why } from '../../views/why/Why.tsx';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { useSay, words } from '../dialogs/words.ts';
import { currentBranch } from '../store.ts';

const BREAKABLE = words(
  'Not promised here: the protocol {protocol} can break it.',
  '여기서는 약속되지 않습니다. 프로토콜 {protocol|은/는} 이것을 깨뜨릴 수 있습니다.',
);
const EXPECTED = words(
  'The protocol {protocol} can break it, and did: a lesson, not a fault. The newest generation keeps it.',
  '프로토콜 {protocol|이/가} 깨뜨릴 수 있는 속성이고, 실제로 깨졌습니다. 결함이 아니라 배울 거리이며, 가장 새로운 세대는 지킵니다.',
);

interface PropertyListProps {
  readonly at: Anchor;
  readonly properties: readonly PropertyFrame[];
  readonly onClose: () => void;
}

export default function PropertyList({ at, properties, onClose }: PropertyListProps) {
  const { conductor } = useApp();
  const t = useTranslate();
  const { language } = useAppState((state) => state.settings);
  const anchor = useRef<HTMLSpanElement>(null);
  const ask = use(AskWhyContext);
  // The answer is beside the list, and the list would lie over it.
  const askAndClose: typeof ask =
    ask === null
      ? null
      : (asked) => {
          onClose();
          ask(asked);
        };
  const say = useSay();
  const weight = ({ status, breakable }: PropertyFrame) => (status === 'broken' ? 2 : breakable === true ? 1 : 0);
  const sorted = [...properties].sort((a, b) => weight(b) - weight(a));
  const protocol = useAppState((state) => currentBranch(state)?.rung?.protocol ?? '');
  return (
    <>
      <span
        ref={anchor}
        className="menu-anchor"
        style={{ left: at.x, top: at.y, width: at.width, height: at.height }}
      />
      <Popover
        className="popover properties"
        triggerRef={anchor}
        isOpen
        placement="top end"
        onOpenChange={(open) => !open && onClose()}
      >
        <Dialog aria-label={t('properties.label')}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key */}
          <ul tabIndex={0}>
            {sorted.map(({ name, kind, status, statement, detail, brokenAtStep, promised, breakable }) => (
              <li key={name} className={`property ${status}${promised === false ? ' unpromised' : ''}`}>
                <span className="property-name mono" lang="en">
                  {status === 'broken' ? `✗ ${name}` : `✓ ${kind === 'anomaly' ? 'no ' : ''}${name}`}
                </span>
                <span>{statement?.[language]}</span>
                {breakable === true && (
                  <span className="dim">{say(status === 'broken' ? EXPECTED : BREAKABLE, { protocol })}</span>
                )}
                {brokenAtStep !== null && (
                  <>
                    {promised === false && breakable !== true && (
                      <span className="dim">{t('properties.unpromised')}</span>
                    )}
                    <span lang="en">{detail}</span>
                    <AskWhyContext value={askAndClose}>
                      <Why subject={{ type: 'property', name }} title={name} language={language} />
                    </AskWhyContext>
                    <Button
                      onPress={() => {
                        onClose();
                        conductor.seekStep(brokenAtStep);
                      }}
                    >
                      {t('properties.go', { step: brokenAtStep })}
                    </Button>
                  </>
                )}
              </li>
            ))}
          </ul>
        </Dialog>
      </Popover>
    </>
  );
}
