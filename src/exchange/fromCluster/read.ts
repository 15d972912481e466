/**
 * One pass over pasted text: which tool a line is from, and what it says. Whatever is understood by none is kept with its
 * number. Every line is looked at once, by patterns that do not go back.
 */
import type { Words } from '../words.ts';
import { type DescribedCluster, type DescribedConfig, emptyDescription, groupOf } from './described.ts';
import { linesOf, type PastedLine, unwrapped } from './lines.ts';
import { readGroupRow } from './readGroups.ts';
import {
  configTarget,
  readApiVersions,
  readEndOffset,
  readFeature,
  readInlineConfigs,
  readLogDirs,
  readQuorumLine,
  readReassignment,
  readReplicationRow,
  settingOf,
} from './readServers.ts';
import { rowOf, type Table, tableOf } from './readTables.ts';
import { GOES_ON, missingIn, readTopicLine } from './readTopics.ts';

export const LONGEST_PASTE = 1024 * 1024;
/** More lines that say nothing are only counted. */
const MOST_LEFT = 100;
/** Longer than any line of a tool but that of kafka-log-dirs. */
const LONGEST_LINE = 20_000;
/** As many titles as a line of a topic has. */
const MOST_PARTS = 12;
/** More than any tool prints within that length. */
const MOST_LINES = 40_000;

const NOT_A_TOOL: Words = {
  en: 'Not understood: no line of a tool that is read here.',
  ko: '알아보지 못한 줄이에요. 여기서 읽는 도구의 출력이 아니에요.',
};
const A_LOG_LINE: Words = { en: 'A line of a log or an exception.', ko: '로그나 예외의 한 줄이에요.' };
const NO_SUCH_GROUP: Words = { en: 'The tool knew no such group.', ko: '도구가 이런 그룹은 없다고 했어요.' };
const NO_ACTIVE =
  /^(?:Error: |Warning: )?(?:The )?(?:[Cc]onsumer|[Ss]hare|[Ss]treams) group '(.{1,249})' (has no active members|is rebalancing|does not exist)/;
