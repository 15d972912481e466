/** What fields of facts hold, in words. */
import { type Says, says } from '../../base/says.ts';
import type { FieldKind } from '../factFields.ts';

const KINDS: Readonly<Record<FieldKind, Says>> = {
  partition: says('partition', '파티션'),
  topic: says('topic', '토픽'),
  node: says('node', '노드'),
  client: says('client', '클라이언트'),
  broker: says('broker', '브로커'),
  controller: says('controller', '컨트롤러'),
  brokers: says('brokers', '브로커 목록'),
  controllers: says('controllers', '컨트롤러 목록'),
  nodes: says('nodes', '노드 목록'),
  record: says('record', '레코드'),
  records: says('records', '레코드 목록'),
  partitions: says('partitions', '파티션 목록'),
  texts: says('texts', '텍스트 목록'),
  number: says('number', '수'),
  text: says('text', '텍스트'),
  flag: says('flag', 'true 또는 false'),
  other: says('other', '그 밖의 값'),
};

export function fieldKindWords(kind: FieldKind): Says {
  return KINDS[kind];
}
