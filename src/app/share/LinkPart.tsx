/** The link: what it holds, how long it is, and the same as a QR code. */
import { useEffect, useId, useMemo, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useApp } from '../appContext.ts';
import { useSay } from '../dialogs/words.ts';
import { partsOfLink } from './embedSnippet.ts';
import { LONGEST_QR, qrCode, qrSvg } from './qrCode.ts';
import { FILE, LINK, PARTS } from './words.ts';

const LONG = 2_000;
const QR_PIXELS = 512;

/** The link to where the playhead stands; null: it is too long, undefined: on its way. */
export function useLink(withTheme: boolean): string | null | undefined {
  const app = useApp();
  const [link, setLink] = useState<string | null>();
  useEffect(() => {
    let isCurrent = true;
    void app
      .commandContext()
      .link(true)
      .then((made) => isCurrent && setLink(made ?? null));
    return () => {
      isCurrent = false;
    };
  }, [app]);
  return useMemo(() => (link && !withTheme ? withoutTheme(link) : link), [link, withTheme]);
}

function withoutTheme(link: string): string {
  const at = link.indexOf('#');
  const parameters = new URLSearchParams(link.slice(at + 1));
  parameters.delete('theme');
  return `${link.slice(0, at)}#${parameters}`;
}

export function LinkPart({ toFile }: { readonly toFile: () => void }) {
  const app = useApp();
  const say = useSay();
  const field = useId();
  const [withTheme, setWithTheme] = useState(true);
  const [told, setTold] = useState('');
  const link = useLink(withTheme);
  if (link === undefined) return null;
  const { isBundled, state } = app.conductor;
  if (link === null) {
    return (
      <div className="share-part">
        <p className="share-warning">{say(isBundled ? LINK.tooLong : LINK.ownFile)}</p>
        <div className="share-acts">
          <Button variant="primary" onPress={toFile}>
            {say(FILE.run)}
          </Button>
        </div>
      </div>
    );
  }
  // Nobody else has that file, and no telephone.
  const isOfFile = !/^https?:/.test(link);
  const copy = async () => setTold(say((await app.commandContext().copy(link)) ? LINK.copied : LINK.failed));
  return (
    <div className="share-part">
      {isOfFile ? <p className="share-warning">{say(LINK.fromFile)}</p> : <p className="dim">{say(LINK.hint)}</p>}
      <label htmlFor={field}>{say(LINK.label)}</label>
      <textarea id={field} className="share-text" readOnly value={link} data-testid="share-link" />
      <div className="share-fields">
        <Button variant="primary" onPress={() => void copy()}>
          {say(LINK.copy)}
        </Button>
        {state.settings.theme !== 'auto' && (
          <label className="share-check">
            <input type="checkbox" checked={withTheme} onChange={(event) => setWithTheme(event.target.checked)} />
            {say(LINK.theme)}
          </label>
        )}
        <span className="dim">{say(LINK.length, { count: link.length })}</span>
      </div>
      <p role="status">{told}</p>
      {link.length > LONG && <p className="share-warning">{say(LINK.long)}</p>}
      <h3 className="dialog-part">{say(LINK.holds)}</h3>
      <Holds link={link} />
      {!isOfFile && (
        <>
          <h3 className="dialog-part">{say(LINK.qr)}</h3>
          <Qr link={link} />
        </>
      )}
    </div>
  );
}

function Holds({ link }: { readonly link: string }) {
  const say = useSay();
  return (
    <dl className="share-holds" data-testid="share-holds">
      {partsOfLink(link).map(({ name, value }) => (
        <div key={name} className="share-hold">
          <dt>{Object.hasOwn(PARTS, name) ? say(PARTS[name]!) : name}</dt>
          <dd title={value.length > 60 ? undefined : value}>
            {value.length > 60 ? say(LINK.length, { count: value.length }) : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Qr({ link }: { readonly link: string }) {
  const app = useApp();
  const say = useSay();
  const code = useMemo(() => qrCode(link), [link]);
  if (code === null) return <p>{say(LINK.qrTooLong, { count: link.length, most: LONGEST_QR })}</p>;
  const name = `${app.conductor.state.scenarioName}-qr.svg`;
  return (
    <>
      <svg className="share-qr" viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={say(LINK.qrLabel)}>
        <rect width={code.size} height={code.size} fill="#fff" />
        <path d={code.path} fill="#000" shapeRendering="crispEdges" />
      </svg>
      <div className="share-acts">
        <Button onPress={() => app.commandContext().save(name, qrSvg(code, QR_PIXELS))}>{say(LINK.qrSave)}</Button>
      </div>
    </>
  );
}
