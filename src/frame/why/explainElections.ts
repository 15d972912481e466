/** Who could lead, and why it is this one: the candidates of an election as the metadata had them. */
import type { KafkaFact } from '../../kafka/facts.ts';
import type { KafkaState } from '../../kafka/kinds.ts';
import { brokerOf, type MetadataImage, type PartitionRegistration, partitionAt } from '../../kafka/metadata/image.ts';
import { serverName } from '../../scenario/scenario.ts';
import { wasDoneToServer } from './ending.ts';
import type { Case, Explanation } from './explanation.ts';
import type { Look } from './look.ts';
import { is, names, said, subject, topic } from './said.ts';
import type { Said } from './whyFrames.ts';

function imageIn(state: KafkaState | undefined): MetadataImage | undefined {
  return state?.kind === 'server' ? (state.controller?.committed ?? state.broker?.image) : undefined;
}

function registrationIn(state: KafkaState | undefined, partition: string): PartitionRegistration | undefined {
  const image = imageIn(state);
  return image === undefined ? undefined : partitionAt(image, partition);
}

export function election(one: Case<'LeaderElected'>): Explanation {
  const { look, told, fact, cause } = one;
  const step = one.event();
  const state = step?.after;
  const image = imageIn(state);
  const registration = registrationIn(state, fact.partition);
  const because: Said[] = [];
  const before = fact.previousLeader;
  const isOfQuorum = state?.kind === 'server' && state.controller !== undefined;
  if (isOfQuorum && before === fact.leader) return keptOn(one, registrationIn(step?.before, fact.partition));
  if (before >= 0 && before !== fact.leader && cause?.fact.type !== 'TopicCreated') {
    const why = cause?.fact.type;
    const name = serverName(before);
    if (why === 'BrokerFenced' || why === 'BrokerFailed')
      because.push(
        said(`${name} led it, and may lead nothing any more.`, `${subject(name)} 리더였지만 더는 리더가 될 수 없어요.`),
      );
    else if (why === 'BrokerInControlledShutdown' || why === 'ControlledShutdownRequested')
      because.push(
        said(
          `${name} led it, and hands its leaderships over before it goes.`,
          `${subject(name)} 리더였고, 종료 전에 리더 역할을 넘겨요.`,
        ),
      );
    else if (registration !== undefined && !registration.replicas.includes(before))
      because.push(
        said(
          `${name} led it, and is none of its replicas any more.`,
          `${subject(name)} 리더였지만 이제 레플리카가 아니에요.`,
        ),
      );
  }
  if (registration !== undefined && image !== undefined) {
    const isLog = isOfQuorum;
    const was = registrationIn(step?.before, fact.partition);
    const isEligible = was !== undefined && was.isr.length === 0 && was.elr.includes(fact.leader);
    const from = isEligible ? 'ELR' : 'ISR';
    if (isEligible)
      because.push(
        said(
          'The ISR was empty, so the eligible leader replicas (ELR) come first: they have everything that was committed.',
          'ISR이 비어 있어 적격 리더 레플리카(ELR)에서 골라요. 커밋된 것을 모두 가진 레플리카들이에요.',
        ),
      );
    const [aliveEn, aliveKo] = isLog ? ['unfenced', '펜싱되지 않았으며'] : ['alive', '살아 있으며'];
    const { replicas } = registration;
    const seen = replicas.map((id) => {
      const broker = brokerOf(image, id);
      const isAlive = broker !== undefined && !broker.fenced && !broker.inControlledShutdown;
      return { id, isAlive, isInSync: fact.isr.includes(id) };
    });
    const first = replicas[0];
    if (fact.leader < 0) {
      const dead = seen.filter(({ isAlive }) => !isAlive).map(({ id }) => id);
      because.push(
        said(
          isLog
            ? `Of its ISR ${names(fact.isr)} and its ELR ${names(registration.elr)} nobody may lead now; fenced or shutting down: ${names(dead)}.`
            : `Until the next election nobody leads it: its leader is not alive. The ISR is ${names(fact.isr)}; not alive: ${names(dead)}.`,
          isLog
            ? `ISR(${names(fact.isr)})에도 ELR(${names(registration.elr)})에도 지금 리더가 될 수 있는 브로커가 없어요. 펜싱되었거나 종료 중: ${names(dead)}.`
            : `리더가 살아 있지 않아, 다음 선출까지 리더가 없어요. ISR은 ${names(fact.isr)}, 살아 있지 않은 것: ${names(dead)}.`,
        ),
      );
    } else if (was !== undefined && isLastKnown(was, fact)) {
      const last = serverName(fact.leader);
      because.push(
        said(
          `Nobody is left in the ISR or the ELR; ${last} led it last, and may lead again with what it has left.`,
          `ISR에도 ELR에도 남은 레플리카가 없어요. 마지막 리더였던 ${subject(last)} 남아 있는 레코드로 다시 리더가 돼요.`,
        ),
      );
    } else if (fact.unclean) {
      because.push(
        said(
          `No member of the ISR${isLog ? ' or the ELR' : ''} could lead; ${serverName(fact.leader)} was the first of the replicas ${names(replicas)} that is alive.`,
          `${isLog ? 'ISR과 ELR' : 'ISR'}에는 리더가 될 수 있는 레플리카가 없었고, 레플리카 ${names(replicas)} 중 살아 있는 첫 번째가 ${serverName(fact.leader)}였어요.`,
        ),
      );
    } else {
      const skipped = replicas.slice(0, replicas.indexOf(fact.leader));
      const chosen = serverName(fact.leader);
      because.push(
        skipped.length === 0
          ? said(
              `${chosen} is the preferred replica: the first of ${names(replicas)}, ${aliveEn} and in the ${from}.`,
              `${topic(chosen)} 우선(preferred) 레플리카예요. ${names(replicas)} 중 첫 번째이고, ${aliveKo} ${from}에 있어요.`,
            )
          : said(
              `In the order of the replicas ${names(replicas)}, ${chosen} is the first that is ${aliveEn} and in the ${from}; passed over: ${names(skipped)}.`,
              `레플리카 순서 ${names(replicas)}에서 ${aliveKo} ${from}에 있는 첫 번째가 ${is(chosen)}. 건너뛴 것: ${names(skipped)}.`,
            ),
      );
    }
    const isLeaderFit = seen.some(({ id, isAlive, isInSync }) => id === before && isAlive && isInSync);
    if (first === fact.leader && before >= 0 && before !== first && isLeaderFit) {
      because.unshift(
        said(
          `${serverName(before)} could have gone on leading it, but the preferred replica is in the ISR again.`,
          `${topic(serverName(before))} 계속 리더일 수 있었지만, 우선 레플리카가 다시 ISR에 있어요.`,
        ),
      );
      if (isAsked(look, told.step)) return { because, rule: 'LeaderElected/preferred-asked' };
      const settings = ['auto.leader.rebalance.enable', 'leader.imbalance.check.interval.seconds'];
      return {
        because,
        settings: settings.flatMap((key) => look.setting(told.node, key)),
        rule: 'LeaderElected/preferred',
      };
    }
  }
  const was = registrationIn(step?.before, fact.partition);
  if (fact.unclean && was !== undefined && isLastKnown(was, fact)) return { because, rule: 'LeaderElected/last-known' };
  if (fact.unclean && isAsked(look, told.step)) return { because, rule: 'LeaderElected/unclean-asked' };
  if (fact.unclean)
    return {
      because,
      settings: look.setting(told.node, 'unclean.leader.election.enable'),
      rule: 'LeaderElected/unclean',
    };
  const isOfBrokers = state?.kind === 'server' && state.controller === undefined;
  return isOfBrokers ? { because, rule: 'LeaderElected/zookeeper' } : { because };
}

