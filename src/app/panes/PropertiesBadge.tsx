/** The properties in a word: how many hold. The list is behind it. */
import { lazy } from 'react';
import type { PropertyFrame } from '../../frame/frame.ts';
import { Badge } from '../../ui/Badge.tsx';
import { useAppState, useTranslate } from '../appContext.ts';
import { currentView } from '../store.ts';
import { Opener } from './Opener.tsx';

const PropertyList = lazy(() => import('./PropertyList.tsx'));
const NONE: readonly PropertyFrame[] = [];

export function PropertiesBadge() {
  const t = useTranslate();
  const properties = useAppState((state) => currentView(state)?.frame.properties ?? NONE);
  const checked = useAppState((state) => currentView(state)?.checked ?? true);
  const broken = properties.filter(({ status }) => status === 'broken');
  const isAlarm = broken.some(({ promised }) => promised !== false);
  return (
    <span data-testid="properties">
      <Opener
        label={t('properties.label')}
        hasText
        popup="dialog"
        className="properties-button"
        content={(at, close) => <PropertyList at={at} properties={properties} onClose={close} />}
      >
        <Badge tone={broken.length === 0 ? (checked ? 'good' : 'plain') : isAlarm ? 'alarm' : 'strong'}>
          {broken.length === 0 && !checked
            ? `… ${t('properties.checking')}`
            : broken.length === 0
              ? `✓ ${t('properties.hold', { count: properties.length })}`
              : `✗ ${t('properties.broken', { count: broken.length })}`}
        </Badge>
      </Opener>
    </span>
  );
}
