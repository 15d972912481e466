/** A plain HTML table with a caption: its rows become cards on a phone. Rows can be chosen and can have a menu. */
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** Said when pointed at; the title itself stays as it is in every language. */
  readonly tip?: string;
  readonly isNumber?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

export interface TableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly isSelected?: (row: Row) => boolean;
  /** The first cell becomes a button. */
  readonly onChoose?: (row: Row) => void;
  /** Right button, long press, or Enter on the first cell's button when there is no `onChoose`. */
  readonly onMenu?: (row: Row, element: HTMLElement) => void;
  readonly empty: string;
}

export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, keyOf, isSelected, onChoose, onMenu, empty } = props;
  // Where nothing in it takes the focus, the box does: it may have to be scrolled by key.
  const isPlain = onChoose === undefined && onMenu === undefined;
  return (
    <section className="table-box" aria-label={caption} tabIndex={isPlain ? 0 : -1}>
      <table className="table cards">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                lang={column.tip === undefined ? undefined : 'en'}
                className={column.isNumber ? 'number' : undefined}
              >
                {column.tip === undefined ? (
                  column.title
                ) : (
                  <span className="term" title={column.tip}>
                    {column.title}
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length}>{empty}</td>
            </tr>
          )}
          {rows.map((row) => (
            <tr
              key={keyOf(row)}
              className={classNames(isSelected?.(row) && 'selected', onChoose && 'clickable')}
              onClick={onChoose && (() => onChoose(row))}
              onContextMenu={
                onMenu &&
                ((event) => {
                  event.preventDefault();
                  onMenu(row, event.currentTarget);
                })
              }
            >
              {columns.map((column, place) => (
                <td key={column.id} data-label={column.title} className={column.isNumber ? 'number' : undefined}>
                  {place === 0 && onChoose !== undefined ? (
                    <button
                      type="button"
                      className="row-button"
                      aria-pressed={isSelected?.(row) ?? false}
                      onKeyDown={(event) => {
                        if (onMenu === undefined || event.key !== 'Enter') return;
                        event.preventDefault();
                        onMenu(row, event.currentTarget);
                      }}
                    >
                      {column.cell(row)}
                    </button>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
