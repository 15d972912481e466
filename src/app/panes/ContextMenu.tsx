/** The menu on a thing: what can be done to it, the same commands as everywhere. */

import { Suspense, use } from 'react';
import { type Target, targetKey } from '../../frame/target.ts';
import { AskWhyContext } from '../../views/why/askWhy.ts';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { extrasOn } from '../commands/extras.ts';
import { offersOn } from '../commands/faults.ts';
import { carryOut } from '../commands/offers.ts';
import { currentView } from '../store.ts';
import { MenuAt } from './lazyMenu.ts';

export function ContextMenu() {
  const app = useApp();
  const { conductor } = app;
  const t = useTranslate();
  const menu = useAppState((state) => state.menu);
  const ask = use(AskWhyContext);
  if (menu === null) return null;
  const { target, anchor } = menu;
  const frame = currentView(conductor.state)?.frame;
  const { isLocked } = conductor.state;
  const offers = frame === undefined || isLocked ? [] : offersOn(target, frame);
  const extras = isLocked ? [] : extrasOn(target, conductor.state);
  const thing = nameOf(target);
  const close = () => conductor.set({ menu: null });
  const entries = [
    ...offers.map(({ id, label, values, key, hint }) => ({
      id,
      label: hint === undefined ? t(label, values) : `${t(label, values)} — ${t(hint)}`,
      ...(key === undefined ? {} : { shortcut: key }),
    })),
    { id: 'menu.inspect', label: t('menu.select'), startsGroup: offers.length > 0 },
    ...(ask === null ? [] : [{ id: 'menu.why', label: t('menu.why') }]),
    ...extras.map(({ id, label }) => ({ id, label: t(label) })),
    ...(stepOf(target) === undefined ? [] : [{ id: 'menu.seek', label: t('menu.seek') }]),
  ];
  const act = (id: string) => {
    close();
    if (id === 'menu.inspect') {
      conductor.select(target);
      conductor.set({ drawer: 'inspect', pane: 'inspect' });
    } else if (id === 'menu.why') ask?.({ subject: target, title: thing });
    else if (id === 'menu.seek') conductor.seekStep(stepOf(target)!);
    else if (extras.some((extra) => extra.id === id))
      extras.find((extra) => extra.id === id)?.run(app.commandContext());
    else {
      const offer = offers.find((candidate) => candidate.id === id);
      if (offer !== undefined) void carryOut(offer, app.commandContext());
    }
  };
  return (
    <Suspense fallback={null}>
      <MenuAt
        key={targetKey(target)}
        at={anchor}
        title={thing}
        label={t('fault.on', { thing })}
        entries={entries}
        onAction={act}
        onClose={close}
      />
    </Suspense>
  );
}

function stepOf(target: Target): number | undefined {
  return target.type === 'step' ? target.step : undefined;
}

export function nameOf(target: Target): string {
  switch (target.type) {
    case 'node':
    case 'partition':
      return target.id;
    case 'replica':
      return `${target.partition} @ b${target.broker}`;
    case 'record':
      return `${target.partition} @ b${target.broker} #${target.offset}`;
    case 'message':
      return `#${target.id}`;
    case 'link':
      return `${target.from} → ${target.to}`;
    case 'fact':
      return `#${target.index}`;
    case 'step':
      return `#${target.step}`;
  }
}
