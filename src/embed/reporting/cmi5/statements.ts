/**
 * The statements of a session, as cmi5 (section 9) wants them: its own, with its category, and one `answered` for each
 * prediction, which it allows. Pure: identifiers and times are arguments.
 */
import type { LessonAnswer, MarkedFrame, QuestionFrame } from '../../../frame/lessonFrames.ts';
import type { PredictedData } from '../../protocol.ts';
import { isoDuration } from '../durations.ts';
import type { Given } from '../reporter.ts';
import { type Group, group, type Launch, type LaunchData } from './launch.ts';

const VERBS = 'http://adlnet.gov/expapi/verbs/';
const CMI5 = 'https://w3id.org/xapi/cmi5/context/';
const CATEGORY = { id: `${CMI5}categories/cmi5` };
const MOVE_ON = { id: `${CMI5}categories/moveon` };
const MASTERY_SCORE = `${CMI5}extensions/masteryscore`;
/** Names of our own: 1 guessing, 2 rather sure, 3 certain; and whether it was left out. */
export const CONFIDENCE = 'urn:x-tidemark:xapi:confidence';
export const SKIPPED = 'urn:x-tidemark:xapi:skipped';

export type Statement = Group;

export interface Said {
  readonly id: string;
  readonly timestamp: string;
}

export type Own =
  | { readonly verb: 'initialized' }
  | { readonly verb: 'completed' | 'terminated'; readonly ms: number }
  | { readonly verb: 'passed' | 'failed'; readonly ms: number; readonly scaled: number | null };

export function ownStatement(launch: Launch, data: LaunchData, said: Said, own: Own): Statement {
  const judges = own.verb === 'passed' || own.verb === 'failed';
  const movesOn = judges || own.verb === 'completed';
  const result = {
    ...(own.verb === 'completed' ? { completion: true } : {}),
    ...(judges ? { success: own.verb === 'passed' } : {}),
    ...(judges && own.scaled !== null ? { score: { scaled: own.scaled } } : {}),
    ...('ms' in own ? { duration: isoDuration(own.ms) } : {}),
  };
  const extensions = judges && data.masteryScore !== null ? { [MASTERY_SCORE]: data.masteryScore } : {};
  return {
    id: said.id,
    actor: launch.actor,
    verb: verb(own.verb),
    object: { objectType: 'Activity', id: launch.activityId },
    ...(Object.keys(result).length === 0 ? {} : { result }),
    context: contextOf(launch, data, movesOn ? [CATEGORY, MOVE_ON] : [CATEGORY], extensions),
    timestamp: said.timestamp,
  };
}

export function answeredStatement(
  launch: Launch,
  data: LaunchData,
  said: Said,
  { q, correct, confidence }: PredictedData,
  { question, answer, marked }: Given,
): Statement {
  const isSkipped = answer === null;
  const extensions = {
    ...(confidence === null ? {} : { [CONFIDENCE]: confidence }),
    ...(isSkipped ? { [SKIPPED]: true } : {}),
  };
  return {
    id: said.id,
    actor: launch.actor,
    verb: verb('answered'),
    object: {
      objectType: 'Activity',
      id: `${launch.activityId}${launch.activityId.includes('#') ? '/' : '#'}${encodeURIComponent(q)}`,
      definition: {
        type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
        name: { en: q },
        description: { en: question.ask.en, ko: question.ask.ko },
        ...interactionOf(question, marked),
      },
    },
    result: {
      ...(correct === null ? { success: false } : { success: correct }),
      ...(isSkipped ? {} : { response: responseOf(answer) }),
      ...(Object.keys(extensions).length === 0 ? {} : { extensions }),
    },
    context: contextOf(launch, data, [], {}),
    timestamp: said.timestamp,
  };
}

/** As xAPI writes the answers of its kinds of interaction. */
export function responseOf(answer: LessonAnswer): string {
  switch (answer.kind) {
    case 'choose':
    case 'choose-all':
    case 'order':
      return answer.options.map(String).join('[,]');
    case 'node':
      return answer.nodes.join('[,]');
    case 'mark':
    case 'number':
      return String(answer.value);
  }
}

function interactionOf(question: QuestionFrame, { truth }: MarkedFrame) {
  const correctResponsesPattern = [responseOf(truth)];
  switch (question.kind) {
    case 'choose':
    case 'choose-all':
    case 'order': {
      const choices = question.options.map(({ id, say }) => ({
        id: String(id),
        description: { en: say.en, ko: say.ko },
      }));
      return { interactionType: question.kind === 'order' ? 'sequencing' : 'choice', choices, correctResponsesPattern };
    }
    case 'node':
      return {
        interactionType: 'choice',
        choices: question.nodes.map((id) => ({ id, description: { und: id } })),
        correctResponsesPattern,
      };
    case 'mark':
    case 'number':
      return { interactionType: 'numeric', correctResponsesPattern };
  }
}

function verb(name: string) {
  return { id: `${VERBS}${name}`, display: { en: name } };
}

/** The template of the system as it is; what is ours stands beside it. */
function contextOf(
  { registration }: Launch,
  { contextTemplate }: LaunchData,
  categories: readonly Group[],
  extensions: Group,
): Group {
  const activities = group(contextTemplate.contextActivities) ?? {};
  const theirs = activities.category;
  const known: readonly unknown[] = Array.isArray(theirs) ? theirs : theirs === undefined ? [] : [theirs];
  const more = categories.filter(({ id }) => !known.some((one) => group(one)?.id === id));
  const category = [...known, ...more];
  const context = { ...contextTemplate, registration };
  return {
    ...context,
    ...(Object.keys(activities).length + category.length === 0
      ? {}
      : { contextActivities: { ...activities, ...(category.length === 0 ? {} : { category }) } }),
    ...(Object.keys(extensions).length === 0
      ? {}
      : { extensions: { ...group(contextTemplate.extensions), ...extensions } }),
  };
}
