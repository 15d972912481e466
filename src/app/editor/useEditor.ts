/** How components of the editor reach its desk, its state and its words. */
import { useStore } from 'zustand';
import { useApp, useAppState } from '../appContext.ts';
import type { DraftState } from '../drafts/draftDesk.ts';
import { fill, type Values } from '../i18n/translate.ts';
import { type EditorDesk, editorDeskOf } from './editorDesk.ts';
import type { EditorState } from './editorState.ts';

export type EditorSay = (words: { readonly en: string; readonly ko: string }, values?: Values) => string;

export function useEditorSay(): EditorSay {
  const { language } = useAppState((state) => state.settings);
  return (words, values = {}) => fill(words[language], values);
}

export function useDesk(): EditorDesk {
  return editorDeskOf(useApp());
}

export function useEditorState<T>(select: (state: EditorState) => T): T {
  return useStore(useDesk().state, select);
}

export function useDraftState<T>(select: (state: DraftState) => T): T {
  return useStore(useDesk().drafts.state, select);
}
