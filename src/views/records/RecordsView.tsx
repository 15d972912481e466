/** What became of all records, which ones stand behind each figure, and the life of any one of them. */
import { useId } from 'react';
import type { FoundRecords, LedgerPick, RecordRef } from '../../frame/biography/biographyFrames.ts';
import { Button } from '../../ui/Button.tsx';
import { Table } from '../../ui/Table.tsx';
import { formatTime } from '../format.ts';
import type { Language, RecordsProps } from '../viewProps.ts';
import { FATE_WORDS, words } from '../words.ts';
import { Biography } from './Biography.tsx';
import { GROUP_FIGURES, LedgerTables, PRODUCER_FIGURES } from './LedgerTables.tsx';
import './records.css';

const FIND = words('Find a record', '레코드 찾기');
const FIND_HINT = words('p1#12, a number, orders-0@41, a key or a value', 'p1#12, 번호, orders-0@41, 키나 값');
const LOADING = words('Looking it up …', '찾는 중 …');
const NONE = words('no such record', '그런 레코드가 없어요');
const BACK = words('Back to the ledger', '장부로 돌아가기');
const MORE = words('more', '개 더');
const GONE = words('At this instant it has not been sent yet.', '지금 시각에는 아직 보내지 않은 레코드예요.');
const ALL = words('all', '전체');
const COLUMNS = {
  record: words('Record', '레코드'),
  partition: words('Partition', '파티션'),
  key: words('Key', '키'),
  offsets: words('Offsets', '오프셋'),
  fate: words('The producer knows', '프로듀서가 아는 것'),
  sent: words('Sent', '보낸 시각'),
} as const;

export function RecordsView(props: RecordsProps) {
  const { ledger, pick, found, search, record, biography, frame, language, onPick, onSearch, onRecord, onSeekStep } =
    props;
  const id = useId();
  const isAsked = pick !== null || search.trim() !== '';
  return (
    <div className="records">
      <div className="lens-bar">
        <label className="records-search" htmlFor={id}>
          {FIND[language]}
          <input
            id={id}
            type="search"
            value={search}
            placeholder={FIND_HINT[language]}
            onChange={({ currentTarget }) => onSearch(currentTarget.value)}
          />
        </label>
        {(isAsked || record !== null) && (
          <Button
            variant="quiet"
            onPress={() => {
              onSearch('');
              onPick(null);
              onRecord(null);
            }}
          >
            {BACK[language]}
          </Button>
        )}
      </div>
      <div className="records-body">
        {record !== null && (
          <div className="records-one">
            {biography === null ? (
              <p className="records-empty">
                <code>
                  {record.client}#{record.record}
                </code>{' '}
                · {GONE[language]}
              </p>
            ) : (
              <Biography biography={biography} step={frame.step} language={language} onSeekStep={onSeekStep} />
            )}
          </div>
        )}
        <div className="records-list">
          {isAsked && (
            <Found found={found} title={titleOf(pick, search, language)} record={record} {...{ language, onRecord }} />
          )}
          {isAsked && record !== null ? null : ledger === null ? (
            <p className="records-empty">{LOADING[language]}</p>
          ) : (
            <LedgerTables ledger={ledger} pick={pick} language={language} onPick={onPick} />
          )}
        </div>
      </div>
    </div>
  );
}

function titleOf(pick: LedgerPick | null, search: string, language: Language): string {
  if (search.trim() !== '') return `“${search.trim()}”`;
  if (pick === null) return '';
  if (pick.of === 'group')
    return `${pick.group ?? pick.consumers.join(', ')} · ${pick.partition} · ${GROUP_FIGURES[pick.figure][language]}`;
  const where = pick.client === null ? ALL[language] : `${pick.client} · ${pick.partition ?? '-'}`;
  return `${where} · ${PRODUCER_FIGURES[pick.figure][language]}`;
}

interface FoundProps {
  readonly found: FoundRecords | null;
  readonly title: string;
  readonly record: RecordsProps['record'];
  readonly language: Language;
  onRecord: RecordsProps['onRecord'];
}

function Found({ found, title, record, language, onRecord }: FoundProps) {
  if (found === null) return <p className="records-empty">{LOADING[language]}</p>;
  const more = found.more === 0 ? '' : ` (+${found.more} ${MORE[language]})`;
  return (
    <Table<RecordRef>
      caption={`${title}${more}`}
      rows={found.records}
      keyOf={(one) => `${one.client}#${one.record}`}
      isSelected={(one) => one.client === record?.client && one.record === record.record}
      onChoose={({ client, record: number }) => onRecord({ client, record: number })}
      empty={NONE[language]}
      columns={[
        {
          id: 'record',
          title: COLUMNS.record[language],
          cell: (one) => (
            <code>
              {one.client}#{one.record}
            </code>
          ),
        },
        { id: 'partition', title: COLUMNS.partition[language], cell: (one) => <code>{one.partition ?? '-'}</code> },
        { id: 'key', title: COLUMNS.key[language], cell: (one) => <code>{one.key ?? 'null'}</code> },
        {
          id: 'offsets',
          title: COLUMNS.offsets[language],
          cell: ({ offsets }) => (offsets.length === 0 ? '-' : offsets.join(', ')),
        },
        { id: 'fate', title: COLUMNS.fate[language], cell: ({ fate }) => FATE_WORDS[fate][language] },
        { id: 'sent', title: COLUMNS.sent[language], cell: ({ sentAt }) => formatTime(sentAt), isNumber: true },
      ]}
    />
  );
}
