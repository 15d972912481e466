/** The same as the picture, in rows: messages and facts of the stretch that is shown, oldest first. */
import type { FactFrame } from '../../frame/frame.ts';
import type { SpaceTimeFrame, SpaceTimeMessage } from '../../frame/spaceTime/spaceTimeFrames.ts';
import type { Target } from '../../frame/target.ts';
import { Table } from '../../ui/Table.tsx';
import { factSentence } from '../factSentences.ts';
import { formatTime } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { words } from '../words.ts';
import { aboutOf, becameOf, nameOf, summaryOf } from './sentences.ts';
import { targetOfMessage } from './targets.ts';
import { COLUMNS, W } from './words.ts';

type Row =
  | { readonly at: number; readonly message: SpaceTimeMessage }
  | { readonly at: number; readonly fact: FactFrame };

const MOST = 300;
const ON_PATH = words('followed', '따라가는 중');

interface TableProps {
  readonly data: SpaceTimeFrame;
  readonly from: number;
  readonly to: number;
  readonly language: Language;
  onSelect(target: Target): void;
}

export function SpaceTimeTable({ data, from, to, language, onSelect }: TableProps) {
  const path = new Set(data.path?.messages);
  const rows: Row[] = [
    ...data.messages
      .filter(({ sentAt, endAt }) => sentAt <= to && (endAt === null || endAt >= from))
      .map((message) => ({ at: message.sentAt, message })),
    ...data.facts.filter(({ at }) => at >= from && at <= to).map((fact) => ({ at: fact.at, fact })),
  ].sort((a, b) => a.at - b.at);
  const caption = summaryOf(data, language);
  const cell = (ofMessage: (message: SpaceTimeMessage) => string, ofFact: (fact: FactFrame) => string) => (row: Row) =>
    'message' in row ? ofMessage(row.message) : ofFact(row.fact);
  return (
    <Table<Row>
      caption={rows.length > MOST ? `${caption} (${MOST} / ${rows.length})` : caption}
      rows={rows.slice(0, MOST)}
      keyOf={(row) => ('message' in row ? `message ${row.message.id}` : `fact ${row.fact.index}`)}
      onChoose={(row) =>
        onSelect('message' in row ? targetOfMessage(row.message) : { type: 'fact', index: row.fact.index })
      }
      isSelected={(row) => 'message' in row && path.has(row.message.id)}
      empty={W.empty[language]}
      columns={[
        { id: 'at', title: COLUMNS.at[language], cell: ({ at }) => formatTime(at, 6), isNumber: true },
        {
          id: 'from',
          title: COLUMNS.from[language],
          cell: cell(
            ({ from }) => from,
            ({ node }) => node,
          ),
        },
        {
          id: 'to',
          title: COLUMNS.to[language],
          cell: cell(
            ({ to }) => to,
            () => '',
          ),
        },
        {
          id: 'what',
          title: COLUMNS.what[language],
          cell: cell(
            (message) => nameOf(message, language),
            (fact) => factSentence(fact, language),
          ),
        },
        {
          id: 'about',
          title: COLUMNS.about[language],
          cell: cell(
            (message) => aboutOf(message, language),
            () => '',
          ),
        },
        {
          id: 'became',
          title: COLUMNS.became[language],
          cell: cell(
            (message) =>
              path.has(message.id)
                ? `${becameOf(message, language)} · ${ON_PATH[language]}`
                : becameOf(message, language),
            () => '',
          ),
        },
      ]}
    />
  );
}
