/** Tabs are not needed to draw the stage: their code comes right after the first picture. */
import { lazy } from 'react';

export const Tabs = lazy(() => import('../../ui/Tabs.tsx').then((tabs) => ({ default: tabs.Tabs })));

/** The same for many, with a menu for those that do not fit. */
export const OverflowTabs = lazy(() =>
  import('../../ui/OverflowTabs.tsx').then((tabs) => ({ default: tabs.OverflowTabs })),
);
