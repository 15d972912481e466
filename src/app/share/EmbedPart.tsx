/** A snippet for a page of one's own, with what it shall show. */
import { useId, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useApp, useAppState } from '../appContext.ts';
import { useSay } from '../dialogs/words.ts';
import { copyText } from '../share.ts';
import { type EmbedChoice, embedSnippet } from './embedSnippet.ts';
import { Check, Choice } from './fields.tsx';
import { useLink } from './LinkPart.tsx';
import { EMBED, LINK } from './words.ts';

const FIRST: EmbedChoice = {
  kind: 'iframe',
  ui: 'player',
  controls: true,
  isLocked: false,
  isClickToLoad: false,
  autoplay: false,
  height: 480,
};

export function EmbedPart() {
  const app = useApp();
  const say = useSay();
  const field = useId();
  const [choice, setChoice] = useState(FIRST);
  const [told, setTold] = useState('');
  const { language } = useAppState((state) => state.settings);
  const title = useAppState(({ scenario, scenarioName }) => scenario?.title[language] || scenarioName);
  const link = useLink(true);
  if (link === undefined) return null;
  if (link === null || !app.conductor.isBundled)
    return <p className="share-warning">{say(app.conductor.isBundled ? LINK.tooLong : EMBED.ownFile)}</p>;
  if (!/^https?:/.test(link)) return <p className="share-warning">{say(EMBED.fromFile)}</p>;
  const change = (changed: Partial<EmbedChoice>) => setChoice((before) => ({ ...before, ...changed }));
  const snippet = embedSnippet(link, title, choice);
  return (
    <div className="share-part">
      <p className="dim">{say(EMBED.hint)}</p>
      <div className="share-fields">
        <Choice
          label={say(EMBED.kind)}
          value={choice.kind}
          options={(['iframe', 'component'] as const).map((id) => ({ id, title: say(EMBED[id]) }))}
          onChoose={(kind) => change({ kind })}
        />
        <Choice
          label={say(EMBED.ui)}
          value={choice.ui}
          options={(['player', 'full', 'picture', 'table'] as const).map((id) => ({ id, title: say(EMBED[id]) }))}
          onChoose={(ui) => change({ ui, controls: ui === 'player' || ui === 'full' })}
        />
        {choice.kind === 'iframe' && (
          <label>
            {say(EMBED.height)}
            <input
              type="number"
              min={240}
              max={2000}
              step={20}
              value={choice.height}
              onChange={(event) => change({ height: Math.min(2000, Math.max(0, event.target.valueAsNumber || 0)) })}
            />
          </label>
        )}
      </div>
      <div className="share-fields">
        <Check label={say(EMBED.controls)} isOn={choice.controls} onChange={(controls) => change({ controls })} />
        <Check label={say(EMBED.lock)} isOn={choice.isLocked} onChange={(isLocked) => change({ isLocked })} />
        <Check
          label={say(EMBED.click)}
          isOn={choice.isClickToLoad}
          onChange={(isClickToLoad) => change({ isClickToLoad })}
        />
        <Check label={say(EMBED.autoplay)} isOn={choice.autoplay} onChange={(autoplay) => change({ autoplay })} />
      </div>
      <label htmlFor={field}>{say(EMBED.snippet)}</label>
      <textarea id={field} className="share-text" rows={6} readOnly value={snippet} data-testid="share-snippet" />
      <div className="share-acts">
        <Button
          variant="primary"
          onPress={() => void copyText(snippet).then((isCopied) => setTold(say(isCopied ? LINK.copied : LINK.failed)))}
        >
          {say(EMBED.copy)}
        </Button>
      </div>
      <p role="status">{told}</p>
    </div>
  );
}
