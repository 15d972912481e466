/** The server logs: what was asked last is kept while other lenses are in sight. */
import { LOG_LEVELS, type ServerLogAsk } from '../../../frame/serverLog/serverLogFrames.ts';
import { VIEWS } from '../../../views/index.ts';
import { isRecord, type Read, readOneOf, readText, readTextOrNull, useKept } from '../../../views/lens/kept.ts';
import { useApp, useAppState } from '../../appContext.ts';
import { copyText, saveFile } from '../../share.ts';
import { useViewProps } from '../useViewProps.ts';
import { useLook } from './useLook.ts';

const EVERY_MS = 250;
const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER };

const USUAL: ServerLogAsk = { node: null, level: 'INFO', logger: '', search: '', ...ALWAYS };
const readLevel = readOneOf(LOG_LEVELS);

const readAsk: Read<ServerLogAsk> = (value) => {
  if (!isRecord(value)) return undefined;
  const [node, level] = [readTextOrNull(value.node), readLevel(value.level)];
  const [logger, search] = [readText(value.logger), readText(value.search)];
  if (node === undefined || level === undefined || logger === undefined || search === undefined) return undefined;
  return { node, level, logger, search, ...ALWAYS };
};

export function ServerLogLens() {
  const { conductor } = useApp();
  const branch = useAppState((state) => state.branch);
  const [ask, setAsk] = useKept('server-log.ask', USUAL, readAsk);
  const answer = useLook({ ask: 'server-log', branch, ...ask }, EVERY_MS);
  const props = useViewProps(branch);
  if (props === undefined) return null;
  return (
    <VIEWS.serverLog.component
      {...props}
      log={answer?.log ?? null}
      ask={ask}
      onAsk={(change) => setAsk({ ...ask, ...change })}
      onSeekStep={(step) => conductor.seekStep(step)}
      onCopy={(text) => void copyText(text)}
      onDownload={(text) => saveFile(`${ask.node ?? 'all'}.log`, text)}
    />
  );
}
