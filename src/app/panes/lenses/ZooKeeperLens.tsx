/** The ZooKeeper lens: what was looked at is kept while other lenses are in sight, and goes out in a link. */
import { useEffect } from 'react';
import type { ZooKeeperAsk } from '../../../frame/zookeeper/zooKeeperLens.ts';
import { VIEWS } from '../../../views/index.ts';
import {
  isRecord,
  type Read,
  readFlag,
  readOneOf,
  readTextOrNull,
  readTexts,
  useKept,
} from '../../../views/lens/kept.ts';
import { useApp, useAppState } from '../../appContext.ts';
import { currentBranch } from '../../store.ts';
import { useViewProps } from '../useViewProps.ts';
import { useLook } from './useLook.ts';

const EVERY_MS = 120;
/** The whole history crosses each time. */
const TIME_EVERY_MS = 250;

const USUAL: ZooKeeperAsk = {
  part: 'ensemble',
  server: null,
  open: ['/brokers', '/brokers/ids', '/brokers/topics'],
  path: null,
};
const readPart = readOneOf(['ensemble', 'znodes', 'controller', 'time']);

const readAsk: Read<ZooKeeperAsk> = (value) => {
  if (!isRecord(value)) return undefined;
  const [part, server, path] = [readPart(value.part), readTextOrNull(value.server), readTextOrNull(value.path)];
  const open = readTexts(value.open);
  if (part === undefined || server === undefined || path === undefined || open === undefined) return undefined;
  return { part, server, open, path };
};

export function ZooKeeperLens() {
  const { conductor } = useApp();
  const branch = useAppState((state) => state.branch);
  const headAt = useAppState((state) => currentBranch(state)?.headAt ?? 0);
  const until = useAppState((state) => state.scenario?.until ?? 0);
  const [ask, setAsk] = useKept('zookeeper.ask', USUAL, readAsk);
  const [isFollowing, setFollowing] = useKept('zookeeper.following', true, readFlag);
  const answer = useLook({ ask: 'zookeeper', branch, ...ask }, ask.part === 'time' ? TIME_EVERY_MS : EVERY_MS);
  const props = useViewProps(branch);

  // Another place has asked for a znode.
  const wanted = useAppState((state) => state.znode);
  useEffect(() => {
    if (wanted === null) return;
    const above = wanted.split('/').slice(1, -1);
    const open = above.map((_, place) => `/${above.slice(0, place + 1).join('/')}`);
    setAsk((now) => ({ ...now, part: 'znodes', path: wanted, open: [...new Set([...now.open, ...open])] }));
    conductor.set({ znode: null });
  }, [wanted, conductor, setAsk]);

  // What changes out of sight is opened, one level with each answer.
  const rows = answer?.zookeeper.znodes?.rows;
  useEffect(() => {
    if (!isFollowing || rows === undefined) return;
    const hidden = rows.filter(({ newsBelow }) => newsBelow).map(({ path }) => path);
    if (hidden.length === 0) return;
    setAsk((now) => ({ ...now, open: [...new Set([...now.open, ...hidden])] }));
  }, [rows, isFollowing, setAsk]);

  if (props === undefined) return null;
  return (
    <VIEWS.zookeeper.component
      {...props}
      lens={answer?.zookeeper ?? null}
      ask={ask}
      end={Math.max(1, until, headAt)}
      isFollowing={isFollowing}
      onAsk={(part) => setAsk({ ...ask, ...part })}
      onFollow={setFollowing}
      onSeek={(at) => conductor.seekTo(at)}
    />
  );
}
