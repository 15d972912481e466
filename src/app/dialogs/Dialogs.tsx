/** The dialogs that are not on the first picture, in their frame. Each is loaded when it is first opened. */
import { lazy, Suspense } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useApp } from '../appContext.ts';
import { useSay, type Words, words } from './words.ts';
import './dialogs.css';

const ChangeDialog = lazy(() => import('./change/ChangeDialog.tsx'));
const ReassignDialog = lazy(() => import('./reassign/ReassignDialog.tsx'));
const RungsDialog = lazy(() => import('./RungsDialog.tsx'));
const StopsDialog = lazy(() => import('./StopsDialog.tsx'));
const SearchDialog = lazy(() => import('./SearchDialog.tsx'));
const FromClusterDialog = lazy(() => import('./fromCluster/FromClusterDialog.tsx'));
const ShareDialog = lazy(() => import('../share/ShareDialog.tsx'));
const AboutDialog = lazy(() => import('./about/AboutDialog.tsx'));
const GlossaryDialog = lazy(() => import('../glossary/GlossaryDialog.tsx'));

export type DialogName =
  | 'change'
  | 'reassign'
  | 'rungs'
  | 'stops'
  | 'search'
  | 'glossary'
  | 'from-cluster'
  | 'share'
  | 'about';

const LABELS: Readonly<Record<DialogName, Words>> = {
  change: words('Change one thing', '하나만 바꿔 보기'),
  reassign: words('Reassign a partition', '파티션 재할당'),
  rungs: words('Run on another Kafka', '다른 Kafka로 실행'),
  stops: words('Run until something happens', '어떤 일이 일어날 때까지 실행'),
  about: words('About Tidemark', 'Tidemark 정보'),
  glossary: words('Glossary', '용어집'),
  'from-cluster': words('From a real cluster', '실제 클러스터에서 가져오기'),
  share: words('Share', '공유'),
  search: words('Find a schedule that breaks a property', '속성을 깨뜨리는 스케줄 찾기'),
};

export default function Dialogs({ name }: { readonly name: DialogName }) {
  const { conductor } = useApp();
  const say = useSay();
  const close = () => conductor.set({ overlay: null });
  return (
    <ModalOverlay className="modal-shade" isOpen isDismissable onOpenChange={(open) => !open && close()}>
      <Modal className="modal wide">
        <Dialog className="dialog" aria-label={say(LABELS[name])}>
          <Suspense fallback={null}>
            {name === 'change' && <ChangeDialog close={close} />}
            {name === 'reassign' && <ReassignDialog close={close} />}
            {name === 'rungs' && <RungsDialog close={close} />}
            {name === 'stops' && <StopsDialog close={close} />}
            {name === 'search' && <SearchDialog close={close} />}
            {name === 'from-cluster' && <FromClusterDialog close={close} />}
            {name === 'share' && <ShareDialog close={close} />}
            {name === 'about' && <AboutDialog close={close} />}
            {name === 'glossary' && <GlossaryDialog close={close} />}
          </Suspense>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
