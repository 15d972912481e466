import { Suspense, useMemo, useState } from 'react';
import { termOf } from '../../course/glossary/index.ts';
import type { Target } from '../../frame/target.ts';
import type { ZooKeeperAsk } from '../../frame/zookeeper/zooKeeperLens.ts';
import { MenuAt } from '../../ui/Menu.tsx';
import { ConfigCard } from '../config/ConfigCard.tsx';
import { GlossaryView } from '../glossary/GlossaryView.tsx';
import { TermCard } from '../glossary/TermCard.tsx';
import { VIEWS } from '../index.ts';
import type { Anchor, Clock, Language, ViewProps } from '../viewProps.ts';
import { WhySection } from '../why/WhySection.tsx';
import { CONFIG } from './configLook.ts';
import { BRANCHES, DETAIL, FACTS, MARKS, WHY } from './extras.ts';
import { GROUP_LENS } from './groupLooks.ts';
import { CHARTS, DIFFERENCE, DISK, LEADERSHIP, METADATA_LOG } from './looks.ts';
import { PredictionLook } from './predictionLooks.tsx';
import { PRODUCER_LENS } from './producerLooks.ts';
import { BIOGRAPHY, LEDGER, METRICS } from './recordLooks.ts';
import { SERVER_LOG, SERVER_LOG_ASK } from './serverLogLooks.ts';
import { SITUATIONS } from './situations.ts';
import { SPACE_TIME, SPACE_TIME_ASK } from './spaceTimeLooks.ts';
import { EXPLAINED, NOT_READ, OFFERS } from './whyLooks.ts';
import { ZOOKEEPER_PARTS } from './zooKeeperLooks.ts';

/** Stands still. */
const CLOCK: Clock = { now: () => 1_000_000, subscribe: () => () => undefined };
const nothing = (): void => undefined;

interface GalleryProps {
  readonly situation: string;
  readonly view: string;
  readonly language: Language;
}

