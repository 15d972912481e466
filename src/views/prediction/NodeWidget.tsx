/** One of the nodes, or several, with what they are at. The same can be pointed at on the stage. */
import { useId } from 'react';
import type { Frame, NodeFrame } from '../../frame/frame.ts';
import type { Language } from '../viewProps.ts';
import { FENCED, KIND_WORDS, statusText } from '../words.ts';
import { chosenNodes, toggled } from './answer.ts';
import { filled } from './fill.ts';
import type { PredictionProps, QuestionOf } from './props.ts';
import { ACTIVE_WORD, LEADS, NOBODY, STAGE_HINT } from './words.ts';

export function NodeWidget(props: PredictionProps<QuestionOf<'node'>>) {
  const { question, value, language, frame, say, onChange } = props;
  const id = useId();
  const chosen = chosenNodes(value);
  const { several, none } = question;
  const change = (nodes: readonly string[]) => onChange({ kind: 'node', nodes });
  return (
    <div className="choices">
      <p className="choice-hint">{STAGE_HINT[language]}</p>
      {question.nodes.map((node) => (
        <label key={node} className="choice">
          <input
            type={several ? 'checkbox' : 'radio'}
            name={several ? undefined : id}
            checked={chosen.includes(node)}
            onChange={() => change(several ? toggled(chosen, node, question.nodes) : [node])}
          />
          <span>
            <b className="mono" lang="en">
              {node}
            </b>{' '}
            <span className="choice-state">{stateOf(frame, node, language)}</span>
          </span>
        </label>
      ))}
      {(several || none !== null) && (
        <label className="choice">
          <input
            type={several ? 'checkbox' : 'radio'}
            name={several ? undefined : id}
            checked={value !== null && chosen.length === 0}
            onChange={({ target }) => (target.checked ? change([]) : onChange(null))}
          />
          <span>{none === null ? NOBODY[language] : say(none)}</span>
        </label>
      )}
    </div>
  );
}

function stateOf(frame: Frame | null, id: string, language: Language): string {
  const node = frame?.nodes.find((one) => one.id === id);
  if (node === undefined || frame === null) return '';
  return [KIND_WORDS[node.kind][language], statusText(node, language), ...more(node, frame, language)].join(', ');
}

function more(node: NodeFrame, frame: Frame, language: Language): string[] {
  if (node.status !== 'up') return [];
  const told: string[] = [];
  if ('active' in node && node.active === true) told.push(ACTIVE_WORD[language]);
  if ('fenced' in node && node.fenced) told.push(FENCED[language]);
  if (!('replicas' in node)) return told;
  const led = frame.partitions.filter(({ leader, topic }) => leader === node.nodeId && !topic.startsWith('__'));
  const partitions = led.slice(0, 3).map((partition) => partition.id);
  if (partitions.length > 0) told.push(filled(LEADS, language, { partitions: partitions.join(', ') }));
  return told;
}