const A_LOG =
  /^\s*(?:\[\d{4}-\d\d-\d\d|\d{4}-\d\d-\d\d[T ]\d\d|at [\w.$/]+\(|Caused by: |[\w.$]+(?:Exception|Error)\b|(?:log4j:)?(?:WARN|INFO|ERROR|DEBUG|WARNING|Warning|Error|Note|SLF4J|OpenJDK|Picked up|Defaulted container|Unable to use a TTY|command terminated|Skip getting offsets)\b)/;
const COMMAND = /(?:^|[\s/$#>])(?:kafka|zookeeper)-[a-z-]+(?:\.sh|\.bat)?(?:\s|$)/;
/** What somebody typed beside: `user@host:~$ ls`, and the fences of a chat. */
const PROMPT =
  /^\s*(?:\(\S{1,40}\) )?\[?[\w.-]{1,60}@[\w.-]{1,100}[: ][^\s$#%>]{0,200}\]?\s?[$#%>](?:\s|$)|^\s*(?:[$#>]|```\w*|~~~|\{noformat\}|\{code\})\s*$/;
/** What tools say whatever the cluster is like. */
const SAID_ALWAYS = /^\s*Note: This will (?:not|only) show information about/;
const REPLICATION = /^\s*NodeId\s+(?:DirectoryId\s+)?LogEndOffset\b/;
/** Of a group that nothing names. */
export const NO_NAME = 'pasted-group';

export function readDescription(text: string): DescribedCluster {
  const lines = linesOf(text);
  const asTheyAre = read(lines);
  const whole = unwrapped(lines);
  if (whole === undefined) return asTheyAre.cluster;
  const mended = read(whole);
  return mended.understood > asTheyAre.understood ? mended.cluster : asTheyAre.cluster;
}

/** With what it says: a partition, an offset or a member each counts. */
function read(lines: readonly PastedLine[]): { cluster: DescribedCluster; understood: number } {
  const reader = new Reader();
  for (const { text, line } of lines.slice(0, MOST_LINES)) reader.line(text, line);
  reader.finish(lines.length);
  const { cluster } = reader;
  let understood = 0;
  for (const { partitions } of cluster.topics.values()) {
    for (const { elr, adding, isr } of partitions.values()) understood += 2 + elr.length + adding.length + isr.length;
  }
  for (const { offsets, members } of cluster.groups.values()) {
    for (const { lag, member } of offsets.values()) understood += lag === null ? 2 : member === null ? 3 : 4;
    understood += members.size;
  }
  return { cluster, understood };
}

class Reader {
  readonly cluster = emptyDescription();
  #table: Table | undefined;
  /** How many tables there were. */
  #tables = 0;
  #isReplication = false;
  /** A list of names follows, which says nothing that is not said elsewhere. */
  #isList = false;
  /** The command goes on in the next line. */
  #isTyped = false;
  /** Whose settings are being read; null: of nobody here. */
  #configs: Map<string, DescribedConfig> | null | undefined;
  #group = '';
  #type: string | null = null;
  #leftOut = 0;
  /** The line of a topic that was read last, or was not whole. */
  #topic: { text: string; line: number; isRead: boolean; parts: number } | undefined;
  /** The lines that were left last. */
  #run: { reason: Words; first: string; at: number; last: number } | undefined;

  line(text: string, line: number): void {
    if (this.#goesOn(text)) return;
    this.#leaveTopic();
    if (text.trim() === '') {
      this.#table = undefined;
      this.#isReplication = false;
      return;
    }
    if (!this.#understands(text, line)) this.#leave(text, line);
  }

  finish(lines: number): void {
    this.#leaveTopic();
    if (lines > MOST_LINES) {
      const reason = {
        en: `Of ${lines} lines the first ${MOST_LINES} are read.`,
        ko: `${lines}줄 가운데 처음 ${MOST_LINES}줄만 읽었어요.`,
      };
      this.cluster.left.push({ line: MOST_LINES, text: '…', reason });
    }
    if (this.#leftOut === 0) return;
    const count = this.#leftOut;
    const reason = { en: `${count} more lines that say nothing here.`, ko: `알아보지 못한 줄이 ${count}개 더 있어요.` };
    this.cluster.left.push({ line: 0, text: '…', reason });
  }

  #understands(text: string, line: number): boolean {
    const { cluster } = this;
    if (this.#isTyped || (COMMAND.test(text) && !text.startsWith('Topic:'))) return this.#command(text);
    if (PROMPT.test(text) || SAID_ALWAYS.test(text)) return true;
    if (text.length > LONGEST_LINE) return readLogDirs(cluster, text, line);
    if (/^\s*Topic:/.test(text)) {
      const isRead = readTopicLine(cluster, text, line);
      this.#topic = { text, line, isRead, parts: 1 };
      return true;
    }
    return (
      this.#message(text, line) || this.#inTable(text, line) || this.#ofServers(text, line) || this.#isOfList(text)
    );
  }

  /** What a mail or a chat has broken before one of its titles. */
  #goesOn(text: string): boolean {
    const topic = this.#topic;
    if (topic === undefined || topic.parts === MOST_PARTS || !GOES_ON.test(text)) return false;
    if (topic.text.length + text.length > LONGEST_LINE) return false;
    const whole = `${topic.text} ${text.trim()}`;
    const isRead = readTopicLine(this.cluster, whole, topic.line);
    this.#topic = { text: whole, line: topic.line, isRead, parts: topic.parts + 1 };
    return true;
  }

  #leaveTopic(): void {
    const topic = this.#topic;
    this.#topic = undefined;
    if (topic !== undefined && !topic.isRead) this.#leave(topic.text, topic.line);
  }

  /** What was typed: names the group where the answer does not. */
  #command(text: string): boolean {
    if (!this.#isTyped)
      this.#type = /kafka-share-groups/.test(text) ? 'Share' : /kafka-streams-groups/.test(text) ? 'Streams' : null;
    this.#isList = /\s--list\b/.test(text) || (this.#isTyped && this.#isList);
    this.#isTyped = /\\\s*$/.test(text);
    this.#table = undefined;
    this.#configs = undefined;
    if (/\s--zookeeper[\s=]/.test(text)) this.cluster.hints.hasZooKeeper = true;
    const group = /\s--group[\s=]+(?:'([^']{1,249})'|"([^"]{1,249})"|(\S{1,249}))/.exec(text);
    if (group !== null) this.#group = group[1] ?? group[2] ?? group[3]!;
    return true;
  }

  #message(text: string, line: number): boolean {
    const match = NO_ACTIVE.exec(text.trim());
    if (match === null) return false;
    this.#group = match[1]!;
    if (match[2] === 'does not exist') {
      this.#push(text.trim().slice(0, 180), line, NO_SUCH_GROUP);
      return true;
    }
    const group = groupOf(this.cluster, this.#group, line);
    if (match[2] === 'has no active members') group.state ??= 'Empty';
    else group.isRebalancing = true;
    return true;
  }

  #inTable(text: string, line: number): boolean {
    if (REPLICATION.test(text)) {
      this.#isReplication = true;
      return true;
    }
    if (this.#isReplication && readReplicationRow(this.cluster, text)) return true;
    const table = tableOf(text);
    if (table !== undefined) {
      this.#table = table;
      this.#tables++;
      if (table.titles.includes('ASSIGNMENT') && this.#type === null) this.cluster.hints.isBefore4 = true;
      return true;
    }
    const row = this.#table === undefined ? undefined : rowOf(this.#table, text);
    if (row === undefined) return false;
    const group = readGroupRow(this.cluster, row, line, this.#group === '' ? NO_NAME : this.#group, this.#tables);
    if (this.#type !== null) group.otherType = this.#type;
    return true;
  }

  #isOfList(text: string): boolean {
    return this.#isList && !A_LOG.test(text) && /^\S+\s*$/.test(text);
  }

  #ofServers(text: string, line: number): boolean {
    const { cluster } = this;
    if (readInlineConfigs(cluster, text, line) || readFeature(cluster, text)) return true;
    const configs = configTarget(cluster, text, line);
    if (configs !== undefined) {
      this.#configs = configs;
      return true;
    }
    const setting =
      this.#configs === undefined ? undefined : settingOf(text, line, this.#configs === cluster.brokerDefaults);
    if (setting !== undefined) {
      if (setting !== 'default' && this.#configs !== null) this.#configs!.set(setting.name, setting);
      return this.#configs !== null;
    }
    return (
      readApiVersions(cluster, text, line) ||
      readQuorumLine(cluster, text) ||
      readEndOffset(cluster, text) ||
      readReassignment(cluster, text) ||
      readLogDirs(cluster, text, line)
    );
  }

  /** Lines behind each other are one: a log, a stack trace. */
  #leave(text: string, line: number): void {
    const { left } = this.cluster;
    const broken = missingIn(text);
    if (broken !== undefined) {
      this.#run = undefined;
      this.#push(text.trim().slice(0, 180), line, broken);
      return;
    }
    const reason = A_LOG.test(text) ? A_LOG_LINE : NOT_A_TOOL;
    if (this.#run?.reason === reason && this.#run.last === line - 1) {
      this.#run.last = line;
      const { first, at, last } = this.#run;
      const begun = left[at]!;
      left[at] = { ...begun, text: `${first} (+${last - begun.line})` };
      return;
    }
    const first = text.trim().slice(0, 180);
    this.#run = left.length < MOST_LEFT ? { reason, first, at: left.length, last: line } : undefined;
    this.#push(first, line, reason);
  }

  #push(text: string, line: number, reason: Words): void {
    if (this.cluster.left.length >= MOST_LEFT) this.#leftOut++;
    else this.cluster.left.push({ line, text, reason });
  }
}
