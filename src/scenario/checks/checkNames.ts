/** Names of brokers: each leads to a broker that exists, or to nobody. */
import { NO_ANSWER, REFUSED } from '../../kafka/client/names.ts';
import { CLIENTS_SAY } from '../says/clients.ts';
import type { Scenario } from '../scenario.ts';
import type { Path } from '../shape.ts';
import type { Names, Report } from './report.ts';

export function checkNames(scenario: Scenario, names: Names, report: Report): void {
  checkSection(scenario.network?.names, ['network', 'names'], names, report);
  for (const kind of ['producers', 'consumers'] as const) {
    (scenario[kind] ?? []).forEach((client, place) => {
      checkSection(client.names, [kind, place, 'names'], names, report);
    });
  }
}

function checkSection(
  section: Readonly<Record<string, string | readonly string[]>> | undefined,
  path: Path,
  { brokers }: Names,
  report: Report,
): void {
  for (const [name, to] of Object.entries(section ?? {})) {
    const here = [...path, name];
    if (brokers.includes(name)) report.error(here, CLIENTS_SAY.brokersOwnName(name), 'key');
    for (const destination of typeof to === 'string' ? [to] : to) {
      if (destination === REFUSED || destination === NO_ANSWER || brokers.includes(destination)) continue;
      report.error(here, CLIENTS_SAY.leadsNowhere(destination, brokers, REFUSED, NO_ANSWER));
    }
  }
}
