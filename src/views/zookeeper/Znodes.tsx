/** The tree of znodes, live: who owns each, who watches it, what has just changed; and one of them whole. */
// biome-ignore-all lint/a11y/useSemanticElements: a tree of rows is no list of sections
import { useEffect, useId, useRef } from 'react';
import type { ZnodeRow, ZnodesFrame } from '../../frame/zookeeper/zooKeeperLens.ts';
import { Button, Toggle } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { useSize } from '../../ui/useSize.ts';
import type { Language, ZooKeeperProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { treeKey } from './layout.ts';
import { NEWS_WORDS } from './sentences.ts';
import { LatestChanges, ZnodeCard } from './ZnodeCard.tsx';

const TREE = words('Znodes', 'Znode');
const AS_OF = words('As it is on', '기준 서버');
const FOLLOW = words('Follow changes', '변경 따라가기');
const COLLAPSE = words('Collapse all', '모두 접기');
const NO_SERVER = words('No server lives: nobody can read.', '살아 있는 서버가 없어 아무도 읽을 수 없어요.');
const OWNED = words('ephemeral, of', 'ephemeral, 소유자');
const WATCHED = words('watched by', '지켜보는 노드');
const COUNT = words('znodes', 'znode');

export function Znodes(props: ZooKeeperProps & { readonly znodes: ZnodesFrame }) {
  const { znodes, ask, language, isFollowing, onAsk, onFollow } = props;
  const [box, size] = useSize<HTMLDivElement>({ width: 900, height: 300 });
  const id = useId();
  const tree = useRef<HTMLDivElement>(null);
  const { rows, chosen, server, servers } = znodes;
  const at = rows.some(({ path }) => path === ask.path) ? ask.path : (rows[0]?.path ?? null);
  const place = rows.findIndex(({ path }) => path === at);

  useEffect(() => {
    if (ask.path === null || tree.current === null) return;
    tree.current.querySelector('.selected')?.scrollIntoView({ block: 'nearest' });
  }, [ask.path]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const move = treeKey(rows, at, event.key);
    if (move === null) return;
    event.preventDefault();
    if ('go' in move) onAsk({ path: move.go });
    else if ('choose' in move) onAsk({ path: move.choose });
    else toggle('open' in move ? move.open : move.close);
  };
  const toggle = (path: string): void => {
    const { open } = ask;
    onAsk({ open: open.includes(path) ? open.filter((one) => one !== path) : [...open, path] });
  };

  return (
    <div ref={box} className={classNames('zk-znodes', size.width < 700 && 'narrow')}>
      <div className="zk-tree-side">
        <div className="zk-tools">
          {servers.length > 1 && (
            <label className="lens-choice">
              {AS_OF[language]}
              <select value={server ?? ''} onChange={({ currentTarget }) => onAsk({ server: currentTarget.value })}>
                {servers.map((one) => (
                  <option key={one} value={one}>
                    {one}
                  </option>
                ))}
              </select>
            </label>
          )}
          <span className="zk-count mono">
            {znodes.count} {COUNT[language]}
          </span>
          <Toggle variant="quiet" isSelected={isFollowing} onChange={onFollow}>
            {FOLLOW[language]}
          </Toggle>
          <Button variant="quiet" onPress={() => onAsk({ open: [] })}>
            {COLLAPSE[language]}
          </Button>
        </div>
        {server === null ? (
          <p className="lens-empty">{NO_SERVER[language]}</p>
        ) : (
          <div
            ref={tree}
            role="tree"
            tabIndex={0}
            aria-label={TREE[language]}
            aria-activedescendant={place < 0 ? undefined : `${id}-${place}`}
            className="zk-tree"
            onKeyDown={onKeyDown}
          >
            {rows.map((row, index) => (
              <Row
                key={row.path}
                id={`${id}-${index}`}
                row={row}
                language={language}
                isSelected={row.path === ask.path}
                isCursor={row.path === at}
                onChoose={() => onAsk({ path: row.path })}
                onToggle={() => toggle(row.path)}
              />
            ))}
          </div>
        )}
      </div>
      <div className="zk-detail">
        {chosen === null ? (
          <LatestChanges {...props} changes={znodes.changes} />
        ) : (
          <ZnodeCard {...props} znode={chosen} onClose={() => onAsk({ path: null })} />
        )}
      </div>
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly row: ZnodeRow;
  readonly language: Language;
  readonly isSelected: boolean;
  readonly isCursor: boolean;
  onChoose(): void;
  onToggle(): void;
}

function Row({ id, row, language, isSelected, isCursor, onChoose, onToggle }: RowProps) {
  const { name, depth, children, isOpen, data, version, owner, news, newsBelow } = row;
  const watchers = [...new Set(row.watchers.map(({ client }) => client))];
  const said = [
    name,
    news === null ? '' : NEWS_WORDS[news][language],
    owner === null ? '' : `${OWNED[language]} ${owner}`,
    watchers.length === 0 ? '' : `${WATCHED[language]} ${watchers.join(', ')}`,
    data ?? '',
  ];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree answers the keys of its items
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-expanded={children === 0 ? undefined : isOpen}
      aria-selected={isSelected}
      className={classNames('zk-item', news, isSelected && 'selected', isCursor && 'cursor')}
      style={{ paddingLeft: 4 + depth * 16 }}
      onClick={onChoose}
    >
      <span
        className="zk-fold"
        aria-hidden="true"
        onClick={(event) => {
          if (children === 0) return;
          event.stopPropagation();
          onToggle();
        }}
      >
        {children === 0 ? '' : isOpen ? '▾' : '▸'}
      </span>
      <span className="visually-hidden">{said.filter((part) => part !== '').join(', ')}</span>
      <span className="zk-shown" aria-hidden="true">
        <span className="zk-name">{name}</span>
        {children > 0 && !isOpen && <span className="zk-children">{children}</span>}
        {newsBelow && <span className="zk-below">●</span>}
        {news !== null && <span className={classNames('zk-news', news)}>{NEWS_WORDS[news][language]}</span>}
        {owner !== null && <span className="zk-owner">-e {owner}</span>}
        <span className="zk-data">{data}</span>
        {version > 0 && <span className="zk-version">v{version}</span>}
        {watchers.length > 0 && <span className="zk-watchers">◉ {watchers.join(' ')}</span>}
      </span>
    </div>
  );
}
