/** A drill: the symptom, the answer with its confidence; then the cause, where it shows, and the other causes beside it. */
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { formatTime } from '../../views/format.ts';
import { useApp, useAppState } from '../appContext.ts';
import { showing } from '../commands/lenses.ts';
import type { DrillState } from '../eyes.ts';
import { drilled, isDrill } from '../lesson/progress.ts';
import { progressOf } from '../lesson/progressOf.ts';
import { Prose } from '../panes/Prose.tsx';
import { DRILL_WORDS } from './words.ts';
import '../operator/operator.css';

const CONFIDENCES = [1, 2, 3] as const;

export default function DrillPane() {
  const { language } = useAppState((state) => state.settings);
  const scenario = useAppState((state) => state.scenario);
  const drill = useAppState((state) => state.drill);
  if (scenario?.drill == null) return null;
  return (
    <div className="lesson drill" data-testid="drill">
      <h1 className="lesson-title" lang={language}>
        {scenario.title[language]}
      </h1>
      <Prose text={scenario.drill.symptom[language]} language={language} />
      {drill === null ? <Question key={scenario.seed} /> : <Opened drill={drill} />}
      <Roll />
    </div>
  );
}

function Question() {
  const app = useApp();
  const { conductor } = app;
  const { language } = useAppState((state) => state.settings);
  const drill = useAppState((state) => state.scenario?.drill);
  const [cause, setCause] = useState<string | null>(null);
  const [confidence, setConfidence] = useState<(typeof CONFIDENCES)[number] | null>(null);
  const [because, setBecause] = useState('');
  const [hints, setHints] = useState(0);
  if (drill == null) return null;
  const give = async (named: string, sure: (typeof CONFIDENCES)[number]): Promise<void> => {
    const name = conductor.state.scenarioName;
    await conductor.openDrill(named, sure, because);
    const opened = conductor.state.drill?.opened;
    // A drill out of a file of one's own has no place on the map.
    if (opened === undefined || !conductor.isBundled || !isDrill(name)) return;
    const given = { cause: drill.causes.findIndex((one) => one.name === named), right: opened.drawn === named };
    const kept = { ...given, confidence: sure, because };
    progressOf(app).change((progress) => drilled(progress, name, kept, Date.now()));
  };
  return (
    <form
      className="drill"
      onSubmit={(event) => {
        event.preventDefault();
        if (cause !== null && confidence !== null) void give(cause, confidence);
      }}
    >
      <fieldset>
        <legend>{DRILL_WORDS.which[language]}</legend>
        {drill.causes.map(({ name, say }) => (
          <label key={name} className="drill-choice">
            <input type="radio" name="cause" checked={cause === name} onChange={() => setCause(name)} />
            {say[language]}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{DRILL_WORDS.sure[language]}</legend>
        {CONFIDENCES.map((one) => (
          <label key={one} className="drill-choice">
            <input type="radio" name="confidence" checked={confidence === one} onChange={() => setConfidence(one)} />
            {DRILL_WORDS[`sure${one}`][language]}
          </label>
        ))}
      </fieldset>
      <label>
        {DRILL_WORDS.because[language]}
        <textarea value={because} onChange={({ currentTarget: { value } }) => setBecause(value)} />
        <span className="dim">{DRILL_WORDS.because2[language]}</span>
      </label>
      {hints > 0 && (
        <ol className="drill-causes" aria-live="polite">
          {drill.hints.slice(0, hints).map((hint) => (
            <li key={hint.en}>{hint[language].replaceAll('`', '')}</li>
          ))}
        </ol>
      )}
      <div className="drill-buttons">
        <button type="submit" className="button primary" disabled={cause === null || confidence === null}>
          {DRILL_WORDS.answer[language]}
        </button>
        {hints < drill.hints.length && (
          <Button onPress={() => setHints(hints + 1)}>{DRILL_WORDS.hint[language]}</Button>
        )}
        <Button variant="quiet" onPress={() => void conductor.openDrill(null, null, '')}>
          {DRILL_WORDS.giveUp[language]}
        </Button>
      </div>
    </form>
  );
}

function Opened({ drill: { opened, confidence, because } }: { readonly drill: DrillState }) {
  const { conductor } = useApp();
  const { language } = useAppState((state) => state.settings);
  const isLocked = useAppState((state) => state.isLocked);
  const { named, drawn, causes, evidence } = opened;
  const sayOf = (name: string | null): string => causes.find((cause) => cause.name === name)?.say[language] ?? '';
  const isRight = named === drawn;
  return (
    <div className="drill" data-testid="drill-opened">
      <p role="status">
        <strong>
          {named === null
            ? DRILL_WORDS.shown[language]
            : isRight
              ? `✓ ${DRILL_WORDS.right[language]}`
              : `↺ ${DRILL_WORDS.wrong[language]}`}
        </strong>{' '}
        {named !== null && !isRight && confidence === 3 && DRILL_WORDS.certain[language]}
      </p>
      <dl>
        <dt>{DRILL_WORDS.was[language]}</dt>
        <dd data-testid="drill-drawn">{sayOf(drawn)}</dd>
        {named !== null && !isRight && (
          <>
            <dt>{DRILL_WORDS.you[language]}</dt>
            <dd>{sayOf(named)}</dd>
          </>
        )}
        {because !== '' && (
          <>
            <dt>{DRILL_WORDS.yours[language]}</dt>
            <dd>{because}</dd>
          </>
        )}
      </dl>
      <h2>{DRILL_WORDS.moments[language]}</h2>
      <ol className="drill-causes">
        {evidence.map(({ step, at, say }) => (
          <li key={`${step} ${say.en}`}>
            <span className="mono">{formatTime(at)}</span> {say[language]}{' '}
            <Button variant="quiet" onPress={() => conductor.seekStep(step)}>
              {DRILL_WORDS.goThere[language]}
            </Button>
          </li>
        ))}
      </ol>
      <h2>{DRILL_WORDS.tell[language]}</h2>
      <ul className="drill-causes">
        {causes.map(({ name, say, tell }) => (
          <li key={name}>
            <strong>{say[language]}</strong>
            <Prose text={tell[language]} language={language} />
            {name !== drawn && !isLocked && (
              <Button
                onPress={() => {
                  void conductor.otherCause(name, say[language]).then(() => conductor.set(showing('difference')));
                }}
              >
                {DRILL_WORDS.other[language]}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Another seed: maybe another cause, and nobody says whether it is. */
function Roll() {
  const app = useApp();
  const { language } = useAppState((state) => state.settings);
  const name = useAppState((state) => state.scenarioName);
  const seed = useAppState((state) => state.scenario?.seed ?? 0);
  return (
    <Button variant="quiet" onPress={() => app.open({ scenario: name, seed: seed + 1 })}>
      {DRILL_WORDS.roll[language]}
    </Button>
  );
}
