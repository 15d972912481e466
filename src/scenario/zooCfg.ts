/**
 * Settings of a ZooKeeper server under their names in zoo.cfg: which there are, what values they take, which of them this
 * model follows (org.apache.zookeeper.server.quorum.QuorumPeerConfig.parseProperties, checkValidity).
 */
import { type Says, says } from '../base/says.ts';
import { ZOOKEEPER_DEFAULTS, type ZooKeeperConfig } from '../kafka/zookeeper/setup.ts';
import { CLUSTER_SAYS } from './says/cluster.ts';
import { NAMES_SAY } from './says/names.ts';
import type { ConfigSection } from './schema.ts';

type FollowedSetting = keyof ZooKeeperConfig;

const FOLLOWED = Object.keys(ZOOKEEPER_DEFAULTS) as readonly FollowedSetting[];

/** The least that each may be. */
const LEAST: Readonly<Record<FollowedSetting, number>> = {
  tickTime: 1,
  initLimit: 1,
  syncLimit: 1,
  minSessionTimeout: -1,
  maxSessionTimeout: -1,
  snapCount: 2,
};
const MOST = 2_147_483_647;

/** ZooKeeper reads them, and nothing here depends on them. */
const WITHOUT_EFFECT = [
  'admin.enableServer',
  'admin.serverPort',
  'autopurge.purgeInterval',
  'autopurge.snapRetainCount',
  'cnxTimeout',
  'forceSync',
  'fsync.warningthresholdms',
  'globalOutstandingLimit',
  'leaderServes',
  'maxClientCnxns',
  'preAllocSize',
  '4lw.commands.whitelist',
];

/** They follow from other keys of the file. */
const SET_BY_TIDEMARK: Readonly<Record<string, Says>> = {
  clientPort: says('every server listens at its own name', '서버마다 자기 이름으로 열려 있어요'),
  dataDir: says('every server has its own disk', '서버마다 디스크가 따로 있어요'),
  dataLogDir: says('every server has its own disk', '서버마다 디스크가 따로 있어요'),
  electionAlg: says('it is 3, the only one that ZooKeeper has', 'ZooKeeper에 하나뿐인 3이에요'),
  myid: says('it is the id of the server', '서버의 번호(id)와 같아요'),
  peerType: says('every server of the ensemble has a vote', '앙상블의 모든 서버에 투표권이 있어요'),
  standaloneEnabled: says('one server is standalone, more are a quorum', '한 대면 standalone, 여러 대면 쿼럼이에요'),
};

export interface ZooCfgProblem {
  readonly name: string;
  readonly says: Says;
  readonly which: 'key' | 'value';
  readonly severity: 'error' | 'warning';
}

export interface ReadZooCfg {
  readonly zooCfg: ZooKeeperConfig;
  readonly problems: readonly ZooCfgProblem[];
}

export const ZOO_CFG_SETTINGS: readonly FollowedSetting[] = FOLLOWED;

export function leastOf(name: FollowedSetting): number {
  return LEAST[name];
}

/** Every setting with its value in force, and what is wrong with those that are written. */
export function readZooCfg(section: ConfigSection | undefined): ReadZooCfg {
  const zooCfg: Record<FollowedSetting, number> = { ...ZOOKEEPER_DEFAULTS };
  const problems: ZooCfgProblem[] = [];
  for (const [name, written] of Object.entries(section ?? {})) {
    const followed = FOLLOWED.find((known) => known === name);
    if (followed === undefined) {
      problems.push(notFollowed(name));
      continue;
    }
    const value = /^[+-]?\d{1,10}$/.test(String(written).trim()) ? Number(written) : Number.NaN;
    if (value >= LEAST[followed] && value <= MOST) zooCfg[followed] = value;
    else {
      const says = CLUSTER_SAYS.zooCfgRange(name, LEAST[followed], MOST, written);
      problems.push({ name, says, which: 'value', severity: 'error' });
    }
  }
  const { minSessionTimeout, maxSessionTimeout } = sessionTimeouts(zooCfg);
  if (minSessionTimeout > maxSessionTimeout) {
    const name = section?.maxSessionTimeout === undefined ? 'minSessionTimeout' : 'maxSessionTimeout';
    const says = CLUSTER_SAYS.sessionTimeouts(minSessionTimeout, maxSessionTimeout);
    problems.push({ name, says, which: 'value', severity: 'error' });
  }
  return { zooCfg, problems };
}

/** In milliseconds, between which a server agrees to the timeout that a client asks for. */
export function sessionTimeouts({ tickTime, minSessionTimeout, maxSessionTimeout }: ZooKeeperConfig): {
  readonly minSessionTimeout: number;
  readonly maxSessionTimeout: number;
} {
  return {
    minSessionTimeout: minSessionTimeout === -1 ? tickTime * 2 : minSessionTimeout,
    maxSessionTimeout: maxSessionTimeout === -1 ? tickTime * 20 : maxSessionTimeout,
  };
}

function notFollowed(name: string): ZooCfgProblem {
  const instead = SET_BY_TIDEMARK[name];
  if (instead !== undefined) {
    return { name, says: NAMES_SAY.notSetHere(name, instead), which: 'key', severity: 'error' };
  }
  if (WITHOUT_EFFECT.includes(name)) {
    return { name, says: NAMES_SAY.noEffect(name), which: 'key', severity: 'warning' };
  }
  const known = [...FOLLOWED, ...WITHOUT_EFFECT, ...Object.keys(SET_BY_TIDEMARK)];
  return { name, says: CLUSTER_SAYS.noZooKeeperSetting(name, known, FOLLOWED), which: 'key', severity: 'error' };
}
