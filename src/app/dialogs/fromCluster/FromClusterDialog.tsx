/** What Kafka's tools print of a real cluster becomes a scenario: what was understood, and what could not be carried over. */
import { type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { Heading } from 'react-aria-components';
import { Button } from '../../../ui/Button.tsx';
import type { ClusterFrame } from '../../../worker/protocol.ts';
import { useApp, useAppState } from '../../appContext.ts';
import { useSay, type Words } from '../words.ts';
import {
  CHOOSE,
  COMPARE,
  COMPARED,
  COMPARING,
  EMPTY,
  FOUND,
  HINT,
  KINDS,
  LINE,
  NAME,
  NOT_CARRIED,
  NOT_COMPARED,
  NOT_READ,
  OPEN,
  READY,
  REASON,
  STATE,
  TEXT,
  TEXT_OF,
  TITLE,
  TOO_LARGE,
  UNDERSTOOD,
  WHAT,
} from './words.ts';
import './fromCluster.css';

const COMMANDS = [
  'kafka-topics.sh --bootstrap-server … --describe',
  'kafka-consumer-groups.sh --bootstrap-server … --describe --all-groups',
  'kafka-broker-api-versions.sh --bootstrap-server …',
  'kafka-metadata-quorum.sh --bootstrap-server … describe --status',
] as const;
const LARGEST = 1024 * 1024;
/** More partitions take a while to run: then it is asked for. */
const COMPARED_AT_ONCE = 100;

export default function FromClusterDialog({ close }: { readonly close: () => void }) {
  const app = useApp();
  const say = useSay();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<Words | null>(null);
  const { cluster, isComparing, compare } = useCluster(text);
  const files = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const field = useId();
  useEffect(() => area.current?.focus(), []);
  const add = async (list: FileList | null) => {
    const chosen = [...(list ?? [])];
    const size = chosen.reduce((sum, file) => sum + file.size, text.length);
    setRefused(size > LARGEST ? TOO_LARGE : null);
    if (chosen.length === 0 || size > LARGEST) return;
    const texts = (await Promise.all(chosen.map((file) => file.text()))).filter((each) => each.trim() !== '');
    if (texts.length === 0) setRefused(EMPTY);
    setText((before) => [before, ...texts].filter((each) => each !== '').join('\n\n'));
  };
  const drop = (event: DragEvent) => {
    // A text that is dropped is the field's own affair.
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void add(event.dataTransfer.files);
  };
  const open = ({ scenario, readyAtMs }: ClusterFrame) => {
    close();
    void app.openText('from-cluster', scenario, readyAtMs * 1000);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped anywhere on it; by key they are chosen
    <div onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <Heading slot="title" className="dialog-title">
        {say(TITLE)}
      </Heading>
      <p className="dialog-hint">{say(HINT)}</p>
      <pre className="from-cluster-commands">{COMMANDS.join('\n')}</pre>
      <label htmlFor={field}>{say(TEXT)}</label>
      <textarea
        ref={area}
        id={field}
        className="from-cluster-text"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          const isTooLong = event.target.value.length > LARGEST;
          setRefused(isTooLong ? TOO_LARGE : null);
          if (!isTooLong) setText(event.target.value);
        }}
      />
      <div className="dialog-acts">
        <Button onPress={() => files.current?.click()}>{say(CHOOSE)}</Button>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          tabIndex={-1}
          aria-hidden
          onChange={(event) => {
            void add(event.target.files);
            // The same file may be chosen again.
            event.target.value = '';
          }}
        />
        <Button variant="primary" isDisabled={!cluster?.scenario} onPress={() => cluster && open(cluster)}>
          {say(OPEN)}
        </Button>
      </div>
      <div role="status" className="from-cluster-told">
        {refused && <p className="from-cluster-problem">{say(refused)}</p>}
        {cluster && <Told cluster={cluster} isComparing={isComparing} />}
      </div>
      {cluster !== null && cluster.scenario !== '' && !cluster.isCompared && !isComparing && (
        <Button onPress={compare}>{say(COMPARE)}</Button>
      )}
      {cluster && <Tables cluster={cluster} />}
    </div>
  );
}

interface Read {
  readonly cluster: ClusterFrame | null;
  readonly isComparing: boolean;
  readonly compare: () => void;
}

/** Read again whenever the text has stood still for a moment; then run, and what comes out is compared with the text. */
function useCluster(text: string): Read {
  const { conductor } = useApp();
  const [cluster, setCluster] = useState<ClusterFrame | null>(null);
  const [comparing, setComparing] = useState('');
  const current = useRef(text);
  current.current = text;
  const ask = async (isRun: boolean): Promise<ClusterFrame | null> => {
    const answer = await conductor.look({ ask: 'from-cluster', text, isRun });
    if (current.current !== text || answer === undefined) return null;
    setCluster(answer.cluster);
    return answer.cluster;
  };
  const compare = async () => {
    setComparing(text);
    await ask(true);
    setComparing((before) => (before === text ? '' : before));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew for another text only
  useEffect(() => {
    if (text.trim() === '') {
      setCluster(null);
      return;
    }
    const timer = setTimeout(async () => {
      const read = await ask(false);
      const count = read === null || read.scenario === '' ? Number.POSITIVE_INFINITY : read.partitions;
      if (count <= COMPARED_AT_ONCE) await compare();
    }, 250);
    return () => clearTimeout(timer);
  }, [text]);
  return { cluster, isComparing: comparing === text && text !== '', compare: () => void compare() };
}

function Told({ cluster, isComparing }: { readonly cluster: ClusterFrame; readonly isComparing: boolean }) {
  const say = useSay();
  const { problems, carried, notCarried, readyAtMs } = cluster;
  if (problems.length > 0)
    return problems.map((problem) => (
      <p key={problem.en} className="from-cluster-problem">
        {say(problem)}
      </p>
    ));
  return (
    <p>
      {say(FOUND, { count: carried.length, left: notCarried.length })} {say(READY, { time: readyAtMs / 1000 })}{' '}
      {isComparing && say(COMPARING)}
      {cluster.isCompared && say(COMPARED)}
      {cluster.partitions > COMPARED_AT_ONCE &&
        !isComparing &&
        !cluster.isCompared &&
        say(NOT_COMPARED, { count: COMPARED_AT_ONCE })}
    </p>
  );
}

function Tables({ cluster: { scenario, carried, notCarried } }: { readonly cluster: ClusterFrame }) {
  const say = useSay();
  const { language } = useAppState((state) => state.settings);
  const left = notCarried.map(({ line, text, reason }) => [line === 0 ? '' : String(line), text, reason[language]]);
  const understood = carried.map(({ kind, name, say: said }) => [say(KINDS[kind]), name, said[language]]);
  return (
    <>
      {left.length > 0 && (
        <Table
          title={say(scenario === '' ? NOT_READ : NOT_CARRIED)}
          heads={[LINE, TEXT_OF, REASON].map((one) => say(one))}
          rows={left}
        />
      )}
      {understood.length > 0 && (
        <Table title={say(UNDERSTOOD)} heads={[WHAT, NAME, STATE].map((one) => say(one))} rows={understood} />
      )}
    </>
  );
}

interface TableProps {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function Table({ title, heads, rows }: TableProps) {
  return (
    <>
      <h3 className="dialog-part">{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key */}
      <section className="from-cluster-table" tabIndex={0} aria-label={title}>
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first, name, said], place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same may be there twice, and rows do not move
              <tr key={place}>
                <td>{first}</td>
                <td className="mono">{name}</td>
                <td>{said}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
