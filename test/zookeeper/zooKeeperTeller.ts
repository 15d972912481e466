/** Tells the stories of an ensemble: commands in, what clients hear and what is told out. */
import { millis, seconds } from '../../src/base/time.ts';
import { describeFact } from '../../src/kafka/describeFact.ts';
import { describeMessage } from '../../src/kafka/describeMessage.ts';
import type {
  CreateMode,
  ZnodeStat,
  ZooKeeperChange,
  ZooKeeperMessage,
  ZooKeeperOperation,
} from '../../src/kafka/messages.ts';
import { getZnode, statOf } from '../../src/kafka/zookeeper/dataTree.ts';
import type { ZooKeeperConfig } from '../../src/kafka/zookeeper/setup.ts';
import { hexOf } from '../../src/kafka/zookeeper/zxid.ts';
import { describeServer, Ensemble } from './ensemble.ts';
import { EnsembleChecker } from './ensembleChecker.ts';

/** After an order all is given so long to come to rest. */
const PAUSE = millis(20);

export class ZooKeeperTeller {
  #ensemble: Ensemble | undefined;
  #checker: EnsembleChecker | undefined;
  #told = 0;
  #hidden = false;

  get ensemble(): Ensemble {
    if (this.#ensemble === undefined) throw new Error('the story begins with an ensemble');
    return this.#ensemble;
  }

  get brokenPromises(): readonly string[] {
    return this.#checker?.broken ?? [];
  }

  /** What the commands of one block bring. */
  tell(commands: readonly string[]): string[] {
    return commands.flatMap((command) => this.#carryOut(command));
  }

  #carryOut(line: string): string[] {
    const words = line.split(' ');
    const [first = ''] = words;
    if (first === 'ensemble') return this.#begin(words.slice(1));
    if (/^c\d+$/.test(first)) {
      this.#order(first, words[1] ?? '', words.slice(2));
      return this.#settleAndTell();
    }
    const { ensemble } = this;
    const second = words[1] === 'leader' ? (ensemble.leader ?? 'nobody') : (words[1] ?? '');
    switch (first) {
      case 'run':
        ensemble.run(durationOf(second));
        return this.#news();
      case 'settle':
        ensemble.runUntil('settled', () => ensemble.isSettled);
        ensemble.run(PAUSE);
        return this.#news();
      case 'quietly':
        this.#hidden = true;
        this.#carryOut(words.slice(1).join(' '));
        this.#hidden = false;
        return [];
      case 'servers':
        return ensemble.describe().split('\n');
      case 'server':
        return [`${second} ${describeServer(ensemble.server(second))}`];
      case 'leader':
        return [ensemble.leader ?? 'nobody'];
      case 'tree':
        return this.#tree(second);
      case 'stat':
        return this.#stat(second, words[2]!);
      case 'sessions':
        return this.#sessions(second);
      case 'watches':
        return this.#watches(second);
      case 'wire':
        return this.#wire(words.slice(1).join(' '));
      case 'wipe':
        for (const node of this.#nodes(second)) ensemble.do({ type: 'wipe', node });
        if (2 * this.#nodes(second).length > ensemble.servers.length) this.#checker?.forget();
        return [];
      case 'kill':
      case 'start':
      case 'pause':
      case 'resume':
        for (const node of this.#nodes(second)) ensemble.do({ type: first, node });
        return this.#settleAndTell();
      case 'shutdown':
        for (const node of this.#nodes(second)) ensemble.tell(node, { type: 'controlled-shutdown' });
        return this.#settleAndTell();
      case 'power-loss':
        for (const node of this.#nodes(second)) ensemble.do({ type: 'power-loss', node });
        return this.#settleAndTell();
      case 'slow-disk':
        for (const node of this.#nodes(second)) ensemble.do({ type: 'slow-disk', node, factor: Number(words[2]) });
        return [];
      case 'cut':
        ensemble.cut(this.#nodes(second), this.#nodes(words[2]!));
        return [];
      case 'one-way':
        ensemble.do({ type: 'link', from: this.#nodes(second), to: this.#nodes(words[2]!), rule: { cut: true } });
        return [];
      case 'delay':
        for (const from of this.#nodes(second)) {
          ensemble.do({
            type: 'link',
            from: [from],
            to: this.#nodes(words[2]!),
            rule: { delay: durationOf(words[3]!) },
          });
        }
        return [];
      case 'slow-link': {
        const rule = { bytesPerSecond: Number(words[3]) };
        ensemble.do({ type: 'link', from: [second], to: this.#nodes(words[2]!), rule });
        return [];
      }
      case 'disk':
        return this.#disk(second);
      case 'heal':
        ensemble.do({ type: 'heal' });
        return this.#settleAndTell();
      default:
        throw new Error(`no such command: ${line}`);
    }
  }

  #begin(words: readonly string[]): string[] {
    const config: Partial<Record<keyof ZooKeeperConfig, number>> = {};
    let seed = 1;
    for (const word of words.slice(1)) {
      const [key, value] = word.split('=') as [string, string];
      if (key === 'seed') seed = Number(value);
      else config[key as keyof ZooKeeperConfig] = Number(value);
    }
    this.#ensemble = new Ensemble({ servers: Number(words[0]), seed, config });
    this.#checker = new EnsembleChecker(this.#ensemble);
    this.#told = 0;
    this.#ensemble.run(1);
    return [];
  }

  /** `z1,z2`, `leader`, `followers`, `others` (all but the leader), `all`. */
  #nodes(text: string): readonly string[] {
    const { ensemble } = this;
    return text.split(',').flatMap((name) => {
      if (name === 'leader') return [ensemble.leader as string];
      if (name === 'followers') return ensemble.servers.filter((id) => id !== ensemble.leader);
      return name === 'all' ? ensemble.servers : [name];
    });
  }

  #order(client: string, verb: string, words: readonly string[]): void {
    const { ensemble } = this;
    const [first = ''] = words;
    if (verb === 'connect') {
      const [server] = this.#nodes(first);
      const lastZxid = words[2] === undefined ? {} : { lastZxid: Number(words[2]) };
      ensemble.tell(client, { type: 'connect', server: server!, timeout: Number(words[1] ?? 6000), ...lastZxid });
    } else if (verb === 'steal') {
      const { sessionId, passwd } = ensemble.client(first)!;
      ensemble.tell(client, { type: 'steal', sessionId, passwd: words[1] ?? passwd });
    } else if (verb === 'disconnect') ensemble.tell(client, { type: 'disconnect' });
    else if (verb === 'fill') this.#fill(client, first, Number(words[1]));
    else for (const operation of operationsOf(verb, words)) ensemble.tell(client, { type: 'request', operation });
  }

  /** `/n 3`: /n1, /n2 and /n3, one after the other. */
  #fill(client: string, prefix: string, count: number): void {
    for (let n = 1; n <= count; n++) {
      this.ensemble.tell(client, { type: 'request', operation: operationOf('create', [`${prefix}${n}`]) });
      this.ensemble.run(millis(10));
    }
  }

  #disk(server: string): string[] {
    const { log } = this.ensemble.server(server)!;
    const snapshots = log.snapshots.map(({ zxid }) => hexOf(zxid)).join(', ');
    const from = log.entries.length === 0 ? 'nothing' : `${log.entries.length} changes`;
    return [`${server} snapshots [${snapshots}], log of ${from} up to ${hexOf(log.lastLoggedZxid)}`];
  }

  #settleAndTell(): string[] {
    this.ensemble.run(PAUSE);
    return this.#news();
  }

  #news(): string[] {
    const lines: string[] = [];
    const { facts } = this.ensemble;
    for (; this.#told < facts.length; this.#told++) {
      const { fact } = facts[this.#told]!;
      if (fact.type === 'Heard') lines.push(`${fact.client} hears ${this.#heard(fact.message)}`);
      else if (!QUIET.includes(fact.type)) lines.push(describeFact(fact));
    }
    return this.#hidden ? [] : lines;
  }

  #heard(message: ZooKeeperMessage | null): string {
    if (message === null) return 'nothing more: disconnected';
    if (message.type === 'ZooKeeperConnectResponse' && message.timeOut > 0) {
      return `${describeMessage(message)} timeout ${message.timeOut}`;
    }
    if (message.type !== 'ZooKeeperResponse') return describeMessage(message);
    const { op, result } = message;
    const parts = [`${op} ${result.code}`];
    if (result.path !== undefined && op === 'create') parts.push(result.path);
    if (result.data !== undefined) parts.push(JSON.stringify(result.data));
    if (result.children !== undefined) parts.push(`[${result.children.join(', ')}]`);
    if (result.stat !== undefined && op !== 'create') parts.push(`version ${result.stat.version}`);
    if (result.results !== undefined) parts.push(`[${result.results.map(({ code }) => code).join(', ')}]`);
    return parts.join(' ');
  }

  #tree(server: string): string[] {
    const lines: string[] = [];
    const visit = (path: string): void => {
      const node = getZnode(this.ensemble.server(server)!.database.tree, path)!;
      const owner = node.ephemeralOwner === 0 ? '' : ` of ${hexOf(node.ephemeralOwner)}`;
      const data = node.data === null || node.data === '' ? '' : ` ${node.data}`;
      if (path !== '/') lines.push(`${path}${data}${owner}`);
      for (const name of [...node.children.keys].sort())
        if (name !== 'zookeeper') visit(path === '/' ? `/${name}` : `${path}/${name}`);
    };
    visit('/');
    return lines.length === 0 ? ['nothing'] : lines;
  }

  #stat(server: string, path: string): string[] {
    const node = getZnode(this.ensemble.server(server)!.database.tree, path);
    return node === undefined ? [`no ${path}`] : describeStat(statOf(node));
  }

  #sessions(server: string): string[] {
    const { sessions } = this.ensemble.server(server)!.database;
    const lines = sessions.keys.map(
      (id, i) => `${hexOf(Number(id))} ${sessions.values[i]!.client} ${sessions.values[i]!.timeout} ms`,
    );
    return lines.length === 0 ? ['none'] : lines;
  }

  #watches(server: string): string[] {
    const { serving } = this.ensemble.server(server)!;
    if (serving === undefined) return ['not serving'];
    const lines: string[] = [];
    for (const [kind, watches] of [
      ['data', serving.dataWatches],
      ['children', serving.childWatches],
    ] as const) {
      watches.keys.forEach((path, i) => {
        const clients = watches.values[i]!.map((connection) => {
          const place = serving.cnxns.keys.indexOf(String(connection));
          return serving.cnxns.values[place]!.client;
        });
        if (clients.length > 0) lines.push(`${kind} ${path} ${clients.join(' ')}`);
      });
    }
    return lines.length === 0 ? ['none'] : lines;
  }

  /** What crosses between servers while a command is carried out. */
  #wire(command: string): string[] {
    const [, plain, filter] = /^(.*?)(?: only=(\S+))?$/.exec(command) as RegExpExecArray;
    const only = filter?.split(',');
    const lines: string[] = [];
    const { watchers } = this.ensemble;
    watchers.push(({ scheduled: { event, node } }) => {
      if (event?.type !== 'arrived' || event.lane === 'client') return;
      const text = describeMessage(event.message);
      if (text !== 'PING' && (only === undefined || only.includes(text.split(' ')[0]!)))
        lines.push(`${event.from} -> ${node} ${text}`);
    });
    const news = this.#carryOut(plain!);
    watchers.pop();
    return [...lines, ...news];
  }
}

