/** What stands at the cursor: what it is for, what it must be, what Kafka declares of it. */
import { useAppState } from '../appContext.ts';
import { docLines, textParts } from './docs.ts';
import { useEditorSay, useEditorState } from './useEditor.ts';
import { EDITOR_WORDS } from './words.ts';

export function DocsPanel() {
  const say = useEditorSay();
  const { language } = useAppState((state) => state.settings);
  const hover = useEditorState((state) => state.hover);
  if (hover === null) {
    return (
      <section className="editor-docs" aria-label={say(EDITOR_WORDS.docs)}>
        <p className="dim">{say(EDITOR_WORDS.docsHint)}</p>
      </section>
    );
  }
  const { title, about, text, facts, note } = docLines(hover, language);
  return (
    // Long explanations are scrolled, by key as well.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the focus.
    <section className="editor-docs" aria-label={say(EDITOR_WORDS.docs)} tabIndex={0} data-testid="editor-docs">
      <h2 className="editor-docs-title">
        <span className="mono">{title}</span>{' '}
        <span className="dim">
          {about}
          {hover.path === '' ? '' : ` · ${hover.path}`}
        </span>
      </h2>
      {text !== null && (
        <p>{textParts(text).map((part, place) => (place % 2 === 0 ? part : <code key={part}>{part}</code>))}</p>
      )}
      {facts.length > 0 && (
        <dl className="editor-facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="mono">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {note !== null && <p className="dim">{note}</p>}
    </section>
  );
}
