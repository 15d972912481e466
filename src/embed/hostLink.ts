/**
 * The line to the page around: takes messages from that one page and nobody else, hands on what is well-formed, sends
 * events back. Once the host has handed in a port, all goes over that.
 */
import { Gate } from './gate.ts';
import { checkMessage, slideOf } from './messages.ts';
import type { ErrorData, HostRequest, PlayerEvent, PlayerMessage, Reply } from './protocol.ts';

/** What of a window is used. */
export interface HostFrame {
  readonly parent: { postMessage(message: unknown, origin: string): void };
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

export interface HostHandler {
  /** Somebody is there who listens. */
  hello(): void;
  ask(request: HostRequest): Promise<Reply> | Reply;
  slide(is: 'start' | 'stop'): void;
}

export class HostLink {
  readonly gate: Gate;
  readonly #frame: HostFrame;
  readonly #host: string;
  readonly #handler: HostHandler;
  #port: MessagePort | undefined;
  /** It has spoken: before that nobody is known to listen. */
  #isHeard = false;
  #height: number | undefined;

  /** `host`: its exact origin; `null`: a page without one, which can only be spoken to over a port. */
  constructor(frame: HostFrame, host: string, handler: HostHandler, now: () => number) {
    this.#frame = frame;
    this.#host = host;
    this.#handler = handler;
    this.gate = new Gate(now);
    frame.addEventListener('message', this.#heard);
  }

  /** Nothing is told of a run before somebody has asked for it; where it is by then is told at the greeting. */
  send(event: PlayerEvent): void {
    if (this.#isHeard || event.type === 'ready') this.#post({ tidemark: 1, ...event });
  }

  /** Learning management systems have words of their own for the height of a frame. */
  height(height: number): void {
    this.#height = height;
    this.send({ type: 'resize', data: { height } });
    if (this.#port === undefined && this.#host !== 'null')
      // Systems that have only this word do not greet; it says nothing but a height.
      this.#frame.parent.postMessage({ subject: 'lti.frameResize', height }, this.#host);
  }

  close(): void {
    this.#frame.removeEventListener('message', this.#heard);
    this.#port?.close();
  }

  readonly #heard = (event: MessageEvent): void => {
    if (event.source !== this.#frame.parent || event.origin !== this.#host) {
      this.gate.ignored.strangers++;
      return;
    }
    const slide = slideOf(event.data);
    if (slide !== null) {
      if (this.gate.let() === 'in') this.#handler.slide(slide);
    } else this.#take(event.data, event.ports[0]);
  };

  #take(data: unknown, port?: MessagePort): void {
    const turn = this.gate.let();
    if (turn === 'first-too-many')
      this.#error({ code: 'too-many', text: 'more than 50 messages a second: the rest is dropped' });
    if (turn !== 'in') return;
    const checked = checkMessage(data);
    switch (checked.is) {
      case 'unknown':
        this.gate.ignored.unknown++;
        return;
      case 'wrong':
        if (checked.id === undefined) this.#error(checked.error);
        else this.#post({ tidemark: 1, type: 'reply', id: checked.id, data: { ok: false, ...checked.error } });
        return;
      case 'message':
        this.#isHeard = true;
        if (checked.message.type === 'hello') this.#greeted(port);
        void this.#answer(checked.message, checked.message.id);
    }
  }

  /** A host that was loaded again greets again, with another port. */
  #greeted(port: MessagePort | undefined): void {
    if (port !== undefined) {
      this.#port?.close();
      this.#port = port;
      port.onmessage = ({ data }) => this.#take(data);
    }
    this.#handler.hello();
    if (this.#height !== undefined) this.send({ type: 'resize', data: { height: this.#height } });
  }

  async #answer(request: HostRequest, id: string | number | undefined): Promise<void> {
    let reply: Reply;
    try {
      reply = request.type === 'hello' ? { ok: true } : await this.#handler.ask(request);
    } catch (error) {
      reply = { ok: false, code: 'failed', text: error instanceof Error ? error.message : String(error) };
    }
    if (id !== undefined) this.#post({ tidemark: 1, type: 'reply', id, data: reply });
    else if (!reply.ok) this.#error({ code: reply.code, text: reply.text });
  }

  #error(data: ErrorData): void {
    this.#post({ tidemark: 1, type: 'error', data });
  }

  #post(message: PlayerMessage): void {
    if (this.#port !== undefined) this.#port.postMessage(message);
    else if (this.#host !== 'null') this.#frame.parent.postMessage(message, this.#host);
  }
}