/** Told elsewhere, or too often. */
const QUIET: readonly string[] = ['WatchFired'];

function describeStat(stat: ZnodeStat): string[] {
  const { czxid, mzxid, pzxid, version, cversion, ephemeralOwner, dataLength, numChildren } = stat;
  return [
    `cZxid ${hexOf(czxid)} mZxid ${hexOf(mzxid)} pZxid ${hexOf(pzxid)} cversion ${cversion} dataVersion ${version} ` +
      `ephemeralOwner ${hexOf(ephemeralOwner)} dataLength ${dataLength} numChildren ${numChildren}`,
  ];
}

function durationOf(text: string): number {
  return text.endsWith('ms') ? millis(Number(text.slice(0, -2))) : seconds(Number(text.slice(0, -1)));
}

const MODES: Readonly<Record<string, CreateMode>> = {
  '-e': 'EPHEMERAL',
  '-s': 'PERSISTENT_SEQUENTIAL',
  '-es': 'EPHEMERAL_SEQUENTIAL',
};

/** `create -e /a text`, `set /a text 3`, `get -w /a`, `multi check /a 0; set /a text`, `together get /a; set /a x`. */
function operationsOf(verb: string, words: readonly string[]): readonly ZooKeeperOperation[] {
  if (verb !== 'multi' && verb !== 'together') return [operationOf(verb, words)];
  const operations = words
    .join(' ')
    .split('; ')
    .map((text) => text.split(' '))
    .map(([first = '', ...others]) => (first === 'multi' ? multiOf(others) : operationOf(first, others)));
  if (verb === 'together') return operations;
  return [{ op: 'multi', ops: operations as readonly ZooKeeperChange[] }];
}

