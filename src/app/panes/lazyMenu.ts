/** Menus are not on the first picture: their code comes with the first one that is opened. */
import { lazy } from 'react';

export const MenuAt = lazy(() => import('../../ui/Menu.tsx').then((menu) => ({ default: menu.MenuAt })));
