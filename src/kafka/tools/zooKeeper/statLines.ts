/** What is known of a znode, as the shell prints it (org.apache.zookeeper.cli.StatPrinter). */
import { MICROS_PER_MILLI } from '../../../base/time.ts';
import type { ZnodeStat } from '../../messages.ts';
import { javaDateText } from '../dateTime.ts';

export function statLines(stat: ZnodeStat): readonly string[] {
  return [
    `cZxid = 0x${stat.czxid.toString(16)}`,
    `ctime = ${javaDateText(Math.floor(stat.ctime / MICROS_PER_MILLI))}`,
    `mZxid = 0x${stat.mzxid.toString(16)}`,
    `mtime = ${javaDateText(Math.floor(stat.mtime / MICROS_PER_MILLI))}`,
    `pZxid = 0x${stat.pzxid.toString(16)}`,
    `cversion = ${stat.cversion}`,
    `dataVersion = ${stat.version}`,
    `aclVersion = ${stat.aversion}`,
    `ephemeralOwner = 0x${stat.ephemeralOwner.toString(16)}`,
    `dataLength = ${stat.dataLength}`,
    `numChildren = ${stat.numChildren}`,
  ];
}