/** Within `together`, its parts are parted by commas: `multi create /a,check /b 7`. */
function multiOf(words: readonly string[]): ZooKeeperOperation {
  const parts = words.join(' ').split(',');
  const ops = parts.map((text) => operationOf(text.split(' ')[0]!, text.split(' ').slice(1)));
  return { op: 'multi', ops: ops as readonly ZooKeeperChange[] };
}

function operationOf(verb: string, words: readonly string[]): ZooKeeperOperation {
  const flags = words.filter((word) => word.startsWith('-') && !/\d/.test(word));
  const [path = '/', value, version] = words.filter((word) => !flags.includes(word));
  const watch = flags.includes('-w');
  switch (verb) {
    case 'create':
      return { op: 'create', path, data: value ?? null, mode: MODES[flags[0] ?? ''] ?? 'PERSISTENT' };
    case 'set':
      return { op: 'setData', path, data: value ?? null, version: Number(version ?? -1) };
    case 'delete':
      return { op: 'delete', path, version: Number(value ?? -1) };
    case 'check':
      return { op: 'check', path, version: Number(value ?? -1) };
    case 'get':
      return { op: 'getData', path, watch };
    case 'exists':
      return { op: 'exists', path, watch };
    case 'ls':
      return { op: 'getChildren', path, watch };
    case 'sync':
      return { op: 'sync', path };
    case 'close':
      return { op: 'closeSession' };
    case 'ping':
      return { op: 'ping' };
    case 'set-watches': {
      // set-watches 0x100000003 data:/a exist:/b child:/c
      const of = (kind: string) =>
        words.filter((word) => word.startsWith(`${kind}:`)).map((word) => word.slice(kind.length + 1));
      const relativeZxid = Number(words[0]);
      return {
        op: 'setWatches',
        relativeZxid,
        dataWatches: of('data'),
        existWatches: of('exist'),
        childWatches: of('child'),
      };
    }
    default:
      throw new Error(`no such request: ${verb}`);
  }
}
