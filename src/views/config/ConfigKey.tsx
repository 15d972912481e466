/** A setting's name wherever it stands, with all there is to know of it behind it. */
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { ConfigFrame } from '../../frame/config/configFrame.ts';
import type { Language } from '../viewProps.ts';
import { ConfigCard } from './ConfigCard.tsx';
import { LOADING, UNKNOWN } from './words.ts';
import './config.css';

export interface ConfigKeyProps {
  readonly name: string;
  /** As it stands there: `acks=all`. */
  readonly text: string;
  readonly language: Language;
  /** null: there is no such setting, or it could not be asked for. */
  readonly load: () => Promise<ConfigFrame | null>;
}

export function ConfigKey({ name, text, language, load }: ConfigKeyProps) {
  const [config, setConfig] = useState<ConfigFrame | null | undefined>(undefined);
  const open = (isOpen: boolean) => {
    if (!isOpen) return;
    setConfig(undefined);
    void load().then(setConfig);
  };
  return (
    <DialogTrigger onOpenChange={open}>
      <Button className="config-key" data-config={name}>
        <code lang="en">{text}</code>
      </Button>
      <Popover className="popover config-popover">
        <Dialog aria-label={name} className="term-dialog">
          {config === undefined ? (
            <p className="dim">{LOADING[language]}</p>
          ) : config === null ? (
            <p className="dim">{UNKNOWN[language]}</p>
          ) : (
            <ConfigCard config={config} language={language} />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
