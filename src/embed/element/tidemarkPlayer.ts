/**
 * `<tidemark-player>`: a player in any page. A frame in a shadow root, loaded when it comes near, still when it is out of
 * sight, put away (with its place kept) when it is far off. One file and no others; types in docs/embedding.md.
 */
import type { HostRequest, Language, Moment, PlayerMessage, Reply, RunData, StateData, Theme } from '../protocol.ts';
import { OTHERS, PARAMETERS, reflect, type TidemarkPlayerAttributes } from './attributes.ts';
import { STYLE, TEXT } from './look.ts';

/** Out of reach for so long: put away. */
const FAR_MS = 4_000;
const LATE_MS = 20_000;

type Waiting = { done(value: RunData | StateData | undefined): void; failed(error: Error): void };

export interface TidemarkPlayer extends TidemarkPlayerAttributes {}

/** Pages are also rendered where there is no document. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the properties are defined below, one for each attribute
export class TidemarkPlayer extends Base {
  static readonly observedAttributes: readonly string[] = [...PARAMETERS, ...OTHERS];
  #frame: HTMLIFrameElement | undefined;
  #port: MessagePort | undefined;
  #unsent: { readonly id?: number }[] = [];
  #waiting = new Map<number, Waiting>();
  #asked = 0;
  #watchers: IntersectionObserver[] = [];
  #far: ReturnType<typeof setTimeout> | undefined;
  #late: ReturnType<typeof setTimeout> | undefined;
  #isStarted = false;
  #isNear = false;
  #isSeen = false;
  #isChanging = false;
  /** The player has said that it is there. */
  #isReady = false;
  #kinds: readonly string[] = [];
  /** Where it was when it was put away. */
  #place: string | undefined;

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    addEventListener('message', this.#heard);
    const watch = (rootMargin: string, told: (is: boolean) => void): void => {
      const observer = new IntersectionObserver((entries) => told(entries.at(-1)!.isIntersecting), { rootMargin });
      observer.observe(this);
      this.#watchers.push(observer);
    };
    watch('100% 0px', (is) => this.#near(is));
    watch('0px', (is) => {
      this.#isSeen = is;
      if (this.#frame) this.#post({ type: 'setVisible', data: { visible: is } });
    });
    if (this.load === 'click' && !this.#isStarted) this.#showPoster();
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.#heard);
    for (const observer of this.#watchers.splice(0)) observer.disconnect();
    clearTimeout(this.#far);
    this.#putAway();
    this.shadowRoot?.replaceChildren();
    this.#unsent = [];
    for (const { failed } of this.#waiting.values()) failed(new Error('the player was removed'));
    this.#waiting.clear();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now || !this.isConnected) return;
    if (name === 'lang' && this.#port && (now === 'en' || now === 'ko'))
      this.#post({ type: 'setLang', data: { lang: now as Language } });
    else if (name === 'theme' && this.#port)
      this.#post({ type: 'setTheme', data: { theme: (now ?? 'auto') as Theme } });
    else if (name === 'height') this.#size(0);
    else if (!this.#isChanging) {
      // Several at once are one change.
      this.#isChanging = true;
      queueMicrotask(() => {
        this.#isChanging = false;
        this.#place = undefined;
        if (!this.#frame || !this.isConnected) return;
        this.#putAway();
        this.#show();
      });
    }
  }

  play(): Promise<void> {
    this.#start();
    return this.#ask({ type: 'play' });
  }
  pause(): Promise<void> {
    return this.#ask({ type: 'pause' });
  }
  step(n = 1): Promise<void> {
    return this.#ask({ type: 'step', data: { n } });
  }
  seek(moment: Moment): Promise<void> {
    return this.#ask({ type: 'seek', data: moment });
  }
  setSpeed(speed: number): Promise<void> {
    return this.#ask({ type: 'speed', data: { speed } });
  }
  loadScenario(what: { readonly scenario: string } | { readonly text: string }): Promise<void> {
    return this.#ask({ type: 'load', data: what });
  }
  getRun(): Promise<RunData> {
    return this.#ask<RunData>({ type: 'getRun' });
  }
  getState(): Promise<StateData> {
    return this.#ask<StateData>({ type: 'getState' });
  }
  subscribe(kinds: readonly string[]): Promise<void> {
    this.#kinds = kinds;
    return this.#ask({ type: 'subscribe', data: { kinds } });
  }
  command(id: string, on?: string): Promise<void> {
    return this.#ask({ type: 'command', data: on === undefined ? { id } : { id, args: { on } } });
  }

  // ---- the frame -----------------------------------------------------------------------------------------------------

  #near(is: boolean): void {
    this.#isNear = is;
    clearTimeout(this.#far);
    if (is && (this.load !== 'click' || this.#isStarted)) this.#show();
    if (!is && this.#frame) this.#far = setTimeout(() => void this.#leave(), FAR_MS);
  }

  #start(): void {
    this.#isStarted = true;
    if (this.isConnected) this.#show();
  }

  #show(): void {
    if (this.#frame) return;
    const frame = document.createElement('iframe');
    const place = this.#place;
    const { src } = this;
    // A scenario's file is no page to frame: it is played by the player beside this script.
    const isScenario = /^[^?#]*\.ya?ml(?:[?#]|$)/i.test(src ?? '');
    const isOwn = !src || isScenario;
    const url = new URL(isOwn ? './embed.html' : src, isOwn ? import.meta.url : document.baseURI);
    if (!/^(https?|file|blob):$/.test(url.protocol)) return;
    const said = new URLSearchParams({ api: '1', origin: self.origin });
    if (isScenario && !place) said.set('scenario', new URL(src!, document.baseURI).href);
    for (const name of PARAMETERS) {
      const value = this.getAttribute(name);
      // A place that was kept has all that a link has.
      if (value !== null && !(place && /^(scenario|run|at|beat|seed|version|protocol|era)$/.test(name)))
        said.set(
          name,
          name === 'autoplay' || name === 'lock' ? (value === '0' || value === 'false' ? '0' : '1') : value,
        );
    }
    if (place) said.set('run', place);
    if (this.#isStarted && !place) said.set('autoplay', '1');
    url.hash = `${said}`;
    if (this.hasAttribute('sandbox')) frame.setAttribute('sandbox', 'allow-scripts');
    frame.title = this.label ?? 'Tidemark';
    frame.src = url.href;
    this.#frame = frame;
    this.shadowRoot!.replaceChildren(frame);
    this.#size(0);
    this.#late = setTimeout(() => this.#isLate(url), LATE_MS);
  }

  /** Far off: its place is asked for, then it goes. */
  async #leave(): Promise<void> {
    try {
      if (!this.#port) return;
      this.#place = (await this.getRun()).run;
      if (!this.#isNear) this.#putAway();
    } catch {
      // Its place cannot be kept: it stays.
    }
  }

  #putAway(): void {
    clearTimeout(this.#late);
    this.#port?.close();
    this.#port = undefined;
    this.#isReady = false;
    this.#frame?.remove();
    this.#frame = undefined;
    // Nobody answers what was asked of it any more; what was not sent yet waits for the next.
    for (const [id, { failed }] of this.#waiting) {
      if (this.#unsent.some((one) => one.id === id)) continue;
      this.#waiting.delete(id);
      failed(new Error('the player was put away'));
    }
  }

  #size(height: number): void {
    const fixed = Number(this.height);
    this.style.height = fixed > 0 ? `${fixed}px` : height > 0 ? `${height}px` : this.style.height;
  }

  #showPoster(): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.part = 'poster';
    const sign = document.createElement('span');
    sign.className = 'sign';
    button.append(sign, document.createElement('slot'), TEXT[this.#language].start);
    if (this.poster) button.style.backgroundImage = `url("${encodeURI(new URL(this.poster, document.baseURI).href)}")`;
    button.addEventListener('click', () => this.#start());
    this.shadowRoot!.replaceChildren(button);
  }

  #isLate({ href }: URL): void {
    const told = document.createElement('p');
    const link = document.createElement('a');
    link.href = href;
    link.textContent = 'Tidemark';
    told.append(`${TEXT[this.#language].late} `, link);
    this.shadowRoot!.prepend(told);
  }

  get #language(): Language {
    return (this.lang || document.documentElement.lang).startsWith('ko') ? 'ko' : 'en';
  }

  // ---- messages ------------------------------------------------------------------------------------------------------

  readonly #heard = ({ source, data }: MessageEvent): void => {
    const frame = this.#frame;
    if (!frame || source !== frame.contentWindow || data?.tidemark !== 1 || data.type !== 'ready' || data.data) return;
    clearTimeout(this.#late);
    const { port1, port2 } = new MessageChannel();
    this.#port?.close();
    this.#port = port1;
    this.#isReady = false;
    port1.onmessage = (event: MessageEvent<PlayerMessage>) => this.#told(event.data);
    // A sandboxed frame has no origin to name; the greeting says nothing but that somebody is here.
    const origin = new URL(frame.src).origin;
    const isOpaque = this.hasAttribute('sandbox') || origin === 'null';
    frame.contentWindow!.postMessage({ tidemark: 1, type: 'hello' }, isOpaque ? '*' : origin, [port2]);
    this.#post({ type: 'setVisible', data: { visible: this.#isSeen } });
  };

  #told(message: PlayerMessage): void {
    if (message.type === 'reply') {
      const waiting = this.#waiting.get(Number(message.id));
      this.#waiting.delete(Number(message.id));
      const reply: Reply = message.data;
      if (reply.ok) waiting?.done(reply.value);
      else waiting?.failed(Object.assign(new Error(reply.text), { code: reply.code }));
      return;
    }
    if (message.type === 'ready') {
      this.#isReady = true;
      // Another frame, after one that was put away.
      if (this.#kinds.length > 0) this.#post({ type: 'subscribe', data: { kinds: this.#kinds } });
      for (const one of this.#unsent.splice(0)) this.#port?.postMessage(one);
    }
    if (message.type === 'resize') this.#size(message.data.height);
    this.dispatchEvent(
      new CustomEvent(`tidemark-${message.type}`, { detail: message.data, bubbles: true, composed: true }),
    );
  }

  #ask<Value = void>(request: HostRequest): Promise<Value> {
    const id = ++this.#asked;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done: done as Waiting['done'], failed });
      this.#post(request, id);
    });
  }

  /** What is asked for before the player is there waits for it. */
  #post(request: HostRequest, id?: number): void {
    const message = { tidemark: 1, ...(id && { id }), ...request };
    if (this.#port && (id === undefined || this.#isReady)) this.#port.postMessage(message);
    else if (id !== undefined) this.#unsent.push(message);
  }
}

reflect(TidemarkPlayer.prototype, Base.prototype);

if (globalThis.customElements && !customElements.get('tidemark-player'))
  customElements.define('tidemark-player', TidemarkPlayer);
