/** A question with the widget of its kind. */
import { unreachable } from '../../base/assert.ts';
import { ChooseWidget } from './ChooseWidget.tsx';
import { MarkWidget } from './MarkWidget.tsx';
import { NodeWidget } from './NodeWidget.tsx';
import { NumberWidget } from './NumberWidget.tsx';
import { OrderWidget } from './OrderWidget.tsx';
import type { PredictionProps } from './props.ts';
import './prediction.css';

export function Prediction(props: PredictionProps) {
  return (
    <fieldset className="prediction">
      <legend className="prediction-ask">{props.say(props.question.ask)}</legend>
      <Widget {...props} />
    </fieldset>
  );
}

function Widget({ question, ...props }: PredictionProps) {
  switch (question.kind) {
    case 'choose':
    case 'choose-all':
      return <ChooseWidget {...props} question={question} />;
    case 'order':
      return <OrderWidget {...props} question={question} />;
    case 'mark':
      return <MarkWidget {...props} question={question} />;
    case 'node':
      return <NodeWidget {...props} question={question} />;
    case 'number':
      return <NumberWidget {...props} question={question} />;
    default:
      return unreachable(question);
  }
}
