/** Why has a partition no leader, or no election; why does a broker lead nothing? */
import { isElrEnabled, topicConfig } from '../../../kafka/metadata/image.ts';
import { topicOf, topicPartition } from '../../../kafka/topicPartition.ts';
import { serverName } from '../../../scenario/scenario.ts';
import { names, said, subject, topic } from '../said.ts';
import type { SettingSeen } from '../whyFrames.ts';
import { isActiveBroker, isPartition, processIsUp } from './common.ts';
import type { Found, Scene } from './conditions.ts';

export function noLeader(scene: Scene, partition: string): Found[] {
  const registration = scene.registration(partition);
  if (registration === undefined) return [];
  const { leader, isr, elr, replicas } = registration;
  const found: Found[] = [hasController(scene)];
  if (leader >= 0) {
    const name = serverName(leader);
    const isGone = !scene.isActive(leader);
    found.push({
      says: said(`The controller knows that the leader is lost.`, '컨트롤러가 리더를 잃었음을 알아야 해요.'),
      met: isGone,
      seen: isGone
        ? said(`${name} is not active.`, `${topic(name)} 활성 상태가 아니에요.`)
        : scene.isUp(name)
          ? said(
              `${name} leads it and is active: there is nothing to elect.`,
              `${subject(name)} 활성 상태의 리더이므로 선출할 것이 없어요.`,
            )
          : said(
              `${name} does not run, but its session has not run out: the controller takes it for alive.`,
              `${name} 프로세스는 없지만 세션이 아직 끝나지 않아, 컨트롤러는 살아 있다고 봐요.`,
            ),
      rule: 'BrokerFenced',
      settings: controllerSetting(scene, 'broker.session.timeout.ms'),
      since: scene.isUp(name) ? scene.since(['LeaderElected'], isPartition(partition)) : scene.sinceProcess(name),
    });
  }
  const alive = replicas.filter((id) => scene.isActive(id));
  const inSync = isr.filter((id) => alive.includes(id));
  found.push({
    says: said('A replica of the ISR may lead.', 'ISR 중 리더가 될 수 있는 레플리카가 있어야 해요.'),
    met: inSync.length > 0,
    seen: said(
      `ISR ${names(isr)}; active of them: ${names(inSync)}.`,
      `ISR ${names(isr)}, 그중 활성: ${names(inSync)}.`,
    ),
    rule: 'LeaderElected',
    since: scene.since(['IsrChanged', 'LeaderElected'], isPartition(partition)),
  });
  if (isElrEnabled(scene.image)) {
    const eligible = elr.filter((id) => alive.includes(id));
    found.push({
      says: said(
        'With an empty ISR: an eligible leader replica (ELR) may lead.',
        'ISR이 비었다면, 적격 리더 레플리카(ELR) 중 리더가 될 수 있는 것이 있어야 해요.',
      ),
      met: inSync.length > 0 ? null : isr.length === 0 && eligible.length > 0,
      seen: said(
        `ELR ${names(elr)}; active of them: ${names(eligible)}.`,
        `ELR ${names(elr)}, 그중 활성: ${names(eligible)}.`,
      ),
      rule: 'ElrChanged',
      since: scene.since(['ElrChanged'], isPartition(partition)),
    });
  }
  const unclean = uncleanSetting(scene, partition);
  found.push({
    says: said(
      'Or an unclean election is allowed, and any replica is alive.',
      '또는 언클린 선출이 허용되고 살아 있는 레플리카가 있어야 해요.',
    ),
    met: inSync.length > 0 ? null : unclean && alive.length > 0,
    seen: said(
      `unclean.leader.election.enable is ${unclean}; active replicas: ${names(alive)}.`,
      `unclean.leader.election.enable은 ${unclean}, 활성 레플리카: ${names(alive)}.`,
    ),
    rule: 'LeaderElected/unclean',
    settings: [{ key: 'unclean.leader.election.enable', value: String(unclean) }],
  });
  return found;
}

function hasController(scene: Scene): Found {
  const active = scene.nodes.find(
    ({ status, state }) => status === 'up' && state?.kind === 'server' && (state.controller?.claimEpoch ?? -1) >= 0,
  );
  const isEra = scene.nodes.some(({ setup }) => setup.kind === 'zookeeper');
  const told = scene.since(['ControllerActivated', 'ControllerDeactivated', 'ZooKeeperQuorumLost']);
  const name = active?.id;
  return {
    says: said('There is an active controller to decide.', '결정할 활성 컨트롤러가 있어야 해요.'),
    met: isEra && name === undefined ? null : name !== undefined,
    seen:
      name !== undefined
        ? said(`${name} is the active controller.`, `${subject(name)} 활성 컨트롤러예요.`)
        : isEra
          ? said(
              'With ZooKeeper, whoever holds /controller decides.',
              'ZooKeeper에서는 /controller를 가진 브로커가 결정해요.',
            )
          : said('No controller is active: the quorum has no leader.', '쿼럼에 리더가 없어 활성 컨트롤러가 없어요.'),
    rule: 'ControllerActivated',
    since: told,
  };
}

