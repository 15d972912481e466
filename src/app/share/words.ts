/** Words of the share dialog, which come with it. */
import { words } from '../../views/words.ts';

export const TITLE = words('Share', '공유');
export const TABS = {
  link: words('Link', '링크'),
  embed: words('Embed', '페이지에 넣기'),
  file: words('File', '파일'),
  picture: words('Picture', '그림'),
  animation: words('Animation', '움직이는 그림'),
  storyboard: words('Storyboard', '스토리보드'),
  facts: words('Facts and logs', '일어난 일과 로그'),
  cluster: words('Real cluster', '실제 클러스터'),
} as const;

// ---- link ------------------------------------------------------------------------------------------------------------

export const LINK = {
  hint: words(
    'Whoever opens it sees this run at this moment, looked at in the same way. Everything is in the part behind #, which no server gets.',
    '링크를 열면 이 실행을 이 순간에, 같은 화면으로 봅니다. 내용은 모두 # 뒤에 있어 어떤 서버에도 전달되지 않습니다.',
  ),
  label: words('Link to this moment', '이 순간의 링크'),
  copy: words('Copy the link', '링크 복사'),
  copied: words('Copied.', '복사했습니다.'),
  failed: words(
    'It could not be copied: select the text and copy it by hand.',
    '복사하지 못했습니다. 글을 선택해 직접 복사하세요.',
  ),
  length: words('{count} characters', '{count}자'),
  long: words(
    'Longer than 2,000 characters: some chats and mails cut that off. A file is safer.',
    '2,000자가 넘어 채팅이나 메일에서 잘릴 수 있습니다. 파일이 더 안전합니다.',
  ),
  tooLong: words(
    'What was done by hand is too much for a link. Save the run as a file instead.',
    '손으로 한 일이 많아 링크에 담을 수 없습니다. 실행을 파일로 저장하세요.',
  ),
  ownFile: words(
    'This scenario did not come with Tidemark, and its text is too long for a link. Save the run as a file: the scenario is in it.',
    'Tidemark에 들어 있는 시나리오가 아니고, 본문이 길어 링크에 담을 수 없습니다. 실행을 파일로 저장하면 시나리오도 함께 담깁니다.',
  ),
  fromFile: words(
    'This page is a file on this device: the link opens only here. For somebody else, hand on the file together with what stands behind the # (it goes behind the address of their copy), or save the run as a file.',
    '이 페이지는 이 기기에 있는 파일이라서 링크도 여기서만 열립니다. 다른 사람에게는 파일과 함께 # 뒤의 글을 전하거나(그 사람이 연 파일의 주소 뒤에 붙입니다) 실행을 파일로 저장해 주세요.',
  ),
  theme: words('With the theme', '테마 포함'),
  holds: words('What it holds', '링크에 담긴 것'),
  qr: words('QR code', 'QR 코드'),
  qrLabel: words('QR code of the link', '링크의 QR 코드'),
  qrTooLong: words(
    'The link is too long for a QR code: {count} of at most {most} bytes.',
    '링크가 길어 QR 코드로 만들 수 없습니다. {count}바이트(최대 {most}바이트)',
  ),
  qrSave: words('Save the QR code', 'QR 코드 저장'),
} as const;

export const PARTS: Readonly<Record<string, ReturnType<typeof words>>> = {
  scenario: words('scenario', '시나리오'),
  seed: words('seed', '시드'),
  text: words('the scenario itself', '시나리오 본문'),
  at: words('moment', '순간'),
  beat: words('step of the lesson', '학습 단계'),
  acts: words('what was done by hand', '손으로 한 일'),
  changed: words('what is changed', '바꾼 것'),
  change: words('what is changed beside', '옆 실행에서 바꾼 것'),
  beside: words('the run beside', '옆 실행'),
  version: words('Kafka release', 'Kafka 버전'),
  protocol: words('protocol', '프로토콜'),
  era: words('era', '시대'),
  lens: words('lens', '렌즈'),
  look: words('how the lens is looked at', '렌즈를 보는 방식'),
  select: words('what is selected', '선택한 것'),
  of: words('mark of the scenario’s text', '시나리오 본문 표지'),
  lang: words('language', '언어'),
  mode: words('mode', '모드'),
  eyes: words('eyes', '보는 눈'),
  theme: words('theme', '테마'),
  motion: words('motion', '움직임'),
};

