/** What is saved as files: the run, the scenario, facts, a log for ShiViz, the same cluster for real Kafka. */
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import type { ExchangeAsk, LeftOver } from '../../worker/protocol.ts';
import { useApp, useAppState } from '../appContext.ts';
import { useSay } from '../dialogs/words.ts';
import { currentView } from '../store.ts';
import { type Span, SpanFields } from './fields.tsx';
import { FILE } from './words.ts';

export function FilePart() {
  const app = useApp();
  const say = useSay();
  const name = useAppState((state) => state.scenarioName);
  const { save } = app.commandContext();
  return (
    <div className="share-part">
      <p>{say(FILE.runHint)}</p>
      <div className="share-acts">
        <Button
          variant="primary"
          onPress={() => void app.conductor.exportRun().then((run) => save(`${name}.run.json`, run))}
        >
          {say(FILE.run)}
        </Button>
      </div>
      <p>{say(FILE.scenarioHint)}</p>
      <div className="share-acts">
        <Button onPress={() => save(`${name}.yaml`, app.conductor.scenarioText)}>{say(FILE.scenario)}</Button>
      </div>
    </div>
  );
}

type Exported = Extract<ExchangeAsk, { ask: 'export-facts' | 'export-shiviz' }>;

export function FactsPart() {
  const app = useApp();
  const say = useSay();
  const { branch, settings } = app.conductor.state;
  const [span, setSpan] = useState<Span>(() => ({ from: 0, until: currentView(app.conductor.state)?.frame.at ?? 0 }));
  const [told, setTold] = useState('');
  const { language } = settings;
  const give = async (ask: Exported) => {
    const answer = await app.conductor.look(ask);
    if (answer === undefined) return;
    const { files, count, isCut } = answer;
    // Without a mark Excel takes UTF-8 for something else, and Korean for noise.
    for (const { name, type, text } of files) {
      const mark = name.endsWith('.csv') ? '\ufeff' : '';
      app.commandContext().save(name, new Blob([mark, text], { type }));
    }
    setTold(say(isCut ? FILE.cut : FILE.saved, { count }));
  };
  return (
    <div className="share-part">
      <p className="dim">{say(FILE.factsHint)}</p>
      <div className="share-fields">
        <SpanFields span={span} onChange={setSpan} />
      </div>
      <div className="share-acts">
        {(['csv', 'json'] as const).map((format) => (
          <Button key={format} onPress={() => void give({ ask: 'export-facts', branch, format, language, ...span })}>
            {say(FILE[format])}
          </Button>
        ))}
        <Button onPress={() => void give({ ask: 'export-shiviz', branch, language, ...span })}>
          {say(FILE.shiViz)}
        </Button>
      </div>
      <p className="dim">{say(FILE.shiVizHint)}</p>
      <p role="status">{told}</p>
    </div>
  );
}

export function ClusterPart() {
  const app = useApp();
  const say = useSay();
  const { language } = useAppState((state) => state.settings);
  const [cannot, setCannot] = useState<readonly LeftOver[] | null>(null);
  const give = async () => {
    const { branch, scenarioName } = app.conductor.state;
    const answer = await app.conductor.look({ ask: 'export-compose', branch });
    if (answer === undefined) return;
    const { strToU8, zipSync } = await import('fflate');
    const folder = `${scenarioName}-kafka`;
    const files = answer.files.map(({ name, text }) => [`${folder}/${name}`, strToU8(text)] as const);
    const zip = zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1) });
    app.commandContext().save(`${folder}.zip`, new Blob([zip as Uint8Array<ArrayBuffer>], { type: 'application/zip' }));
    setCannot(answer.leftOver);
  };
  return (
    <div className="share-part">
      <p>{say(FILE.clusterHint)}</p>
      <div className="share-acts">
        <Button variant="primary" onPress={() => void give()}>
          {say(FILE.compose)}
        </Button>
      </div>
      <div role="status">
        {cannot !== null && (cannot.length === 0 ? <p>{say(FILE.allCan)}</p> : <h3>{say(FILE.cannot)}</h3>)}
      </div>
      {cannot !== null && cannot.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key
        <ul className="share-left" tabIndex={0} aria-label={say(FILE.cannot)}>
          {cannot.map(({ text, reason }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same may be there twice, and rows do not move
            <li key={place}>
              <span className="mono">{text}</span>: {reason[language]}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
