/** Facts about command-line tools at work. */
import type { Sentence } from './factWords.ts';
import type { Language } from './viewProps.ts';

export const TOOL_SENTENCES = {
  ToolStarted: {
    en: (f) => `${f.tool} was started: ${f.line}`,
    ko: (f) => `${f.tool} 실행: ${f.line}`,
  },
  ToolInput: {
    en: (f) => (f.text === '' ? `The input of ${f.tool} ended.` : `Typed into ${f.tool}: ${f.text}`),
    ko: (f) => (f.text === '' ? `${f.tool} 입력이 끝났어요.` : `${f.tool} 입력: ${f.text}`),
  },
  ToolPrinted: {
    en: (f) => `${f.tool} printed: ${f.text}`,
    ko: (f) => `${f.tool} 출력: ${f.text}`,
  },
  ToolInterrupted: {
    en: (f) => `${f.tool} was interrupted.`,
    ko: (f) => `${f.tool} 실행을 중단했어요.`,
  },
  ToolExited: {
    en: (f) => `${f.tool} ended with exit status ${f.status}.`,
    ko: (f) => `${f.tool} 종료. 종료 코드 ${f.status}.`,
  },
  TopicDeleted: {
    en: (f) => `Topic ${f.topic} was deleted with all its records.`,
    ko: (f) => `토픽 ${f.topic} 및 그 안의 모든 레코드를 삭제했어요.`,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, Sentence>>>>;
