/** Words of the embedded player. */
import { words } from '../views/words.ts';

export const PLAYER = {
  label: words('Tidemark: a simulated Kafka cluster', 'Tidemark: 시뮬레이션한 Kafka 클러스터'),
  open: words('Open in Tidemark', 'Tidemark에서 열기'),
  openHint: words('opens in a new tab', '새 탭에서 열림'),
  play: words('Start the simulation', '시뮬레이션 시작'),
  about: words('About', '설명'),
  details: words('Details', '자세히'),
  toStage: words('Show the cluster', '클러스터 보기'),
  stage: words('Cluster', '클러스터'),
  lens: words('Lens', '렌즈'),
  noResults: words(
    'Your learning platform does not get all your results; the lesson itself works',
    '학습 플랫폼에 결과가 모두 전달되지 않습니다. 레슨은 그대로 진행할 수 있습니다',
  ),
  panes: words('Panes', '창'),
} as const;
