/** A setting: what it decides, what values it takes, its default in each release, and where this run has it. */
import { meaningOf, topicDefaultOf } from '../../course/configs/index.ts';
import type { ConfigFrame, DeclaredConfig } from '../../frame/config/configFrame.ts';
import { formatTime } from '../format.ts';
import { withCode } from '../glossary/withCode.tsx';
import type { Language } from '../viewProps.ts';
import type { Words } from '../words.ts';
import { ranges } from './ranges.ts';
import {
  AT_LEAST,
  AT_MOST,
  BETWEEN,
  CHANGE,
  CHANGEABLE_WORDS,
  CHANGED,
  DEFAULT,
  DEFAULT_FROM,
  DEFAULT_OF_TOPICS,
  DEFAULTS,
  FROM,
  HERE,
  MORE,
  NO_SUCH,
  NOT_MODELLED,
  NOT_SET,
  NOWHERE,
  OF,
  OWNER_WORDS,
  RELEASE,
  SINCE,
  SOURCE_WORDS,
  THIS_RUN,
  TYPE,
  VALUE,
  VALUES,
} from './words.ts';
import './config.css';

export interface ConfigCardProps {
  readonly config: ConfigFrame;
  readonly language: Language;
}

/** Those that this run has, or if it has none all of them. */
export function ConfigCard({ config, language }: ConfigCardProps) {
  const used = config.declared.filter(({ places }) => places.length > 0);
  const here = used.filter(({ places }) => places.some(({ isHere }) => isHere));
  const first = here.length > 0 ? here : used;
  const rest = used.filter((one) => !first.includes(one));
  const shown = first.length > 0 ? [...first, ...rest] : config.declared;
  return (
    <div className="config-card">
      {shown.map((declared) => (
        <Declared key={declared.owner} name={config.key} declared={declared} language={language} />
      ))}
    </div>
  );
}

interface DeclaredProps {
  readonly name: string;
  readonly declared: DeclaredConfig;
  readonly language: Language;
}

function Declared({ name, declared, language }: DeclaredProps) {
  const { owner, type, serverDefault, changeable, isModelled } = declared;
  const meaning = meaningOf(owner, name);
  const topic = owner === 'server' ? topicDefaultOf(name) : undefined;
  const values = valuesText(declared, language);
  return (
    <section aria-label={`${OWNER_WORDS[owner][language]}: ${name}`} className="config-declared">
      <p className="config-name">
        <span className="dim">{OWNER_WORDS[owner][language]}</span> <code lang="en">{name}</code>
      </p>
      {topic !== undefined && <p>{withCode(put(DEFAULT_OF_TOPICS, language, { name: topic }))}</p>}
      {meaning !== undefined && <p>{withCode(meaning[language])}</p>}
      {serverDefault !== null && (
        <p className="dim">{withCode(put(DEFAULT_FROM, language, { name: serverDefault }))}</p>
      )}
      {!isModelled && <p className="dim">{NOT_MODELLED[language]}</p>}
      <dl className="config-facts">
        <div>
          <dt>{TYPE[language]}</dt>
          <dd lang="en" className="mono">
            {type}
          </dd>
        </div>
        {values !== '' && (
          <div>
            <dt>{VALUES[language]}</dt>
            <dd className="mono">{values}</dd>
          </div>
        )}
        <div>
          <dt>{CHANGE[language]}</dt>
          <dd>{CHANGEABLE_WORDS[changeable][language]}</dd>
        </div>
      </dl>
      <Places declared={declared} language={language} />
      <Defaults declared={declared} language={language} />
    </section>
  );
}

function Places({ declared: { places, more }, language }: Omit<DeclaredProps, 'name'>) {
  if (places.length === 0) return <p className="dim">{NOWHERE[language]}</p>;
  return (
    <div className="table-box">
      <table className="table config-table">
        <caption>{HERE[language]}</caption>
        <thead>
          <tr>
            <th scope="col">{OF[language]}</th>
            <th scope="col">{VALUE[language]}</th>
            <th scope="col">{FROM[language]}</th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ name, value, source, isHere, written }) => (
            <tr key={name} className={isHere ? 'here' : undefined}>
              <th scope="row" className="mono">
                {isHere ? `▸ ${name}` : name}
              </th>
              <td className="mono">{value}</td>
              <td>
                {SOURCE_WORDS[source][language]}
                {written !== null && (
                  <span className="dim">
                    {', '}
                    {put(SINCE, language, { time: formatTime(written.at), offset: written.offset })}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="dim">{put(MORE, language, { count: more })}</p>}
    </div>
  );
}

function Defaults({ declared: { defaults }, language }: Omit<DeclaredProps, 'name'>) {
  return (
    <div className="table-box">
      <table className="table config-table">
        <caption>{DEFAULTS[language]}</caption>
        <thead>
          <tr>
            <th scope="col">{RELEASE[language]}</th>
            <th scope="col">{DEFAULT[language]}</th>
          </tr>
        </thead>
        <tbody>
          {ranges(defaults).map(({ from, to, ofRun, value, isAbsent, isChanged }) => (
            <tr key={from} className={ofRun === '' ? undefined : 'here'}>
              <th scope="row" className="mono">
                {from === to ? from : `${from} – ${to}`}
                {ofRun !== '' && (
                  <span className="dim"> {from === to ? THIS_RUN[language] : `${THIS_RUN[language]}: ${ofRun}`}</span>
                )}
              </th>
              <td className={isAbsent || value === null ? 'dim' : 'mono'}>
                {isAbsent ? NO_SUCH[language] : value === null ? NOT_SET[language] : value === '' ? '""' : value}
                {isChanged && <strong> ← {CHANGED[language]}</strong>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function valuesText({ oneOf, min, max }: DeclaredConfig, language: Language): string {
  if (oneOf !== null) return oneOf.join(', ');
  if (min !== null && max !== null) return put(BETWEEN, language, { min, max });
  if (min !== null) return put(AT_LEAST, language, { min });
  return max === null ? '' : put(AT_MOST, language, { max });
}

function put(sentence: Words, language: Language, values: Readonly<Record<string, string | number>>): string {
  return sentence[language].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
