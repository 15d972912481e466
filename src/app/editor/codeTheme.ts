/** How the text looks: the tokens of the page, so that it follows the theme. Mounted in a shadow root, as sheets that were constructed: the page's policy allows no style elements. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const TOOLTIP = {
  color: 'var(--ink)',
  backgroundColor: 'var(--surface)',
  border: '1px solid var(--line-strong)',
  borderRadius: 'var(--radius)',
  fontFamily: 'var(--sans)',
  fontSize: 'var(--text-small)',
};

export const codeTheme = [
  EditorView.theme({
    '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: 'var(--text-small)' },
    '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
    '.cm-content': { caretColor: 'var(--ink)', paddingBottom: '30vh' },
    '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
    '.cm-gutters': {
      color: 'var(--ink-3)',
      backgroundColor: 'var(--surface-sunken)',
      borderRight: '1px solid var(--line)',
    },
    '.cm-activeLineGutter': { color: 'var(--ink)', backgroundColor: 'var(--hover)' },
    '.cm-activeLine': { backgroundColor: 'color-mix(in oklab, var(--hover) 50%, transparent)' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, ::selection': {
      backgroundColor: 'color-mix(in oklab, var(--hue-0) 30%, var(--surface)) !important',
    },
    '.cm-selectionMatch, .cm-searchMatch': {
      backgroundColor: 'color-mix(in oklab, var(--hue-1) 25%, var(--surface))',
      outline: '1px solid var(--hue-1-edge)',
    },
    '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--pressed)', outline: '1px solid var(--line-strong)' },
    '.cm-foldPlaceholder': { color: 'var(--ink-2)', backgroundColor: 'var(--hover)', border: '1px solid var(--line)' },
    '.cm-tooltip': TOOLTIP,
    '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '18em' },
    '.cm-tooltip-autocomplete > ul > li': {
      display: 'flex',
      alignItems: 'center',
      gap: '8px',
      minHeight: '26px',
      padding: '2px 8px !important',
    },
    '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      color: 'var(--inverse-ink) !important',
      background: 'var(--inverse) !important',
    },
    '.cm-tooltip-autocomplete .cm-completionDetail': {
      marginLeft: 'auto',
      fontStyle: 'normal',
      fontSize: '0.92em',
      opacity: '0.75',
    },
    '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
    '.cm-tooltip.cm-completionInfo': { ...TOOLTIP, padding: '8px 12px', maxWidth: '360px' },
    '.cm-tooltip-hover': { maxWidth: '440px' },
    '.tm-doc': { padding: '6px 10px', lineHeight: '1.5' },
    '.tm-doc p': { margin: '4px 0 0' },
    '.tm-doc .dim': { color: 'var(--ink-2)' },
    '.cm-diagnostic': { borderLeft: 'none', padding: '6px 10px' },
    '.cm-diagnostic-error .cm-diagnosticText': { color: 'var(--alarm)' },
    '.cm-diagnosticAction': {
      minHeight: '28px',
      marginLeft: '8px',
      padding: '2px 10px',
      color: 'var(--inverse-ink)',
      backgroundColor: 'var(--inverse)',
      borderRadius: 'var(--radius)',
    },
    '.cm-diagnosticText': { whiteSpace: 'pre-line' },
    '.cm-lintRange-error, .cm-lintRange-warning, .cm-lintRange-info': {
      backgroundImage: 'none',
      textDecorationLine: 'underline',
      textDecorationThickness: '2px',
      textUnderlineOffset: '3px',
      textDecorationSkipInk: 'none',
    },
    '.cm-lintRange-error': { textDecorationStyle: 'wavy', textDecorationColor: 'var(--alarm)' },
    '.cm-lintRange-warning': { textDecorationStyle: 'dashed', textDecorationColor: 'var(--ink-2)' },
    '.cm-lintRange-info': { textDecorationStyle: 'dotted', textDecorationColor: 'var(--ink-3)' },
    '.cm-gutter-lint': { width: '1.2em' },
    '.cm-lint-marker': { content: 'none', width: 'auto', textAlign: 'center', fontWeight: '700' },
    '.cm-lint-marker-error': { color: 'var(--alarm)' },
    '.cm-lint-marker-error::before': { content: '"✗"' },
    '.cm-lint-marker-warning::before': { content: '"!"', color: 'var(--ink-2)' },
    '.cm-lint-marker-info::before': { content: '"·"', color: 'var(--ink-3)' },
    '.cm-panels': { color: 'var(--ink)', backgroundColor: 'var(--surface-sunken)', fontFamily: 'var(--sans)' },
    '.cm-panels.cm-panels-top, .cm-panels.cm-panels-bottom': { borderColor: 'var(--line)' },
    '.cm-textfield': {
      minHeight: '32px',
      color: 'var(--ink)',
      backgroundColor: 'var(--surface)',
      border: '1px solid var(--line-strong)',
    },
    '.cm-button': {
      minHeight: '32px',
      color: 'var(--ink)',
      backgroundImage: 'none',
      backgroundColor: 'var(--surface)',
      border: '1px solid var(--line-strong)',
      borderRadius: 'var(--radius)',
    },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--hue-0-edge)', fontWeight: '600' },
      { tag: [tags.string, tags.special(tags.string)], color: 'var(--hue-2-edge)' },
      { tag: [tags.comment, tags.lineComment], color: 'var(--ink-3)', fontStyle: 'italic' },
      { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--ink-2)' },
      { tag: tags.invalid, color: 'var(--alarm)' },
    ]),
  ),
];
