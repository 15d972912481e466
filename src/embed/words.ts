/** Words of the embedded player. */
import { words } from '../views/words.ts';

export const PLAYER = {
  label: words('Tidemark: a simulated Kafka cluster', 'Tidemark: 시뮬레이션한 Kafka 클러스터'),
  open: words('Open in Tidemark', 'Tidemark에서 열기'),
  openHint: words('opens in a new tab', '새 탭에서 열림'),
  back: words('Back to the course', '강좌로 돌아가기'),
  play: words('Start the simulation', '시뮬레이션 시작'),
  about: words('About', '설명'),
  details: words('Details', '자세히'),
  toStage: words('Show the cluster', '클러스터 보기'),
  stage: words('Cluster', '클러스터'),
  lens: words('Lens', '렌즈'),
  panes: words('Panes', '창'),
} as const;
