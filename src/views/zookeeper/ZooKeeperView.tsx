/**
 * ZooKeeper and Kafka's use of it. The ensemble: is there a quorum, who lags, whose session is about to end? The znodes:
 * what is written where, whose is it, who will be told? The controller: what is its thread at, whom has it still to tell,
 * and who only believes to be it? Over time: how all that came about.
 */
import type { ZooKeeperPart } from '../../frame/zookeeper/zooKeeperLens.ts';
import { classNames } from '../../ui/classNames.ts';
import { Parts } from '../lens/Parts.tsx';
import type { Language, ZooKeeperProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { Ensemble } from './Ensemble.tsx';
import { EraController } from './EraController.tsx';
import { EraTime } from './EraTime.tsx';
import { quorumSentence } from './sentences.ts';
import { Znodes } from './Znodes.tsx';
import './zookeeper.css';

const PARTS = {
  ensemble: words('Ensemble', '앙상블'),
  znodes: words('Znodes', 'Znode'),
  controller: words('Controller', '컨트롤러'),
  time: words('Over time', '시간에 따라'),
} as const;
const SHOWN = words('What of ZooKeeper', 'ZooKeeper에서 볼 것');
const QUORUM = words('The quorum', '과반수');

export function ZooKeeperView(props: ZooKeeperProps) {
  const { lens, ask, language, onAsk } = props;
  if (lens === null) return <div className="zk-view" />;
  const { ensemble, znodes, controller, history } = lens;
  return (
    <div className="zk-view">
      <div className="lens-bar">
        <Quorum lens={lens} language={language} />
        <Parts
          label={SHOWN[language]}
          parts={PARTS}
          shown={ask.part}
          language={language}
          onShow={(part: ZooKeeperPart) => onAsk({ part })}
        />
      </div>
      {ensemble !== null && <Ensemble {...props} ensemble={ensemble} />}
      {znodes !== null && <Znodes {...props} znodes={znodes} />}
      {controller !== null && <EraController {...props} controller={controller} />}
      {history !== null && <EraTime {...props} history={history} />}
    </div>
  );
}

interface QuorumProps {
  readonly lens: NonNullable<ZooKeeperProps['lens']>;
  readonly language: Language;
}

/** A box for each server: filled with the leader; the bar is the majority. */
function Quorum({ lens: { quorum }, language }: QuorumProps) {
  const { size, majority, members, isServing } = quorum;
  const isShort = members.length < majority || !isServing;
  return (
    <div className="zk-quorum">
      <span className="zk-votes" aria-hidden="true" title={QUORUM[language]}>
        {Array.from({ length: size }, (_, place) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the boxes are counted, they are nobody's
            key={place}
            className={classNames(
              'zk-vote',
              place < members.length && 'with',
              isShort && 'short',
              place === majority - 1 && 'last',
            )}
          />
        ))}
      </span>
      <p className="zk-sentence">{quorumSentence(quorum, language)}</p>
    </div>
  );
}