export function Gallery({ situation, view, language }: GalleryProps) {
  const shown = SITUATIONS.find(({ id }) => id === situation) ?? SITUATIONS[0]!;
  const [selection, setSelection] = useState<Target | null>({ type: 'replica', partition: 'orders-0', broker: 2 });
  const [ask, setAsk] = useState<ZooKeeperAsk>({ part: 'ensemble', server: null, open: [], path: '/controller' });
  const [term, setTerm] = useState<string | null>('isr');
  const [menu, setMenu] = useState<{ readonly target: Target; readonly anchor: Anchor } | null>(null);
  const props: ViewProps = useMemo(
    () => ({
      frame: shown.frame,
      now: shown.frame.at,
      clock: CLOCK,
      selection,
      language,
      reducedMotion: false,
      onSelect: setSelection,
      onMenu: (target, anchor) => setMenu({ target, anchor }),
    }),
    [shown, selection, language],
  );
  const parts = {
    stage: <VIEWS.stage.component {...props} />,
    lens: <VIEWS.partitionLog.component {...props} partition={shown.log.partition} log={shown.log} onRange={nothing} />,
    facts: <VIEWS.factList.component {...props} facts={FACTS} factCount={FACTS.length} onSeekStep={nothing} />,
    tables: <VIEWS.tables.component {...props} />,
    leadership: (
      <VIEWS.leadership.component {...props} now={7_000_000} leadership={LEADERSHIP} end={9_000_000} onSeek={nothing} />
    ),
    quorum: <VIEWS.metadataLog.component {...props} log={METADATA_LOG} onRange={nothing} />,
    states: <VIEWS.stateChart.component {...props} charts={CHARTS} onSeekStep={nothing} />,
    files: <VIEWS.files.component {...props} disk={DISK} />,
    difference: (
      <VIEWS.difference.component
        {...props}
        difference={DIFFERENCE}
        end={45_000_000}
        nameOfOne="script"
        nameOfOther="without the kill"
        onSeek={nothing}
      />
    ),
    group: (
      <VIEWS.group.component
        {...props}
        now={29_000_000}
        clock={{ ...CLOCK, now: () => 29_000_000 }}
        lens={GROUP_LENS}
        wanted="billing"
        end={32_000_000}
        states={<VIEWS.stateChart.component {...props} charts={CHARTS} onSeekStep={nothing} />}
        onGroup={nothing}
        onSeek={nothing}
        onShowLog={nothing}
      />
    ),
    zookeeper: (
      <VIEWS.zookeeper.component
        {...props}
        now={8_900_000}
        clock={{ ...CLOCK, now: () => 8_900_000 }}
        lens={ZOOKEEPER_PARTS[ask.part]}
        ask={ask}
        end={10_000_000}
        isFollowing
        onAsk={(part) => setAsk({ ...ask, ...part })}
        onFollow={nothing}
        onSeek={nothing}
      />
    ),
    'space-time': (
      <VIEWS.spaceTime.component
        {...props}
        now={10_008_500}
        clock={{ ...CLOCK, now: () => 10_008_500 }}
        data={SPACE_TIME}
        ask={SPACE_TIME_ASK}
        end={45_000_000}
        divergence={10_005_000}
        onAsk={nothing}
        onSeek={nothing}
      />
    ),
    producer: <VIEWS.producer.component {...props} lens={PRODUCER_LENS} onSeekStep={nothing} />,
    serverLog: (
      <VIEWS.serverLog.component
        {...props}
        log={SERVER_LOG}
        ask={SERVER_LOG_ASK}
        onAsk={nothing}
        onSeekStep={nothing}
        onCopy={nothing}
        onDownload={nothing}
      />
    ),
    metrics: (
      <VIEWS.metrics.component
        {...props}
        metrics={METRICS}
        choice={{ family: 'broker', node: null, window: 'last-second' }}
        onChoose={nothing}
        end={9_000_000}
        onSeek={nothing}
      />
    ),
    records: (
      <VIEWS.records.component
        {...props}
        ledger={LEDGER}
        pick={null}
        found={null}
        search=""
        record={BIOGRAPHY.record}
        biography={BIOGRAPHY}
        onPick={nothing}
        onSearch={nothing}
        onRecord={nothing}
        onSeekStep={nothing}
      />
    ),
    prediction: <PredictionLook frame={shown.frame} language={language} />,
    config: <ConfigCard config={CONFIG} language={language} />,
    glossary: (
      <GlossaryView
        language={language}
        open={term}
        onOpen={setTerm}
        ofCode={(name) => <code>{name}</code>}
        card={(open) => (
          <TermCard
            term={open}
            language={language}
            isLive={open.id !== 'elr'}
            lessons={[{ name: 'isr', title: 'The ISR shrinks and grows again', isHere: false }]}
            related={open.related.flatMap((id) => termOf(id) ?? [])}
            withoutName
            onShow={nothing}
            onLesson={nothing}
            onTerm={setTerm}
          />
        )}
      />
    ),
    inspector: (
      <VIEWS.inspector.component
        {...props}
        detail={DETAIL}
        why={WHY}
        explained={
          <WhySection
            why={EXPLAINED}
            offers={OFFERS}
            answered={{ whyNot: NOT_READ, at: 4_200_000 }}
            language={props.language}
            step={420}
            onAspect={nothing}
            onWhyNot={nothing}
            onSeekStep={nothing}
          />
        }
        onSeekStep={nothing}
      />
    ),
    timeline: (
      <VIEWS.timeline.component
        now={4_200_000}
        clock={{ ...CLOCK, now: () => 4_200_000 }}
        step={420}
        end={10_000_000}
        headAt={7_400_000}
        head={900}
        branch={2}
        branches={BRANCHES}
        marks={MARKS}
        divergence={null}
        lastFact={FACTS[3]?.text ?? null}
        language={language}
        reducedMotion={false}
        onSeek={nothing}
        onScrub={nothing}
        onBranch={nothing}
      />
    ),
  };
  const one = parts[view as keyof typeof parts];
  return (
    <div className={view === 'tables' || view === 'prediction' ? 'gallery flow' : 'gallery'}>
      <nav className="gallery-head" aria-label="Situations">
        {SITUATIONS.map(({ id, title }) => (
          <a
            key={id}
            href={`?s=${id}&view=${view}&lang=${language}`}
            aria-current={id === shown.id ? 'page' : undefined}
          >
            {title}
          </a>
        ))}
      </nav>
      <Suspense>
        {one !== undefined ? (
          <main className="gallery-one">{one}</main>
        ) : (
          <main className="gallery-all">
            <div>{parts.stage}</div>
            <div>{parts.inspector}</div>
            <div>{parts.lens}</div>
            <div>{parts.facts}</div>
            <div className="wide">{parts.timeline}</div>
          </main>
        )}
      </Suspense>
      {menu !== null && (
        <MenuAt
          at={menu.anchor}
          label="Menu"
          title={JSON.stringify(menu.target)}
          entries={[
            { id: 'kill', label: 'Kill', shortcut: 'K' },
            { id: 'pause', label: 'Pause' },
            { id: 'cut', label: 'Cut its links', startsGroup: true },
          ]}
          onAction={nothing}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  );
}
