/** The properties: how many hold, and for each what it says and where it broke. */
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import type { PropertyFrame } from '../../frame/frame.ts';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { currentView } from '../store.ts';

const NONE: readonly PropertyFrame[] = [];
const noop = () => undefined;

export function PropertiesBadge() {
  const { conductor } = useApp();
  const t = useTranslate();
  const { language } = useAppState((state) => state.settings);
  const properties = useAppState((state) => currentView(state)?.frame.properties ?? NONE);
  const broken = properties.filter(({ status }) => status === 'broken');
  const isAlarm = broken.some(({ promised }) => promised !== false);
  return (
    <DialogTrigger>
      <Button variant="quiet" className="properties-button" testId="properties" onPress={noop}>
        <Badge tone={broken.length === 0 ? 'good' : isAlarm ? 'alarm' : 'strong'}>
          {broken.length === 0
            ? `✓ ${t('properties.hold', { count: properties.length })}`
            : `✗ ${t('properties.broken', { count: broken.length })}`}
        </Badge>
      </Button>
      <Popover className="popover properties" placement="top end">
        <Dialog aria-label={t('properties.label')}>
          {({ close }) => (
            <ul>
              {[...broken, ...properties.filter(({ status }) => status === 'holds')].map((property) => (
                <li key={property.name} className={property.status === 'broken' ? 'property broken' : 'property'}>
                  <span className="property-name mono" lang="en">
                    {property.status === 'broken' ? '✗' : '✓'} {property.name}
                  </span>
                  <span>{property.statement?.[language]}</span>
                  {property.brokenAtStep !== null && (
                    <>
                      <span lang="en">{property.detail}</span>
                      <Button
                        onPress={() => {
                          close();
                          conductor.seekStep(property.brokenAtStep!);
                        }}
                      >
                        {t('properties.go', { step: property.brokenAtStep })}
                      </Button>
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
