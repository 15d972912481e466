/** CodeMirror as the editor has it: completion, documentation and marks from the simulation's worker, keys, search, undo. */
import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  snippet,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyField, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import {
  type Diagnostic,
  forEachDiagnostic,
  lintGutter,
  nextDiagnostic,
  previousDiagnostic,
  setDiagnostics,
} from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { type ChangeDesc, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Language } from '../../views/viewProps.ts';
import type { AssistItem, CheckedProblem } from '../../worker/protocol.ts';
import { fill } from '../i18n/translate.ts';
import { codeTheme } from './codeTheme.ts';
import { docElement, docLines } from './docs.ts';
import type { EditorDesk } from './editorDesk.ts';
import { canPlay } from './editorState.ts';
import type { TextArea } from './textArea.ts';
import { EDITOR_WORDS, KOREAN_PHRASES } from './words.ts';

export interface CodeArea extends TextArea {
  destroy(): void;
  focus(): void;
}

export function openCodeArea(root: ShadowRoot, desk: EditorDesk, language: Language, save: () => void): CodeArea {
  const extensions = extensionsOf(desk, language, save);
  const view = new EditorView({ state: keptState(desk, extensions), parent: root, root });
  if (desk.kept !== null) view.scrollDOM.scrollTop = desk.kept.scrollTop;
  const stayInSight = keepCursorInSight(view);
  return {
    show: (text) => view.setState(EditorState.create({ doc: text, extensions })),
    apply: (edits) => {
      const changes = edits.map(({ from, to, insert }) => ({ from, to, insert }));
      view.dispatch({ changes, userEvent: 'input.record' });
      // What was written is shown.
      const last = edits.at(-1);
      if (last !== undefined) view.dispatch({ effects: EditorView.scrollIntoView(last.from, { y: 'center' }) });
    },
    mark: (problems) => {
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((problem) => diagnosticOf(problem, view.state, language)),
        ),
      );
    },
    goTo: (from, to) => {
      const end = view.state.doc.length;
      const selection = { anchor: Math.min(from, end), head: Math.min(to, end) };
      view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: 'center' }) });
      view.focus();
    },
    get cursor() {
      return view.state.selection.main.head;
    },
    focus: () => view.focus(),
    destroy: () => {
      desk.kept = { state: view.state.toJSON({ history: historyField }), scrollTop: view.scrollDOM.scrollTop };
      stayInSight.disconnect();
      view.destroy();
    },
  };
}

/** Problems that are told below take room from the text: the line that is written stays in sight. */
function keepCursorInSight(view: EditorView): ResizeObserver {
  let height = view.dom.clientHeight;
  const observer = new ResizeObserver(() => {
    const isSmaller = view.dom.clientHeight < height;
    height = view.dom.clientHeight;
    if (isSmaller && view.hasFocus)
      view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main.head) });
  });
  observer.observe(view.dom);
  return observer;
}

/** In another language, or after another tab of the page: the same cursor, and the same can be undone. */
function keptState({ kept, text }: EditorDesk, extensions: Extension): EditorState {
  const json = kept?.state as { readonly doc?: unknown } | undefined;
  if (json?.doc === text) return EditorState.fromJSON(json, { extensions }, { history: historyField });
  return EditorState.create({ doc: text, extensions });
}

function extensionsOf(desk: EditorDesk, language: Language, save: () => void): Extension {
  const saved = () => {
    save();
    return true;
  };
  const played = () => {
    if (!canPlay(desk.state.getState())) return false;
    void desk.playLesson(true);
    return true;
  };
  return [
    lineNumbers(),
    lintGutter(),
    foldGutter(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    history(),
    indentOnInput(),
    indentUnit.of('  '),
    bracketMatching(),
    closeBrackets(),
    highlightSelectionMatches(),
    search({ top: true }),
    yaml(),
    codeTheme,
    autocompletion({
      override: [(context) => complete(context, desk, language)],
      icons: false,
      activateOnTypingDelay: 80,
    }),
    hoverTooltip(async (_view, at) => {
      const hover = (await desk.app.conductor.look({ ask: 'hover-text', text: desk.text, at }))?.hover ?? null;
      if (hover === null) return null;
      const create = () => ({ dom: docElement(docLines(hover, language), language) });
      return { pos: hover.from, end: hover.to, above: true, create };
    }),
    EditorView.domEventHandlers({
      // A file that is dropped is opened, not written into the text.
      drop: (event) => (event.dataTransfer?.files.length ?? 0) > 0,
    }),
    EditorState.phrases.of(language === 'ko' ? KOREAN_PHRASES : {}),
    // What is said to a learner stands in long lines.
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      'aria-label': EDITOR_WORDS.text[language],
      'aria-description': EDITOR_WORDS.textHint[language],
      lang: 'en',
      tabindex: '0',
    }),
    EditorView.updateListener.of(({ docChanged, changes, selectionSet, state }) => {
      if (docChanged) desk.typed(state.doc.toString(), (problem) => movedProblem(problem, changes, state));
      if (docChanged || selectionSet) tellAround(desk, state.selection.main.head);
    }),
    keymap.of([
      { key: 'Mod-s', preventDefault: true, run: saved },
      { key: 'Mod-.', run: fixHere },
      { key: 'Mod-Enter', run: played },
      { key: 'F8', run: nextDiagnostic },
      { key: 'Shift-F8', run: previousDiagnostic },
      { key: 'Tab', run: acceptCompletion },
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      indentWithTab,
    ]),
  ];
}

