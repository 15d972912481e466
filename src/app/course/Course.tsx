/** The map of the lessons, or a review, over the page. Loaded when first asked for. */
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useApp } from '../appContext.ts';
import { useSay } from '../dialogs/words.ts';
import { CourseMap } from './CourseMap.tsx';
import { ReviewPane } from './review/ReviewPane.tsx';
import * as W from './words.ts';
import './course.css';

export default function Course({ shown }: { readonly shown: 'course' | 'review' }) {
  const { conductor } = useApp();
  const say = useSay();
  const close = () => conductor.set({ overlay: null });
  return (
    <ModalOverlay className="modal-shade course-shade" isOpen isDismissable onOpenChange={(open) => !open && close()}>
      <Modal className="modal course-modal">
        <Dialog className="dialog course" aria-label={say(shown === 'course' ? W.TITLE : W.REVIEW)}>
          {shown === 'course' ? <CourseMap close={close} /> : <ReviewPane close={close} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
