/** Each property: its name in the models, what it says, and where it broke. */
import { useRef } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import type { PropertyFrame } from '../../frame/frame.ts';
import { Button } from '../../ui/Button.tsx';
import type { Anchor } from '../../views/viewProps.ts';
import { useApp, useAppState, useTranslate } from '../appContext.ts';

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
  const sorted = [...properties].sort((a, b) => Number(b.status === 'broken') - Number(a.status === 'broken'));
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
            {sorted.map(({ name, status, statement, detail, brokenAtStep, promised }) => (
              <li key={name} className={`property ${status}${promised === false ? ' unpromised' : ''}`}>
                <span className="property-name mono" lang="en">
                  {status === 'broken' ? '✗' : '✓'} {name}
                </span>
                <span>{statement?.[language]}</span>
                {brokenAtStep !== null && (
                  <>
                    {promised === false && <span className="dim">{t('properties.unpromised')}</span>}
                    <span lang="en">{detail}</span>
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