function controllerSetting(scene: Scene, key: string): readonly SettingSeen[] {
  for (const { id, setup } of scene.nodes) {
    if (setup.kind === 'server' && setup.config[key] !== undefined) return scene.look.setting(id, key);
  }
  return [];
}

function uncleanSetting(scene: Scene, partition: string): boolean {
  for (const { setup } of scene.nodes) {
    if (setup.kind !== 'server') continue;
    return topicConfig(scene.image, topicOf(partition), 'unclean.leader.election.enable', setup.config) === true;
  }
  return false;
}

// ---- why does this broker lead nothing -------------------------------------------------------------------------------------

export function leadsNothing(scene: Scene, id: number): Found[] {
  const name = serverName(id);
  const preferred: string[] = [];
  const others: string[] = [];
  const inSync: string[] = [];
  const leads: string[] = [];
  for (const topicImage of scene.image.topics.values) {
    for (const [place, one] of topicImage.partitions.entries()) {
      const partition = topicPartition(topicImage.name, place);
      if (one.leader === id) leads.push(partition);
      if (!one.replicas.includes(id)) continue;
      (one.replicas[0] === id ? preferred : others).push(partition);
      if (one.isr.includes(id)) inSync.push(partition);
    }
  }
  const home = preferred.filter((partition) => inSync.includes(partition));
  const interval = scene.look.value(name, 'leader.imbalance.check.interval.seconds');
  const isOn =
    scene.nodes.some(
      ({ setup }) =>
        setup.kind === 'server' && setup.roles.controller && setup.config['auto.leader.rebalance.enable'] === true,
    ) || scene.look.value(name, 'auto.leader.rebalance.enable') === true;
  return [
    processIsUp(scene, name),
    isActiveBroker(scene, id),
    {
      says: said(`${name} has replicas.`, `${name}에 레플리카가 있어야 해요.`),
      met: preferred.length + others.length > 0,
      seen: said(
        `It has ${preferred.length + others.length}; it is the preferred leader of ${preferred.join(', ') || '∅'}.`,
        `레플리카 ${preferred.length + others.length}개, 우선 리더인 파티션: ${preferred.join(', ') || '∅'}.`,
      ),
    },
    {
      says: said('It is in the ISR where it is the preferred replica.', '우선 레플리카인 파티션의 ISR에 있어야 해요.'),
      met: preferred.length === 0 ? false : home.length > 0,
      seen: said(
        preferred.length === 0
          ? 'It is the preferred replica of none.'
          : home.length === 0
            ? 'It is not in the ISR of any of them.'
            : `It is in the ISR of ${home.join(', ')}.`,
        preferred.length === 0
          ? '우선 레플리카인 파티션이 없어요.'
          : home.length === 0
            ? '그중 어느 ISR에도 없어요.'
            : `${home.join(', ')}의 ISR에 있어요.`,
      ),
      rule: 'not/preferred',
      since: scene.since(['IsrChanged'], (fact) => fact.type === 'IsrChanged' && fact.isr.includes(id)),
    },
    {
      says: said('Leaders are brought home by the balance check.', '균형 검사가 리더를 우선 레플리카로 되돌려야 해요.'),
      met: isOn,
      seen: isOn
        ? said(
            `It is on, and runs every ${interval ?? '?'} s: leaders come home at its next turn, not at once.`,
            `켜져 있고 ${interval ?? '?'}초마다 돌아요. 리더는 곧바로가 아니라 다음 차례에 돌아와요.`,
          )
        : said('It is off: nobody brings leaders home by itself.', '꺼져 있어 아무도 리더를 자동으로 되돌리지 않아요.'),
      rule: 'LeaderElected/preferred',
      settings: ['auto.leader.rebalance.enable', 'leader.imbalance.check.interval.seconds'].flatMap((key) =>
        controllerSetting(scene, key),
      ),
    },
    {
      says: said(
        'That turn has come, or an election made it leader.',
        '그 차례가 왔거나, 선출로 리더가 되었어야 해요.',
      ),
      met: leads.length > 0,
      seen:
        leads.length > 0
          ? said(`${name} leads ${leads.join(', ')}.`, `${topic(name)} ${leads.join(', ')}의 리더예요.`)
          : isOn && home.length > 0
            ? said(
                `${name} could lead ${home.join(', ')}, and the next turn of the check has not come.`,
                `${subject(name)} ${home.join(', ')}의 리더가 될 수 있지만, 검사의 다음 차례가 아직 오지 않았어요.`,
              )
            : said(`${name} leads nothing so far.`, `${topic(name)} 아직 이끄는 파티션이 없어요.`),
      since: scene.since(
        ['LeaderElected'],
        (fact) => fact.type === 'LeaderElected' && (fact.previousLeader === id || fact.leader === id),
      ),
    },
  ];
}
