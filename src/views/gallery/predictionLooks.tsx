/** Every kind of question, with an answer begun, over the frame of the situation. */
import { useState } from 'react';
import type { Frame } from '../../frame/frame.ts';
import type { LessonAnswer, QuestionFrame } from '../../frame/lessonFrames.ts';
import { AnswerText } from '../prediction/AnswerText.tsx';
import { LogStrip } from '../prediction/LogStrip.tsx';
import { Prediction } from '../prediction/Prediction.tsx';
import { stripOf } from '../prediction/strip.ts';
import type { Language } from '../viewProps.ts';
import { words } from '../words.ts';

const OPTIONS = [
  { id: 0, say: words('b3 is let in again', 'b3이 다시 ISR에 들어감') },
  {
    id: 2,
    say: words('the link is whole again, and data flows as it did before', '링크가 복구되어 전처럼 데이터가 흐름'),
  },
  { id: 1, say: words('the producer is told of an error', '프로듀서가 오류를 받음') },
];

const QUESTIONS: readonly (readonly [QuestionFrame, LessonAnswer | null])[] = [
  [{ kind: 'choose', ask: words('What comes next?', '다음은 무엇일까요?'), options: OPTIONS }, null],
  [
    { kind: 'choose-all', ask: words('Which of these happen?', '어떤 일이 일어날까요?'), options: OPTIONS },
    { kind: 'choose-all', options: [0, 1] },
  ],
  [{ kind: 'order', ask: words('In which order?', '어떤 순서일까요?'), options: OPTIONS }, null],
  [
    {
      kind: 'mark',
      ask: words('Where will the high watermark be?', '하이 워터마크는 어디에 있을까요?'),
      partition: 'orders-0',
    },
    { kind: 'mark', value: 9 },
  ],
  [
    {
      kind: 'node',
      ask: words('Who leads then?', '그때 리더는 누구일까요?'),
      nodes: ['b1', 'b2', 'b3'],
      several: false,
      none: words('Nobody', '아무도 아님'),
    },
    { kind: 'node', nodes: ['b2'] },
  ],
  [
    { kind: 'number', ask: words('How many records?', '레코드는 몇 개일까요?'), unit: words('records', '개') },
    { kind: 'number', value: 12 },
  ],
];

interface LookProps {
  readonly frame: Frame;
  readonly language: Language;
}

export function PredictionLook({ frame, language }: LookProps) {
  const [answers, setAnswers] = useState<readonly (LessonAnswer | null)[]>(QUESTIONS.map(([, answer]) => answer));
  return (
    <div style={{ display: 'grid', gap: 24, maxWidth: 340, padding: 16 }}>
      {QUESTIONS.map(([question], place) => {
        const value = answers[place] ?? null;
        return (
          <div key={question.kind}>
            <Prediction
              question={question}
              value={value}
              language={language}
              frame={frame}
              say={(text) => text[language]}
              onChange={(answer) => setAnswers(answers.map((one, at) => (at === place ? answer : one)))}
            />
            {value !== null && (
              <AnswerText question={question} answer={value} language={language} say={(text) => text[language]} />
            )}
          </div>
        );
      })}
      <LogStrip
        strip={stripOf(frame, 'orders-0', [4, 7])}
        language={language}
        marks={[
          { value: 4, label: language === 'ko' ? '내 답' : 'you', kind: 'yours' },
          { value: 7, label: language === 'ko' ? '실제' : 'the run', kind: 'truth' },
        ]}
      />
    </div>
  );
}
