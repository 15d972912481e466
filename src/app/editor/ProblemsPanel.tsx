/** What is wrong with the text, in a list: each leads to its place, and to what would be right. */
import { useEffect, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import type { CheckedProblem } from '../../worker/protocol.ts';
import { useDesk, useEditorSay, useEditorState } from './useEditor.ts';
import { EDITOR_WORDS } from './words.ts';

const QUIET_MS = 1_000;

export function ProblemsPanel() {
  const say = useEditorSay();
  const problems = useEditorState((state) => state.problems);
  const run = useEditorState((state) => state.run);
  const hasRun = useEditorState((state) => state.hasRun);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.filter(({ severity }) => severity === 'warning').length;
  const advice = problems.length - errors - warnings;
  const lesson = useEditorState((state) => state.lesson);
  const counts = [
    ...(errors === 0
      ? []
      : [errors === 1 ? say(EDITOR_WORDS.oneProblem) : say(EDITOR_WORDS.problemCount, { count: errors })]),
    ...(warnings === 0
      ? []
      : [warnings === 1 ? say(EDITOR_WORDS.oneWarning) : say(EDITOR_WORDS.warningCount, { count: warnings })]),
    ...(advice === 0
      ? []
      : [advice === 1 ? say(EDITOR_WORDS.oneAdvice) : say(EDITOR_WORDS.adviceCount, { count: advice })]),
  ];
  const judged = { none: [], judging: [say(EDITOR_WORDS.judging)], true: [say(EDITOR_WORDS.lessonTrue)], untrue: [] };
  const state = {
    checking: EDITOR_WORDS.checking,
    current: EDITOR_WORDS.runs,
    stale: hasRun ? EDITOR_WORDS.stale : EDITOR_WORDS.otherRun,
    held: EDITOR_WORDS.held,
  }[run];
  const told = [...counts, say(state), ...(run === 'stale' ? [] : judged[lesson])].join(' · ');
  const first = problems.find(({ severity }) => severity === 'error') ?? problems[0];
  const lineWords = ({ line, says }: CheckedProblem) => `${say(EDITOR_WORDS.line, { line })}: ${say(says)}`;
  return (
    <section className="editor-problems" aria-label={say(EDITOR_WORDS.problems)}>
      <p className={run === 'stale' ? 'editor-state alarm' : 'editor-state'} data-testid="editor-run">
        <span aria-hidden>{run === 'current' ? '✓ ' : run === 'stale' ? '✗ ' : run === 'held' ? '! ' : '… '}</span>
        {told}
      </p>
      <Announced
        text={[told, ...(first === undefined ? [] : [lineWords(first)])].join(' ')}
        isDone={run !== 'checking'}
      />
      {problems.length > 0 && (
        <ol className="editor-problem-list">
          {problems.map((problem, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a problem that moves with the text stays itself.
            <ProblemLine key={`${place}:${problem.code}:${problem.message}`} problem={problem} />
          ))}
        </ol>
      )}
    </section>
  );
}

/** Said to screen readers when nobody types, and only what has changed. */
function Announced({ text, isDone }: { readonly text: string; readonly isDone: boolean }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(() => setSaid(text), QUIET_MS);
    return () => clearTimeout(timer);
  }, [text, isDone]);
  return (
    <p className="visually-hidden" role="status" data-testid="editor-announced">
      {said}
    </p>
  );
}

function ProblemLine({ problem }: { readonly problem: CheckedProblem }) {
  const desk = useDesk();
  const say = useEditorSay();
  const { from, to, line, says, severity, fix, code, mends } = problem;
  return (
    <li className={severity}>
      <button type="button" className="editor-problem" onClick={() => desk.area?.goTo(from, to)}>
        <span className="editor-severity">
          <span aria-hidden>{{ error: '✗', warning: '!', advice: '·' }[severity]}</span>
          <span className="visually-hidden">{say(EDITOR_WORDS[severity])}</span>
        </span>
        <span className="mono dim">{say(EDITOR_WORDS.line, { line })}</span>
        <span>
          {say(says)}
          {(mends !== null || code !== null) && (
            <span className="dim editor-mend">
              {[mends === null ? null : say(mends), code === null ? null : `[${code}]`]
                .filter((part) => part !== null)
                .join(' ')}
            </span>
          )}
        </span>
      </button>
      {fix !== null && (
        <Button
          onPress={() => {
            desk.area?.apply([fix.edit]);
            desk.area?.goTo(fix.edit.from, fix.edit.from + fix.edit.insert.length);
          }}
        >
          {say(EDITOR_WORDS.fix, { words: fix.words })}
        </Button>
      )}
    </li>
  );
}
