/** The coordinator's log of the group, record by record: what each says, what took its place, what was deleted. */
import { useState } from 'react';
import type { GroupFrame, OffsetsRecord } from '../../frame/groups/groupFrame.ts';
import { Button, Toggle } from '../../ui/Button.tsx';
import { Table } from '../../ui/Table.tsx';
import { formatTime } from '../format.ts';
import { readFlag, useKept } from '../lens/kept.ts';
import type { GroupProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { column } from './GroupTables.tsx';
import { recordSentence, recordTypeOf } from './recordSentence.ts';

const NONE = words('Nothing has been written about it yet', '아직 기록된 것이 없음');
const OPEN = words('Open in the partition log', '파티션 로그에서 보기');
const LIVE = words('Only what compaction keeps', '컴팩션이 남길 것만');
const WHEN = words('Time', '시각');
const SAYS = words('Says', '내용');
const NOW = words('Still counts', '유효');
const TOMBSTONE = words('tombstone', '툼스톤');
const KEPT = words('yes', '예');
const HINT = words(
  'Choose a record to see its key and value as Kafka prints them.',
  '레코드를 고르면 key와 value를 Kafka가 출력하는 그대로 보여 줘요.',
);

export function GroupLog({ group, language, onSelect, onShowLog }: GroupProps & { readonly group: GroupFrame }) {
  const [chosen, setChosen] = useState<number | null>(null);
  const [isLive, setLive] = useKept('group.live', false, readFlag);
  const { log } = group;
  if (log === null) return <p className="lens-empty">{NONE[language]}</p>;
  const rows = isLive ? log.records.filter(({ supersededBy }) => supersededBy === null) : log.records;
  const shown = log.records.find(({ offset }) => offset === chosen) ?? null;
  const counts = ({ supersededBy, value }: OffsetsRecord): string => {
    if (supersededBy !== null)
      return language === 'ko' ? `아니요, ${supersededBy}이(가) 대신함` : `no, ${supersededBy} took its place`;
    return value === null ? TOMBSTONE[language] : KEPT[language];
  };
  return (
    <div className="group-log">
      <div className="lens-bar">
        <p className="lens-told mono" lang="en">
          {log.partition} · b{log.broker} · {log.logStartOffset} … {log.logEndOffset}
        </p>
        <Toggle variant="quiet" isSelected={isLive} onChange={setLive}>
          {LIVE[language]}
        </Toggle>
        <Button variant="quiet" onPress={() => onShowLog(log.partition)}>
          {OPEN[language]}
        </Button>
      </div>
      <div className="group-json" role="status">
        {shown === null ? (
          <p className="dim">{HINT[language]}</p>
        ) : (
          <>
            <pre lang="en">{`key   ${shown.key}`}</pre>
            <pre lang="en">{`value ${shown.value ?? 'null'}`}</pre>
          </>
        )}
      </div>
      <div className="lens-scroll">
        <Table<OffsetsRecord>
          caption={log.more > 0 ? `${log.partition} (+${log.more})` : log.partition}
          rows={rows}
          keyOf={({ offset }) => String(offset)}
          isSelected={({ offset }) => offset === chosen}
          onChoose={({ offset }) => {
            setChosen(offset);
            onSelect({ type: 'record', partition: log.partition, broker: log.broker, offset });
          }}
          empty={NONE[language]}
          columns={[
            column<OffsetsRecord>('OFFSET', language, ({ offset }) => offset, true),
            { id: 'at', title: WHEN[language], cell: ({ at }) => formatTime(at), isNumber: true },
            {
              id: 'says',
              title: SAYS[language],
              cell: (record) => (
                <span className={record.supersededBy === null ? undefined : 'group-superseded'}>
                  {recordSentence(record, log, language)}
                </span>
              ),
            },
            { id: 'counts', title: NOW[language], cell: counts },
            column<OffsetsRecord>('TYPE', language, (record) => <code lang="en">{recordTypeOf(record)}</code>),
          ]}
        />
      </div>
    </div>
  );
}
