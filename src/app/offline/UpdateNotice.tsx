/** One line at the foot of the page: a newer version waits. Nothing happens until somebody asks for it. */
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Button } from '../../ui/Button.tsx';
import { AppContext, useAppState } from '../appContext.ts';
import type { Desk } from '../desk.ts';
import { UPDATE } from './words.ts';
import './offline.css';

let isShown = false;

export function showUpdate(desk: Desk, update: () => void): void {
  if (isShown) return;
  isShown = true;
  const place = document.createElement('div');
  document.body.append(place);
  createRoot(place).render(
    <AppContext value={desk}>
      <UpdateNotice onUpdate={update} />
    </AppContext>,
  );
}

function UpdateNotice({ onUpdate }: { readonly onUpdate: () => void }) {
  const { language } = useAppState((state) => state.settings);
  const [isDismissed, setDismissed] = useState(false);
  if (isDismissed) return null;
  return (
    <div className="update-notice" role="status" data-testid="update">
      <span>{UPDATE.ready[language]}</span>
      <Button variant="primary" onPress={onUpdate}>
        {UPDATE.reload[language]}
      </Button>
      <Button variant="quiet" onPress={() => setDismissed(true)}>
        {UPDATE.later[language]}
      </Button>
    </div>
  );
}
