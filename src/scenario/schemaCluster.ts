/** The servers of a scenario file: brokers, and what keeps their metadata (controllers, or an ensemble of ZooKeeper). */
import { z } from 'zod';
import { address, config, duration, list, scalar, whole } from './schemaLeaves.ts';

const voter = z.boolean('true or false').optional();

const controller = z.strictObject(
  { id: whole(1, 9), start: duration.optional(), voter, config: config('ControllerConfig').optional() },
  'a group with id and, if needed, start, voter and config',
);

const ROLES = '[broker], or [broker, controller]';

const broker = z.strictObject(
  {
    id: whole(0, 2999),
    rack: z.string('a text').min(1, 'a text that is not empty').max(60, 'at most 60 characters').optional(),
    advertised: address.optional(),
    start: duration.optional(),
    roles: list(z.enum(['broker', 'controller'], ROLES), 2)
      .min(1, ROLES)
      .optional(),
    voter,
    config: config('BrokerConfig').optional(),
  },
  'a group with id and, if needed, rack, advertised, start, roles, voter and config',
);

const zooCfg = z
  .record(z.string(), scalar, 'a group of settings under their names in zoo.cfg')
  .meta({ id: 'ZooKeeperConfig', description: "ZooKeeper's settings under their names in zoo.cfg." });

const zooKeeperServer = z.strictObject(
  { id: whole(1, 9), start: duration.optional(), config: zooCfg.optional() },
  'a group with id and, if needed, start and config',
);

const SERVERS = 'a number from 1 to 9, or a list';
const ZOOKEEPER = 'a number from 1 to 9, or a group with servers and, if needed, config';
const zookeeper = z.union(
  [
    whole(1, 9),
    z.strictObject(
      {
        servers: z.union([whole(1, 9), list(zooKeeperServer, 9).min(1, 'a list that is not empty')], SERVERS),
        config: zooCfg.optional(),
      },
      ZOOKEEPER,
    ),
  ],
  ZOOKEEPER,
);

const FEATURE = 'a level, such as 0 or 1, or for metadata.version a text such as 4.0-IV3';

/** One schema wherever it stands: editors complete from one list. */
export const serverConfig = config('ServerConfig');

export const cluster = z.strictObject(
  {
    // That there is one of each is checked in checkCluster.ts: a combined server is both.
    controllers: z
      .union([whole(1, 9), list(controller, 9).min(1, 'a list that is not empty')], 'a number from 1 to 9, or a list')
      .default(0),
    zookeeper: zookeeper.optional(),
    brokers: z
      .union([whole(1, 50), list(broker, 50).min(1, 'a list that is not empty')], 'a number from 1 to 50, or a list')
      .default(0),
    combined: whole(1, 9).optional(),
    config: serverConfig.optional(),
    features: z.record(z.string(), z.union([z.number(), z.string()], FEATURE), 'a group of feature levels').optional(),
  },
  'a group with controllers and brokers, with zookeeper and brokers, or with combined',
);
