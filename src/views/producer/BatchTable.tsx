/** The same as the picture: every batch in a row. */
import type { AccumulatorFrame, BatchFrame } from '../../frame/producers/producerFrame.ts';
import { Table } from '../../ui/Table.tsx';
import { formatSpan } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { words } from '../words.ts';
import { allBatches } from './layout.ts';
import { recordsOf, sequencesOf, waitSentence } from './sentences.ts';

const CAPTION = words('Batches', '배치');
const NONE = words('Nothing waits and nothing is on its way.', '기다리거나 전송 중인 배치가 없어요.');
const COLUMNS = {
  partition: words('Partition', '파티션'),
  records: words('Records', '레코드'),
  bytes: words('Bytes / batch.size', '바이트 / batch.size'),
  state: words('State', '상태'),
  sequence: words('Sequence', '시퀀스'),
  attempts: words('Attempts', '시도'),
  left: words('Left of delivery.timeout.ms', '남은 delivery.timeout.ms'),
} as const;

interface BatchTableProps {
  readonly accumulator: AccumulatorFrame;
  readonly now: number;
  readonly language: Language;
}

export function BatchTable({ accumulator, now, language }: BatchTableProps) {
  const title = (name: keyof typeof COLUMNS): string => COLUMNS[name][language];
  return (
    <Table<BatchFrame>
      caption={CAPTION[language]}
      rows={allBatches(accumulator)}
      keyOf={({ number, first }) => `${number} ${first}`}
      empty={NONE[language]}
      columns={[
        { id: 'partition', title: title('partition'), cell: ({ partition }) => partition },
        { id: 'records', title: title('records'), cell: (batch) => `${recordsOf(batch)} (${batch.records})` },
        { id: 'bytes', title: title('bytes'), cell: ({ bytes, capacity }) => `${bytes} / ${capacity}`, isNumber: true },
        { id: 'state', title: title('state'), cell: (batch) => waitSentence(batch, now, language) },
        {
          id: 'sequence',
          title: title('sequence'),
          cell: (batch) =>
            batch.baseSequence < 0 ? '–' : `${batch.producerId}/${batch.producerEpoch}: ${sequencesOf(batch)}`,
        },
        { id: 'attempts', title: title('attempts'), cell: ({ attempts }) => attempts, isNumber: true },
        {
          id: 'left',
          title: title('left'),
          cell: ({ expiresAt }) => formatSpan(Math.max(0, expiresAt - now)),
          isNumber: true,
        },
      ]}
    />
  );
}
