/** The server logs: what was asked last is kept while other lenses are in sight. */
import { useState } from 'react';
import type { ServerLogAsk } from '../../../frame/serverLog/serverLogFrames.ts';
import { VIEWS } from '../../../views/index.ts';
import { useApp, useAppState } from '../../appContext.ts';
import { copyText, saveFile } from '../../share.ts';
import { useViewProps } from '../useViewProps.ts';
import { useLook } from './useLook.ts';

const EVERY_MS = 250;
const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER };

let lastAsk: ServerLogAsk = { node: null, level: 'INFO', logger: '', search: '', ...ALWAYS };

export function ServerLogLens() {
  const { conductor } = useApp();
  const branch = useAppState((state) => state.branch);
  const [ask, setAsk] = useState(lastAsk);
  const answer = useLook({ ask: 'server-log', branch, ...ask }, EVERY_MS);
  const props = useViewProps(branch);
  if (props === undefined) return null;
  return (
    <VIEWS.serverLog.component
      {...props}
      log={answer?.log ?? null}
      ask={ask}
      onAsk={(change) => {
        lastAsk = { ...ask, ...change };
        setAsk(lastAsk);
      }}
      onSeekStep={(step) => conductor.seekStep(step)}
      onCopy={(text) => void copyText(text)}
      onDownload={(text) => saveFile(`${ask.node ?? 'all'}.log`, text)}
    />
  );
}
