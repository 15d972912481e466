/** A setting's name, with what it is and where this run has it behind it. */
import { ConfigKey } from '../../views/config/ConfigKey.tsx';
import { useApp, useAppState } from '../appContext.ts';

export function RunConfigKey({ name, text = name }: { readonly name: string; readonly text?: string }) {
  const { conductor } = useApp();
  const { language } = useAppState((state) => state.settings);
  return (
    <ConfigKey
      name={name}
      text={text}
      language={language}
      load={async () => {
        const { branch, selection } = conductor.state;
        return (await conductor.look({ ask: 'config', branch, key: name, target: selection }))?.config ?? null;
      }}
    />
  );
}
