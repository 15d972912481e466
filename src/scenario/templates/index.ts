/** The templates that `tidemark new` and the editor begin from, simplest first. */
import { brokerFailure } from './brokerFailure.ts';
import { consumerGroup } from './consumerGroup.ts';
import { drill } from './drill.ts';
import { lesson } from './lesson.ts';
import { producer } from './producer.ts';
import { smallest } from './smallest.ts';
import type { Template } from './template.ts';
import { zooKeeperEra } from './zooKeeperEra.ts';

export { fileOf, type Template, type TemplateChoice, type TemplateLanguage } from './template.ts';

export const TEMPLATES: readonly Template[] = [
  smallest,
  brokerFailure,
  producer,
  consumerGroup,
  lesson,
  drill,
  zooKeeperEra,
];

/** What `tidemark new` takes when none is named. */
export const USUAL_TEMPLATE = brokerFailure;

export function templateNamed(name: string): Template | undefined {
  return TEMPLATES.find((template) => template.name === name);
}
