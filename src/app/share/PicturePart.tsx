/** A picture of a view at this moment. */
import { useEffect, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useApp, useAppState } from '../appContext.ts';
import { COMMANDS } from '../commands/index.ts';
import { useSay } from '../dialogs/words.ts';
import type { Picture } from '../picture/domToSvg.ts';
import { pngOf } from '../picture/raster.ts';
import { capture, VIEW_WORDS, type ViewName, viewsHere } from '../picture/views.ts';
import type { AppState, LensTab } from '../store.ts';
import { Check, Choice } from './fields.tsx';
import { PICTURE } from './words.ts';

type Theme = 'asIs' | 'light' | 'dark';

export function PicturePart() {
  const app = useApp();
  const say = useSay();
  const [views] = useState(viewsHere);
  const [view, setView] = useState<ViewName>(views[0] ?? 'page');
  const [theme, setTheme] = useState<Theme>('asIs');
  const [caption, setCaption] = useState(true);
  const [picture, setPicture] = useState<Picture | null>();
  const [told, setTold] = useState('');
  const lens = useAppState((state) => state.lens);
  const [lenses] = useState(() => lensesHere(app.conductor.state));
  const shown = view === 'lens' ? lens : view;
  const name = useAppState((state) => `${state.scenarioName}-${shown}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another lens is another picture
  useEffect(() => {
    let isCurrent = true;
    setTold('');
    setPicture(undefined);
    void capture(app.conductor, { view, theme: theme === 'asIs' ? null : theme, caption }).then(
      (made) => isCurrent && setPicture(made),
    );
    return () => {
      isCurrent = false;
    };
  }, [app, view, theme, caption, lens]);
  useEffect(() => {
    const { lens: before } = app.conductor.state;
    return () => app.conductor.set({ lens: before });
  }, [app]);
  const { save } = app.commandContext();
  const png = async (scale: number) => {
    if (!picture) return;
    try {
      save(`${name}${scale === 1 ? '' : `@${scale}x`}.png`, await pngOf(picture, scale));
    } catch {
      setTold(say(PICTURE.tooLarge));
    }
  };
  return (
    <div className="share-part">
      <div className="share-fields">
        <Choice
          label={say(PICTURE.view)}
          value={view}
          options={views.map((id) => ({ id, title: say(VIEW_WORDS[id]) }))}
          onChoose={setView}
        />
        {view === 'lens' && (
          <Choice
            label={say(PICTURE.lens)}
            value={lens}
            options={lenses}
            onChoose={(chosen) => app.conductor.set({ lens: chosen })}
          />
        )}
        <Choice
          label={say(PICTURE.theme)}
          value={theme}
          options={(['asIs', 'light', 'dark'] as const).map((id) => ({ id, title: say(PICTURE[id]) }))}
          onChoose={setTheme}
        />
        <Check label={say(PICTURE.caption)} isOn={caption} onChange={setCaption} />
      </div>
      <div className="share-acts">
        <Button
          variant="primary"
          isDisabled={!picture}
          onPress={() => picture && save(`${name}.svg`, `${picture.svg}\n`)}
        >
          {say(PICTURE.svg)}
        </Button>
        <Button isDisabled={!picture} onPress={() => void png(1)}>
          {say(PICTURE.png)}
        </Button>
        <Button isDisabled={!picture} onPress={() => void png(2)}>
          {say(PICTURE.png2)}
        </Button>
      </div>
      <p className="dim">{say(PICTURE.hint)}</p>
      <p role="status">{picture === null ? say(PICTURE.gone) : told}</p>
      {picture && (
        <img
          className="share-preview"
          alt={say(PICTURE.preview)}
          data-testid="share-preview"
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.svg)}`}
        />
      )}
    </div>
  );
}

function lensesHere(state: AppState): readonly { readonly id: LensTab; readonly title: string }[] {
  const lenses = COMMANDS.filter(
    ({ id, values, when }) => id.startsWith('lens.') && values !== undefined && when(state),
  ).map(({ id, values }) => ({ id: id.slice('lens.'.length) as LensTab, title: String(values?.(state).lens ?? id) }));
  // Where the facts stand at the side, they are no lens.
  const isAtSide = document.querySelector('.side-tabs') !== null;
  return lenses.filter(({ id }) => id !== 'facts' || !isAtSide);
}
