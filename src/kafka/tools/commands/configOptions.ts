/** The flags of kafka-configs and what is checked of them (kafka.admin.ConfigCommand.ConfigCommandOptions). */
import {
  type Command,
  checkInvalidArgs,
  maybePrintHelpOrVersion,
  printUsageAndExit,
} from '../options/commandLineUtils.ts';
import { parseOptions } from '../options/optionParser.ts';
import { RECORDED_OPTIONS } from '../options/recordedOptions.ts';
import { illegalArgument } from '../options/thrown.ts';
import type { Shell } from '../program.ts';

/** In the order in which Kafka names them. */
const TYPES = ['topics', 'clients', 'users', 'brokers', 'ips', 'client-metrics', 'groups', 'broker-loggers'];

const ENTITY_FLAGS: readonly (readonly [flag: string, type: string])[] = [
  ['topic', 'topics'],
  ['client', 'clients'],
  ['user', 'users'],
  ['broker', 'brokers'],
  ['broker-logger', 'broker-loggers'],
  ['ip', 'ips'],
  ['client-metrics', 'client-metrics'],
  ['group', 'groups'],
];
const DEFAULT_FLAGS: readonly (readonly [flag: string, type: string])[] = [
  ['client-defaults', 'clients'],
  ['user-defaults', 'users'],
  ['broker-defaults', 'brokers'],
  ['ip-defaults', 'ips'],
];

export interface ConfigCommandOptions extends Command {
  readonly entityTypes: readonly string[];
  /** Empty: the default of all. */
  readonly entityNames: readonly string[];
}

export function configOptions(shell: Shell): ConfigCommandOptions {
  const { help, options: specs } = RECORDED_OPTIONS['kafka-configs'];
  const options = parseOptions(specs, shell.args);
  const has = ([name]: readonly [string, string]) => options.has(name);
  const command: ConfigCommandOptions = {
    shell,
    specs,
    options,
    entityTypes: [
      ...options.valuesOf('entity-type'),
      ...[...ENTITY_FLAGS, ...DEFAULT_FLAGS].filter(has).map(([, type]) => type),
    ],
    entityNames: [
      ...options.valuesOf('entity-name'),
      ...(options.has('entity-default') ? [''] : []),
      ...ENTITY_FLAGS.filter(has).map(([name]) => options.valueOf(name)!),
      ...DEFAULT_FLAGS.filter(has).map(() => ''),
    ],
  };
  maybePrintHelpOrVersion(command, help);
  checkArgs(command);
  return command;
}

function checkArgs(command: ConfigCommandOptions): void {
  const { options, entityTypes, entityNames } = command;
  if (['alter', 'describe'].filter((name) => options.has(name)).length !== 1) {
    printUsageAndExit(command, 'Command must include exactly one action: --describe, --alter');
  }
  checkInvalidArgs(command, 'describe', ['alter', 'add-config', 'delete-config']);
  const repeated = entityTypes.filter((type, place) => entityTypes.indexOf(type) !== place);
  if (repeated.length > 0) throw illegalArgument(`Duplicate entity type(s) specified: ${repeated.join(',')}`);
  if (!options.has('bootstrap-server') && !options.has('bootstrap-controller')) {
    throw illegalArgument('Either --bootstrap-server or --bootstrap-controller must be specified.');
  }
  const unknown = entityTypes.find((type) => !TYPES.includes(type));
  if (unknown !== undefined) {
    throw illegalArgument(
      `Invalid entity type ${unknown}, the entity type must be one of ${TYPES.join(', ')} with a --bootstrap-server or ` +
        '--bootstrap-controller argument',
    );
  }
  if (entityTypes.length === 0) throw illegalArgument('At least one entity type must be specified');
  const isPair = entityTypes.includes('users') && entityTypes.includes('clients') && entityTypes.length === 2;
  if (entityTypes.length > 1 && !isPair) {
    throw illegalArgument("Only 'users' and 'clients' entity types may be specified together");
  }
  const hasGeneral = ['entity-name', 'entity-type', 'entity-default'].some((name) => options.has(name));
  if (hasGeneral && [...ENTITY_FLAGS, ...DEFAULT_FLAGS].some(([name]) => options.has(name))) {
    const message = '--entity-{type,name,default} should not be used in conjunction with specific entity flags';
    throw illegalArgument(message);
  }
  if (options.has('bootstrap-server') && options.has('bootstrap-controller')) {
    throw illegalArgument('Only one of --bootstrap-server or --bootstrap-controller can be specified');
  }
  const type = entityTypes[0]!;
  const name = entityNames.find((each) => each !== '');
  if (name !== undefined && type.startsWith('broker') && !/^[+-]?\d+$/.test(name)) {
    throw illegalArgument(`The entity name for ${type} must be a valid integer broker id, but it is: ${name}`);
  }
  if (options.has('describe')) checkDescribe(command, type, name);
  else checkAlter(command, type, name);
}

const WITH_DEFAULTS = ['users', 'clients', 'brokers', 'ips'];

function checkDescribe({ options, entityTypes }: ConfigCommandOptions, type: string, name: string | undefined): void {
  if (!WITH_DEFAULTS.includes(type) && options.has('entity-default')) {
    throw illegalArgument(`--entity-default must not be specified with --describe of ${entityTypes.join(',')}`);
  }
  if (type === 'broker-loggers' && name === undefined) {
    throw illegalArgument(`An entity name must be specified with --describe of ${entityTypes.join(',')}`);
  }
}

function checkAlter(command: ConfigCommandOptions, type: string, name: string | undefined): void {
  const { options, entityTypes, entityNames } = command;
  if (WITH_DEFAULTS.includes(type)) {
    if (name === undefined && !entityNames.includes('')) {
      const message =
        'An entity-name or default entity must be specified with --alter of users, clients, brokers or ips';
      throw illegalArgument(message);
    }
  } else if (name === undefined) {
    throw illegalArgument(`An entity name must be specified with --alter of ${entityTypes.join(',')}`);
  }
  if (options.has('add-config') && options.has('add-config-file')) {
    throw illegalArgument('Only one of --add-config or --add-config-file must be specified');
  }
  if (!['add-config', 'add-config-file', 'delete-config'].some((each) => options.has(each))) {
    const message =
      'At least one of --add-config, --add-config-file, or --delete-config must be specified with --alter';
    throw illegalArgument(message);
  }
  if (entityTypes.length !== entityNames.length) {
    throw illegalArgument('An entity name must be specified for every entity type');
  }
}
