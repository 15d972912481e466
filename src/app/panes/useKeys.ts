/** The keys of the page. On its own document, never on a host's window: menus and dialogs are outside of the shell. */
import { useEffect } from 'react';
import { useApp } from '../appContext.ts';
import type { Command } from '../commands/command.ts';
import { commandFor, focusPlace } from '../keyboard.ts';

export function useKeys(commands: readonly Command[]): void {
  const app = useApp();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const element = event.target instanceof Element ? event.target : null;
      const context = app.commandContext();
      const command = commandFor(event, focusPlace(element, event), context.state, commands);
      if (command === undefined) return;
      event.preventDefault();
      void command.run(context);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [app, commands]);
}
