/**
 * One pass over pasted text: which tool a line is from, and what it says. Whatever is understood by none is kept with its
 * number. Every line is looked at once, by patterns that do not go back.
 */
import type { Words } from '../words.ts';
import { type DescribedCluster, type DescribedConfig, emptyDescription, groupOf } from './described.ts';
import { readGroupRow } from './readGroups.ts';
import {
  configTarget,
  readApiVersions,
  readEndOffset,
  readQuorumLine,
  readReplicationRow,
  settingOf,
} from './readServers.ts';
import { rowOf, type Table, tableOf } from './readTables.ts';
import { readTopicLine } from './readTopics.ts';

export const LONGEST_PASTE = 256 * 1024;
/** More lines that say nothing are only counted. */
const MOST_LEFT = 100;

const NOT_A_TOOL: Words = {
  en: 'Not understood: no line of a tool that is read here.',
  ko: '알아보지 못한 줄이에요. 여기서 읽는 도구의 출력이 아니에요.',
};
const A_LOG_LINE: Words = { en: 'A line of a log or an exception.', ko: '로그나 예외의 한 줄이에요.' };
const NO_ACTIVE =
  /^(?:Error: |Warning: )?(?:The )?[Cc]onsumer group '(.{1,249})' (has no active members|is rebalancing|does not exist)/;
const A_LOG =
  /^\s*(?:\[\d{4}-\d\d-\d\d|\d{4}-\d\d-\d\d[T ]\d\d|at [\w.$/]+\(|Caused by: |[\w.$]+(?:Exception|Error)\b|(?:WARN|INFO|ERROR|DEBUG|WARNING|Note|SLF4J|OpenJDK|Picked up)\b)/;
const COMMAND = /(?:^|[\s/$#>])(?:kafka|zookeeper)-[a-z-]+(?:\.sh|\.bat)?(?:\s|$)/;
const REPLICATION = /^\s*NodeId\s+(?:DirectoryId\s+)?LogEndOffset\b/;
/** Of a group that nothing names. */
export const NO_NAME = 'pasted-group';

export function readDescription(text: string): DescribedCluster {
  const reader = new Reader();
  text.split(/\r\n|\n|\r/).forEach((line, place) => {
    reader.line(withoutControls(line), place + 1);
  });
  reader.finish();
  return reader.cluster;
}

/** Colours of a terminal, and characters that make no text. */
function withoutControls(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what they are here for
  return line.replace(/\u001b\[[0-9;]{0,20}m/g, '').replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufeff\u200b]/g, '');
}

class Reader {
  readonly cluster = emptyDescription();
  #table: Table | undefined;
  #isReplication = false;
  /** Whose settings are being read; null: of nobody here. */
  #configs: Map<string, DescribedConfig> | null | undefined;
  #group = '';
  #leftOut = 0;
  /** The lines that were left last. */
  #run: { reason: Words; first: string; at: number; last: number } | undefined;

  line(text: string, line: number): void {
    if (text.trim() === '') {
      this.#table = undefined;
      this.#isReplication = false;
      return;
    }
    if (!this.#understands(text, line)) this.#leave(text, line);
  }

  finish(): void {
    if (this.#leftOut === 0) return;
    const count = this.#leftOut;
    const reason = { en: `${count} more lines that say nothing here.`, ko: `알아보지 못한 줄이 ${count}개 더 있어요.` };
    this.cluster.left.push({ line: 0, text: '…', reason });
  }

  #understands(text: string, line: number): boolean {
    const { cluster } = this;
    if (COMMAND.test(text)) return this.#command(text);
    if (readTopicLine(cluster, text, line)) return true;
    return this.#message(text, line) || this.#inTable(text, line) || this.#ofServers(text, line);
  }

  /** What was typed: names the group where the answer does not. */
  #command(text: string): boolean {
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
    if (match[2] === 'does not exist') return false;
    const group = groupOf(this.cluster, this.#group, line);
    if (match[2] === 'has no active members') group.state ??= 'Empty';
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
      if (table.titles.includes('ASSIGNMENT')) this.cluster.hints.isBefore4 = true;
      return true;
    }
    const row = this.#table === undefined ? undefined : rowOf(this.#table, text);
    if (row === undefined) return false;
    readGroupRow(this.cluster, row, line, this.#group === '' ? NO_NAME : this.#group);
    return true;
  }

  #ofServers(text: string, line: number): boolean {
    const { cluster } = this;
    const configs = configTarget(cluster, text, line);
    if (configs !== undefined) {
      this.#configs = configs;
      return true;
    }
    const setting = this.#configs === undefined ? undefined : settingOf(text, line);
    if (setting !== undefined) {
      if (setting !== 'default' && this.#configs !== null) this.#configs!.set(setting.name, setting);
      return this.#configs !== null;
    }
    return readApiVersions(cluster, text, line) || readQuorumLine(cluster, text) || readEndOffset(cluster, text);
  }

  /** Lines behind each other are one: a log, a stack trace. */
  #leave(text: string, line: number): void {
    const { left } = this.cluster;
    const reason = A_LOG.test(text) ? A_LOG_LINE : NOT_A_TOOL;
    if (this.#run?.reason === reason && this.#run.last === line - 1) {
      this.#run.last = line;
      const { first, at, last } = this.#run;
      const begun = left[at]!;
      left[at] = { ...begun, text: `${first} (+${last - begun.line})` };
      return;
    }
    if (left.length >= MOST_LEFT) {
      this.#leftOut++;
      return;
    }
    const first = text.trim().slice(0, 180);
    this.#run = { reason, first, at: left.length, last: line };
    left.push({ line, text: first, reason });
  }
}
