/**
 * The disk of a server of the ensemble as ZooKeeper's files: `version-2` in its dataDir with currentEpoch, acceptedEpoch,
 * `snapshot.<zxid>` and `log.<zxid>`, each readable, whether its process lives or not.
 *
 * ZooKeeper: org.apache.zookeeper.server.persistence.{FileTxnSnapLog,Util}, quorum.QuorumPeer (the epoch files), and what
 * TxnLogToolkit and SnapshotFormatter print. *Simplified:* the server keeps one log; here it is cut where a snapshot was
 * taken, as ZooKeeper rolls it then.
 */
import { entries, get } from '../../base/table.ts';
import { emptyVector, slice, type Vector } from '../../base/vector.ts';
import { sessionText } from '../../kafka/facts/zookeeper.ts';
import type { TextDirectory, TextFile } from '../../kafka/log/checkpointFiles.ts';
import type { LoggedTxn } from '../../kafka/messages.ts';
import type { Znode } from '../../kafka/zookeeper/dataTree.ts';
import type { Snapshot } from '../../kafka/zookeeper/state.ts';
import { ACCEPTED_EPOCH, CURRENT_EPOCH, LOG, SNAPSHOTS } from '../../kafka/zookeeper/txnLog.ts';
import { hexOf } from '../../kafka/zookeeper/zxid.ts';
import type { Directory, Disk } from '../../sim/disk.ts';
import { txnText } from './txnText.ts';

type Texts = ReadonlyMap<string, string>;

export function ensembleDisk({ cached, flushed }: Disk): readonly TextDirectory[] {
  return entries(cached).map(([name, directory]) => {
    const platter = get(flushed, name);
    const [read, kept] = [textsOf(directory), platter === undefined ? new Map<string, string>() : textsOf(platter)];
    const names = [...new Set([...read.keys(), ...kept.keys()])].sort((left, right) => (left < right ? -1 : 1));
    return { name, files: names.map((file) => fileOf(file, read, kept)) };
  });
}

/** What a process does not read any more, and a loss of power would bring back, is an empty file here. */
function fileOf(name: string, read: Texts, kept: Texts): TextFile {
  const [text, platter] = [read.get(name) ?? '', kept.get(name) ?? null];
  return { name, text, flushed: platter === text, platter };
}

/** Told anew only when the directory is another one. */
const TEXTS = new WeakMap<Directory, Texts>();

function textsOf(directory: Directory): Texts {
  const known = TEXTS.get(directory);
  if (known !== undefined) return known;
  const texts = new Map<string, string>();
  for (const file of [CURRENT_EPOCH, ACCEPTED_EPOCH]) {
    const epoch = directory[file] as number | undefined;
    if (epoch !== undefined) texts.set(file, `${epoch}\n`);
  }
  const snapshots = (directory[SNAPSHOTS] as readonly Snapshot[] | undefined) ?? [];
  for (const snapshot of snapshots) texts.set(`snapshot.${snapshot.zxid.toString(16)}`, snapshotText(snapshot));
  const log = (directory[LOG] as Vector<LoggedTxn> | undefined) ?? emptyVector<LoggedTxn>();
  for (const [name, text] of logTexts(slice(log, 0), snapshots)) texts.set(name, text);
  TEXTS.set(directory, texts);
  return texts;
}

/** A file is named after the first change in it. */
function logTexts(log: readonly LoggedTxn[], snapshots: readonly Snapshot[]): [string, string][] {
  const files: [string, string][] = [];
  let lines: string[] = [];
  log.forEach((entry, place) => {
    const before = log[place - 1]?.zxid ?? -1;
    const isRolled = place === 0 || snapshots.some(({ zxid }) => before <= zxid && zxid < entry.zxid);
    if (isRolled) {
      lines = [];
      files.push([`log.${entry.zxid.toString(16)}`, '']);
    }
    lines.push(
      `session ${sessionText(entry.sessionId)} cxid ${hexOf(entry.xid)} zxid ${hexOf(entry.zxid)} ${txnText(entry.txn)}`,
    );
    files[files.length - 1]![1] = `${lines.join('\n')}\n`;
  });
  return files;
}

function snapshotText({ zxid, tree, sessions }: Snapshot): string {
  const lines = [`lastProcessedZxid = ${hexOf(zxid)}`];
  const add = (path: string, node: Znode): void => {
    const { czxid, mzxid, version, ephemeralOwner, data } = node;
    const owner = ephemeralOwner === 0 ? '' : ` ephemeralOwner = ${sessionText(ephemeralOwner)}`;
    lines.push(
      `${path === '' ? '/' : path} cZxid = ${hexOf(czxid)} mZxid = ${hexOf(mzxid)} dataVersion = ${version}${owner}${data ? ` ${data}` : ''}`,
    );
    for (const [name, child] of entries(node.children)) add(`${path}/${name}`, child);
  };
  add('', tree.root);
  for (const [id, { timeout, client }] of entries(sessions)) {
    lines.push(`session ${sessionText(Number(id))} timeout = ${timeout} of ${client}`);
  }
  return `${lines.join('\n')}\n`;
}
