/** How much of the run a picture over time shows. */
import { Button } from '../../ui/Button.tsx';
import type { Language } from '../viewProps.ts';
import { words } from '../words.ts';

const ZOOM_IN = words('Zoom in', '확대');
const ZOOM_OUT = words('Zoom out', '축소');
const WHOLE = words('Whole run', '전체 실행');

interface ZoomProps {
  readonly zoom: number;
  readonly most: number;
  readonly language: Language;
  onZoom(zoom: number): void;
}

export function ZoomButtons({ zoom, most, language, onZoom }: ZoomProps) {
  return (
    <>
      <Button variant="quiet" isDisabled={zoom === 0} onPress={() => onZoom(zoom - 1)}>
        <span aria-hidden="true">−</span>
        <span className="visually-hidden">{ZOOM_OUT[language]}</span>
      </Button>
      <Button variant="quiet" isDisabled={zoom === most} onPress={() => onZoom(zoom + 1)}>
        <span aria-hidden="true">+</span>
        <span className="visually-hidden">{ZOOM_IN[language]}</span>
      </Button>
      <Button variant="quiet" isDisabled={zoom === 0} onPress={() => onZoom(0)}>
        {WHOLE[language]}
      </Button>
    </>
  );
}