// ---- documentation where the cursor is -----------------------------------------------------------------------------------

const AROUND_AFTER_MS = 150;
let around: ReturnType<typeof setTimeout> | undefined;

function tellAround(desk: EditorDesk, at: number): void {
  clearTimeout(around);
  around = setTimeout(async () => {
    const { text } = desk;
    const hovered = await desk.app.conductor.look({ ask: 'hover-text', text, at });
    if (hovered !== undefined && text === desk.text) desk.set({ hover: hovered.hover });
  }, AROUND_AFTER_MS);
}

function movedProblem(problem: CheckedProblem, changes: ChangeDesc, { doc }: EditorState): CheckedProblem {
  const range = ({ from, to }: { readonly from: number; readonly to: number }) => {
    const start = changes.mapPos(Math.min(from, changes.length), 1);
    return { from: start, to: Math.max(start, changes.mapPos(Math.min(to, changes.length), -1)) };
  };
  const { fix } = problem;
  const moved = range(problem);
  const line = doc.lineAt(moved.from).number;
  return { ...problem, ...moved, line, fix: fix && { ...fix, edit: { ...fix.edit, ...range(fix.edit) } } };
}

// ---- marks -----------------------------------------------------------------------------------------------------------

function diagnosticOf(problem: CheckedProblem, { doc }: EditorState, language: Language): Diagnostic {
  const { severity, fix, code, says, mends } = problem;
  const told = [says[language], ...(mends === null ? [] : [mends[language]]), ...(code === null ? [] : [`[${code}]`])];
  const message = told.join('\n');
  const from = Math.min(problem.from, doc.length);
  return {
    from,
    to: Math.max(from, Math.min(problem.to, doc.length)),
    severity: severity === 'advice' ? 'info' : severity,
    message,
    ...(fix === null
      ? {}
      : {
          actions: [
            {
              name: fill(EDITOR_WORDS.fix[language], { words: fix.words }),
              apply: (view: EditorView) => view.dispatch({ changes: { ...fix.edit }, userEvent: 'input.fix' }),
            },
          ],
        }),
  };
}

/** The first suggestion at the cursor, or on its line. */
function fixHere(view: EditorView): boolean {
  const line = view.state.doc.lineAt(view.state.selection.main.head);
  let isDone = false;
  const found: { diagnostic: Diagnostic; from: number; to: number }[] = [];
  forEachDiagnostic(view.state, (diagnostic, from, to) => found.push({ diagnostic, from, to }));
  for (const { diagnostic, from, to } of found) {
    const [action] = diagnostic.actions ?? [];
    if (isDone || action === undefined || from < line.from || from > line.to) continue;
    action.apply(view, from, to);
    isDone = true;
  }
  return isDone;
}

// ---- completion ------------------------------------------------------------------------------------------------------

async function complete(
  context: CompletionContext,
  desk: EditorDesk,
  language: Language,
): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  const typed = state.sliceDoc(Math.max(0, pos - 1), pos);
  // Behind a space nobody has begun a word: only when asked, or behind a colon, a bracket or a dash.
  if (!explicit && !/[\w.-]/.test(typed) && !/[:[{,-]\s$/.test(state.sliceDoc(Math.max(0, pos - 2), pos))) return null;
  const text = state.doc.toString();
  const asked = await desk.app.conductor.look({ ask: 'complete-text', text, at: pos });
  const completion = asked?.completion ?? null;
  if (completion === null || context.aborted) return null;
  const { from, to, items } = completion;
  return {
    from,
    ...(to > pos ? { to } : {}),
    options: items.map((item) => optionOf(item, language)),
    validFor: /^[\w.-]*$/,
  };
}

function optionOf(item: AssistItem, language: Language): Completion {
  const { label, detail, rank, setting, isRequired } = item;
  const marks = [
    ...(isRequired ? [EDITOR_WORDS.required[language]] : []),
    ...(setting?.isModelled === false ? [language === 'ko' ? '모델에 없음' : 'not modelled'] : []),
  ];
  return {
    label,
    detail: [detail[language], ...marks].filter((part) => part !== '').join(' · '),
    boost: Math.min(99, rank),
    type: item.kind,
    info: () => docElement(docLines(item, language), language),
    apply: (view, completion, from, to) => {
      const indent = /^ */.exec(view.state.doc.lineAt(from).text)![0];
      // A snippet's lines stand below the line's own indentation.
      const template = item.insert.replaceAll(`\n${indent}`, '\n');
      snippet(template)(view, completion, from, to);
    },
  };
}
