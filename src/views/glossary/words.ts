/** Words of the glossary, which come with it and not with the first picture. */
import { words } from '../words.ts';

export const GLOSSARY_TITLE = words('Glossary', '용어집');
export const SEARCH = words('Search in English or Korean', '한국어나 영어로 찾기');
export const SEARCH_HINT = words(
  'ISR, watermark, 하이 워터마크, ㄹㄷㅇㅍㅋ',
  'ISR, watermark, 하이 워터마크, ㄹㄷㅇㅍㅋ',
);
export const NONE = words(
  'No term like that. Try another word, or one of the other language.',
  '찾는 용어가 없어요. 다른 낱말이나 영어 이름으로 찾아보세요.',
);
export const COUNT = words('Found: {count}', '{count}개');
export const NAMES = words('Settings and error codes', '설정과 오류 코드');
export const SHOW = words('Show it on the stage', '무대에서 보기');
export const NOT_HERE = words(
  'There is none in this run at this moment.',
  '지금 이 순간 이 실행에는 해당하는 것이 없어요.',
);
export const LESSON = words('Lesson: {title}', '레슨: {title}');
export const LESSON_HERE = words('This scenario shows it.', '지금 이 시나리오가 보여 주는 개념이에요.');
export const RELATED = words('Related', '관련 용어');
export const SOURCE = words('Follows', '근거');
export const ALSO = words('Also', '다른 이름');