// ---- embed -----------------------------------------------------------------------------------------------------------

export const EMBED = {
  hint: words(
    'Paste this into a page of your own. It shows this run at this moment.',
    '자신의 페이지에 붙여 넣으세요. 이 실행의 이 순간을 보여 줍니다.',
  ),
  fromFile: words(
    'This page is a file on this device. Put Tidemark on a web server to embed it, or hand on the file itself.',
    '이 페이지는 이 기기에 있는 파일입니다. 다른 페이지에 넣으려면 Tidemark를 웹 서버에 올리세요. 파일 그대로 나눠 줄 수도 있습니다.',
  ),
  ownFile: words(
    'This scenario did not come with Tidemark. Put its file on a web server and name its address: docs/embedding.md says how.',
    'Tidemark에 들어 있는 시나리오가 아닙니다. 시나리오 파일을 웹 서버에 올리고 그 주소를 적으세요. 방법은 docs/embedding.md에 있습니다.',
  ),
  kind: words('As', '형식'),
  iframe: words('Frame (iframe)', '프레임(iframe)'),
  component: words('Web component', '웹 컴포넌트'),
  ui: words('Shows', '보여 줄 것'),
  player: words('player', '플레이어'),
  full: words('whole page', '페이지 전체'),
  picture: words('cluster alone', '클러스터만'),
  table: words('tables', '표'),
  height: words('Height', '높이'),
  controls: words('Controls', '재생 도구'),
  lock: words('Watch only', '보기만'),
  click: words('Load on click', '누르면 불러오기'),
  autoplay: words('Play when in sight', '보이면 재생'),
  snippet: words('Snippet', '코드'),
  copy: words('Copy the snippet', '코드 복사'),
} as const;

// ---- files -----------------------------------------------------------------------------------------------------------

export const FILE = {
  run: words('Save the run', '실행 저장'),
  runHint: words(
    'Scenario, seed and everything done by hand: opened again it is the same run, to the bit.',
    '시나리오, 시드, 손으로 한 일이 담깁니다. 다시 열면 비트 하나까지 같은 실행입니다.',
  ),
  scenario: words('Save the scenario', '시나리오 저장'),
  scenarioHint: words('The YAML file that this run began with.', '이 실행이 시작된 YAML 파일입니다.'),
  from: words('From (s)', '시작(초)'),
  until: words('To (s)', '끝(초)'),
  factsHint: words(
    'What happened in this span, as far as it has been run.',
    '이 구간에서 일어난 일입니다. 실행한 데까지만 담깁니다.',
  ),
  csv: words('Facts as CSV', '일어난 일을 CSV로'),
  json: words('Facts as JSON', '일어난 일을 JSON으로'),
  shiViz: words('Log for ShiViz', 'ShiViz용 로그'),
  shiVizHint: words(
    'Every event with its vector clock. Open it at bestchai.bitbucket.io/shiviz, or anywhere ShiViz runs.',
    '이벤트마다 벡터 시계가 붙습니다. bestchai.bitbucket.io/shiviz 같은 ShiViz에서 여세요.',
  ),
  saved: words('Saved: {count} facts or events.', '저장했습니다. {count}개'),
  cut: words(
    'Saved: the first {count}, for there are more than a file may hold.',
    '너무 많아 처음 {count}개만 저장했습니다.',
  ),
  clusterHint: words(
    'The same cluster and the same steps for real Apache Kafka: a docker compose file, a script, and what cannot be done there.',
    '같은 클러스터와 같은 단계를 실제 Apache Kafka에서: docker compose 파일, 스크립트, 그리고 그곳에서 할 수 없는 것의 목록입니다.',
  ),
  compose: words('Save as docker compose', 'docker compose로 저장'),
  cannot: words('Cannot be done there', '그곳에서 할 수 없는 것'),
  allCan: words('Everything in it can be done there.', '모두 그곳에서 할 수 있습니다.'),
} as const;

