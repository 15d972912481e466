/**
 * Settings of a ZooKeeper server under their names in zoo.cfg: which there are, what values they take, which of them this
 * model follows (org.apache.zookeeper.server.quorum.QuorumPeerConfig.parseProperties, checkValidity).
 */
import { ZOOKEEPER_DEFAULTS, type ZooKeeperConfig } from '../kafka/zookeeper/setup.ts';
import { didYouMean, quoted } from './problems.ts';
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
const SET_BY_TIDEMARK: Readonly<Record<string, string>> = {
  clientPort: 'every server listens at its own name',
  dataDir: 'every server has its own disk',
  dataLogDir: 'every server has its own disk',
  electionAlg: 'it is 3, the only one that ZooKeeper has',
  myid: 'it is the id of the server',
  peerType: 'every server of the ensemble has a vote',
  standaloneEnabled: 'one server is standalone, more are a quorum',
};

export interface ZooCfgProblem {
  readonly name: string;
  readonly message: string;
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
      const message = `${name} must be a whole number from ${LEAST[followed]} to ${MOST}, not ${quoted(written)}`;
      problems.push({ name, message, which: 'value', severity: 'error' });
    }
  }
  const { minSessionTimeout, maxSessionTimeout } = sessionTimeouts(zooCfg);
  if (minSessionTimeout > maxSessionTimeout) {
    const name = section?.maxSessionTimeout === undefined ? 'minSessionTimeout' : 'maxSessionTimeout';
    const are = `minSessionTimeout is ${minSessionTimeout}, maxSessionTimeout ${maxSessionTimeout}`;
    const message = `minSessionTimeout must not be larger than maxSessionTimeout: ${are}`;
    problems.push({ name, message, which: 'value', severity: 'error' });
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
    return { name, message: `${name} is not set here: ${instead}`, which: 'key', severity: 'error' };
  }
  if (WITHOUT_EFFECT.includes(name)) {
    return { name, message: `${name} has no effect in this model yet`, which: 'key', severity: 'warning' };
  }
  const known = [...FOLLOWED, ...WITHOUT_EFFECT, ...Object.keys(SET_BY_TIDEMARK)];
  const guess = didYouMean(name, known);
  const message = `ZooKeeper has no setting ${quoted(name)}${guess === '' ? `; it has ${FOLLOWED.join(', ')}` : guess}`;
  return { name, message, which: 'key', severity: 'error' };
}
