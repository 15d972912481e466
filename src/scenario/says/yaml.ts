/** What is wrong with a file as text and as YAML, before anything of it is read as a scenario. */
import { sayings } from '../../base/says.ts';
import { grouped, quoted } from '../problems.ts';
import { q, quotedKo } from './words.ts';

export const YAML_SAYS = sayings({
  tooLong: (characters: number, most: number) => ({
    en: `the file has ${grouped(characters)} characters; the limit is ${grouped(most)}`,
    ko: `파일이 ${grouped(characters)}자예요. ${grouped(most)}자까지 읽어요`,
  }),
  empty: () => ({ en: 'the file is empty', ko: '파일이 비어 있어요' }),
  notAllowed: (character: string) => ({
    en: `the character ${character} is not allowed`,
    ko: `${character} 문자는 쓸 수 없어요`,
  }),
  turns: (character: string) => ({
    en: `the character ${character} turns a text round: it is not allowed`,
    ko: `${character} 문자는 글의 방향을 뒤집어서 쓸 수 없어요`,
  }),
  notUtf8: () => ({ en: 'not valid UTF-8 here', ko: '여기는 올바른 UTF-8이 아니에요' }),
  utf16: () => ({ en: 'this file is UTF-16: save it as UTF-8', ko: 'UTF-16 파일이에요. UTF-8로 저장하세요' }),
  tooDeep: (most: number) => ({
    en: `nested more than ${most} levels deep`,
    ko: `${most}단계보다 깊게 겹쳐 있어요`,
  }),
  textTooLong: (most: number) => ({
    en: `a text of more than ${grouped(most)} characters; the limit is there`,
    ko: `${grouped(most)}자가 넘는 텍스트예요. 거기까지 읽어요`,
  }),
  secondDocument: () => ({
    en: 'a second document; a file holds one scenario',
    ko: '두 번째 문서예요. 파일 하나에는 시나리오가 하나만 있어요',
  }),
  construct: (which: 'directives (%)' | 'aliases (*)' | 'anchors (&)' | 'tags (!)' | 'merge keys (<<)') => ({
    en: `${which} are not allowed`,
    ko: `${CONSTRUCTS[which]} 쓸 수 없어요`,
  }),
  tooManyEntries: (entries: number, most: number) => ({
    en: `${grouped(entries)} entries; the limit is ${grouped(most)}`,
    ko: `키가 ${grouped(entries)}개예요. ${grouped(most)}개까지 쓸 수 있어요`,
  }),
  tooManyValues: (most: number) => ({
    en: `more than ${grouped(most)} values; the limit is there`,
    ko: `값이 ${grouped(most)}개가 넘어요. 거기까지 읽어요`,
  }),
  keyNoText: () => ({ en: 'a key must be a plain text', ko: '키는 그냥 텍스트여야 해요' }),
  keyReserved: (key: string) => ({ en: `the key ${key} is not allowed`, ko: `${key} 키는 쓸 수 없어요` }),
  keyTwice: (key: string) => ({
    en: `the key ${quoted(key)} is there twice`,
    ko: `${quotedKo(key)} 키가 두 번 있어요`,
  }),
  // ---- what was probably left out
  tab: () => ({
    en: 'a tab at the beginning of a line: indent with spaces',
    ko: '줄 앞에 탭이 있어요. 스페이스로 들여 쓰세요',
  }),
  indentedList: () => ({
    en: 'this line is indented otherwise than the items above: the dashes of a list stand in one column',
    ko: '이 줄의 들여쓰기가 위 항목들과 달라요. 목록의 - 기호는 한 열에 맞추세요',
  }),
  indentedKeys: () => ({
    en: 'this line is indented otherwise than the keys above: keys of one group stand in one column',
    ko: '이 줄의 들여쓰기가 위 키들과 달라요. 한 그룹의 키는 한 열에 맞추세요',
  }),
  foreignSign: (sign: string, plain: string) => ({
    en: `${signName(sign)} stands here where YAML wants ${plain === ' ' ? 'a space' : plain}`,
    ko: `${signNameKo(sign)} 문자가 있어요. YAML에서는 ${plain === ' ' ? '스페이스를' : `${plain} 기호를`} 쓰세요`,
  }),
  commaMissing: () => ({
    en: `two keys have a comma between them, and ${IN_QUOTES}`,
    ko: `키와 키 사이에는 쉼표를 넣고, ${IN_QUOTES_KO}`,
  }),
  spaceAfterDash: () => ({
    en: 'a dash where a key was expected: is a space missing after an earlier dash?',
    ko: '키가 올 자리에 - 기호가 있어요. 앞의 - 뒤에 스페이스가 빠지지 않았나요?',
  }),
  colonInText: () => ({ en: IN_QUOTES, ko: IN_QUOTES_KO }),
  tooFarIn: () => ({
    en: 'this line is indented further than the keys it belongs to',
    ko: '이 줄이 같은 그룹의 키보다 더 들어가 있어요',
  }),
  dashBesideKeys: () => ({
    en: 'a dash beside keys: a list stands under a key that has nothing behind its colon',
    ko: '키 옆에 - 기호가 있어요. 목록은 콜론 뒤가 비어 있는 키 아래에 쓰세요',
  }),
  noKey: () => ({
    en: 'a line without a key: after a key stand a colon and a space',
    ko: '키가 없는 줄이에요. 키 뒤에는 콜론과 스페이스를 쓰세요',
  }),
  beginsWith: (character: string) => ({
    en: `a text that begins with ${character} stands in quotes`,
    ko: `${q(character, '으로/로')} 시작하는 텍스트는 따옴표로 묶으세요`,
  }),
  tooMany: (sign: string) => ({ en: `a ${sign} too many`, ko: `${sign} 기호가 하나 더 있어요` }),
  commaTooMany: () => ({ en: 'a comma too many', ko: '쉼표가 하나 더 있어요' }),
  goesOn: () => ({
    en: 'a text goes on after its closing quote: the whole of it stands between two quotes',
    ko: '닫는 따옴표 뒤에 텍스트가 이어져요. 텍스트 전체를 따옴표 하나로 묶으세요',
  }),
  notClosed: () => ({
    en: 'a bracket or a quote before this line is not closed',
    ko: '이 줄 앞에 닫히지 않은 괄호나 따옴표가 있어요',
  }),
  noClosingQuote: (sign: string) => ({
    en: `the text that begins here has no closing ${sign}`,
    ko: `여기서 시작하는 텍스트를 닫는 ${sign} 기호가 없어요`,
  }),
  noClosing: (sign: string) => ({
    en: `what begins here has no closing ${sign}`,
    ko: `여기서 연 괄호를 닫는 ${sign} 기호가 없어요`,
  }),
  /** What the parser itself says, where nobody has said it better. */
  notYaml: (parser: string) => ({ en: `not YAML: ${parser}`, ko: `YAML이 아니에요: ${parser}` }),
});

const isSpace = (sign: string) => sign === '\u00a0' || sign === '\u3000';

function signName(sign: string): string {
  if (isSpace(sign)) return sign === '\u00a0' ? 'a no-break space' : 'a wide space';
  return `the sign ${sign}`;
}

function signNameKo(sign: string): string {
  if (isSpace(sign)) return sign === '\u00a0' ? '줄 바꿈 없는 공백(U+00A0)' : '전각 공백(U+3000)';
  return sign;
}

const IN_QUOTES = 'a text with a colon and a space in it stands in quotes';
const IN_QUOTES_KO = '콜론과 스페이스가 든 텍스트는 따옴표로 묶으세요';

const CONSTRUCTS = {
  'directives (%)': '지시자(%)는',
  'aliases (*)': '별칭(*)은',
  'anchors (&)': '앵커(&)는',
  'tags (!)': '태그(!)는',
  'merge keys (<<)': '병합 키(<<)는',
} as const;
