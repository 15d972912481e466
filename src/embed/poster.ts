/** What stands in the place of the player until somebody asks for it: the title, and the one thing to do. */
import { FIRST_SCENARIO, scenarioText, titleIn } from '../app/scenarios.ts';
import { defaultSettings } from '../app/settings.ts';
import type { Address } from '../app/url.ts';
import { PLAYER } from './words.ts';

/** `file`: the name of a scenario that would have to be fetched for its title. */
export async function showPoster(
  { scenario = FIRST_SCENARIO, language }: Address,
  file: string | undefined,
  start: () => void,
): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) return;
  const lang = language ?? defaultSettings(navigator.languages).language;
  document.documentElement.lang = lang;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'poster';
  button.dataset.testid = 'poster';
  const sign = document.createElement('span');
  sign.className = 'poster-sign';
  sign.setAttribute('aria-hidden', 'true');
  const title = document.createElement('span');
  title.className = 'poster-title';
  const act = document.createElement('span');
  act.className = 'poster-act';
  act.textContent = PLAYER.play[lang];
  button.append(sign, title, act);
  button.addEventListener('click', start, { once: true });
  root.replaceChildren(button);
  title.textContent = file ?? titleIn((await scenarioText(scenario)) ?? '', lang) ?? '';
}
