/** A slider with its value in words beside it. */
import { Slider as AriaSlider, Label, SliderThumb, SliderTrack } from 'react-aria-components';

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly step?: number;
  readonly text: string;
  readonly onChange: (value: number) => void;
}

export function Slider({ label, value, minimum, maximum, step = 1, text, onChange }: SliderProps) {
  return (
    <AriaSlider
      className="slider"
      value={value}
      minValue={minimum}
      maxValue={maximum}
      step={step}
      onChange={(next) => onChange(Array.isArray(next) ? (next[0] ?? minimum) : next)}
    >
      <Label>{label}</Label>
      <SliderTrack className="slider-track">
        <SliderThumb className="slider-thumb" />
      </SliderTrack>
      <span className="mono">{text}</span>
    </AriaSlider>
  );
}