/** Nobody was elected: the record names the leader only to raise its epoch. */
function keptOn({ told, fact, look }: Case<'LeaderElected'>, was: PartitionRegistration | undefined): Explanation {
  const name = serverName(fact.leader);
  const completed = look
    .ofStep(told.step)
    .find((one) => isEndOfMove(one.fact) && one.fact.partition === fact.partition);
  const now = completed !== undefined && isEndOfMove(completed.fact) ? completed.fact.replicas : was?.replicas;
  const gone = was?.replicas.filter((id) => now?.includes(id) === false) ?? [];
  const because =
    gone.length > 0
      ? said(
          `${name} led it and goes on: nobody was elected. The epoch rises since ${names(gone)} ${gone.length === 1 ? 'is no replica' : 'are no replicas'} of it any more, and ${gone.length === 1 ? 'has' : 'have'} to hear of that.`,
          `${subject(name)} 그대로 리더이고, 선출은 없었어요. ${subject(names(gone))} 더는 레플리카가 아니라는 것을 알아야 해서 리더 에포크를 올려요.`,
        )
      : said(
          `${name} led it and goes on: nobody was elected. The ISR shrank, and with this metadata.version the epoch rises then.`,
          `${subject(name)} 그대로 리더이고, 선출은 없었어요. 이 metadata.version에서는 ISR이 줄면 리더 에포크를 올려요.`,
        );
  return { because: [because], rule: gone.length > 0 ? 'LeaderElected/kept' : 'LeaderElected/kept-shrunk' };
}

/** Balanced recovery (KIP-966): with ISR and ELR both empty, who led last may lead again. */
function isLastKnown(
  { isr, elr, lastKnownElr }: PartitionRegistration,
  { leader }: { readonly leader: number },
): boolean {
  return isr.length === 0 && elr.length === 0 && lastKnownElr.length === 1 && lastKnownElr[0] === leader;
}

type EndOfMove = Extract<KafkaFact, { readonly type: 'ReassignmentCompleted' | 'ReassignmentCancelled' }>;

function isEndOfMove(fact: KafkaFact): fact is EndOfMove {
  return fact.type === 'ReassignmentCompleted' || fact.type === 'ReassignmentCancelled';
}

/** Somebody's command led here, and not a task of the controller's own. */
function isAsked(look: Look, from: number): boolean {
  const { trace } = look.recording.history;
  for (let step = from, hops = 0; step > 0 && hops < 64; step = trace.cause(step), hops++)
    if (trace.kind(step) === 'command') return !wasDoneToServer(look, step);
  return false;
}
