/** Whether a topic may have a leader from outside its ISR (KafkaZkClient.getLogConfigs, LogConfig.uncleanLeaderElectionEnable). */
import { getEntitiesConfigs } from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import { type ControllerWork, kafkaError } from './work.ts';

const SETTING = 'unclean.leader.election.enable';

/** The settings that the topic has of its own, over those of this broker. */
export function* uncleanLeaderElectionOfTopics(
  { config: own }: ControllerWork,
  topics: readonly string[],
): ZkRun<ReadonlyMap<string, boolean | Error>> {
  const settings = new Map<string, boolean | Error>();
  if (topics.length === 0) return settings;
  try {
    const configs = yield* getEntitiesConfigs('topics', topics);
    for (const [place, config] of configs.entries()) {
      const override = config[SETTING];
      settings.set(topics[place]!, override === undefined ? (own[SETTING] as boolean) : override === 'true');
    }
  } catch (thrown) {
    const error = kafkaError(thrown);
    for (const topic of topics) settings.set(topic, error);
  }
  return settings;
}