// ---- pictures --------------------------------------------------------------------------------------------------------

export const PICTURE = {
  view: words('View', '화면'),
  lens: words('Lens', '렌즈'),
  theme: words('Theme', '테마'),
  asIs: words('as it is', '지금대로'),
  light: words('light', '밝게'),
  dark: words('dark', '어둡게'),
  caption: words('With a caption', '설명 줄 넣기'),
  svg: words('Save as SVG', 'SVG로 저장'),
  png: words('Save as PNG', 'PNG로 저장'),
  png2: words('Save as PNG, twice the size', 'PNG로 저장(2배)'),
  hint: words('Of what scrolls, what is in sight.', '스크롤되는 것은 보이는 부분만 담깁니다.'),
  gone: words('That view is not on the page now.', '지금 페이지에 그 화면이 없습니다.'),
  tooLarge: words('That is too large for a picture of dots: take the SVG.', 'PNG로는 너무 큽니다. SVG로 저장하세요.'),
  preview: words('Preview', '미리 보기'),
} as const;

export const ANIMATION = {
  speed: words('Speed', '속도'),
  times: words('{speed}×', '{speed}배'),
  rate: words('Frames a second', '초당 프레임'),
  width: words('Width', '너비'),
  plan: words(
    '{frames} frames, {seconds} s, {width} × {height} pixels; the GIF about {size}.',
    '프레임 {frames}개, {seconds}초, {width} × {height}픽셀, GIF 약 {size}',
  ),
  gif: words('Make a GIF', 'GIF 만들기'),
  zip: words('Make a zip of PNGs', 'PNG 묶음(zip) 만들기'),
  cancel: words('Cancel', '취소'),
  making: words('Frame {frame} of {frames}', '프레임 {frame}/{frames}'),
  done: words('Saved: {name}, {size}.', '저장했습니다: {name}, {size}'),
  cancelled: words('Cancelled; nothing was saved.', '취소했습니다. 저장한 것이 없습니다.'),
  full: words('It grew too large and was stopped; nothing was saved.', '너무 커져서 멈췄습니다. 저장한 것이 없습니다.'),
  reduced: words(
    'You have asked for less motion: an animation moves by itself. A storyboard shows the same without.',
    '움직임 줄이기를 켜 두셨습니다. 움직이는 그림은 저절로 움직입니다. 스토리보드는 같은 내용을 멈춘 그림으로 보여 줍니다.',
  ),
  toStoryboard: words('To the storyboard', '스토리보드로'),
  waits: words(
    'The lesson waits here: choose a span that ends before.',
    '학습이 여기서 기다립니다. 그 앞에서 끝나는 구간을 고르세요.',
  ),
  progress: words('Progress', '진행'),
} as const;

export const STORYBOARD = {
  hint: words(
    'One panel for each moment: the cluster, the time, and what happened.',
    '순간마다 한 칸: 클러스터, 시각, 일어난 일',
  ),
  moments: words('Moments', '순간'),
  lesson: words('Steps of the lesson', '학습 단계'),
  facts: words('What happened in the span', '구간에서 일어난 일'),
  source: words('From', '고르기'),
  lens: words('With the lens', '렌즈도 함께'),
  quiet: words('Nothing new since the panel before.', '앞 칸 이후 새로 일어난 일이 없습니다.'),
  none: words('Nothing worth a panel happened here.', '칸으로 보여 줄 일이 없습니다.'),
  save: words('Save as a page (HTML)', 'HTML로 저장'),
  print: words('Print', '인쇄'),
  making: words('Panel {panel} of {panels}', '{panel}/{panels}번째 칸'),
  saved: words('Saved.', '저장했습니다.'),
} as const;
