import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Connection, Hass } from "../ha";
import { HouseClock } from "../model/clock";
import type { Absent, Picture } from "../schema";

type Heard = (picture: Picture | Absent, clock: HouseClock | null) => void;

/** One subscription for all cards of a page that speak the same language. */
class Channel {
  private readonly listeners = new Set<Heard>();
  private leave: Promise<() => Promise<void>> | null = null;
  private last: Picture | Absent | null = null;
  private clock: HouseClock | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly language: string,
  ) {}

  join(heard: Heard): () => void {
    this.listeners.add(heard);
    this.leave ??= this.connection.subscribeMessage<Picture | Absent>((picture) => this.take(picture), {
      type: "bitgridai/subscribe",
      language: this.language,
    });
    if (this.last !== null) heard(this.last, this.clock);
    return () => this.part(heard);
  }

  get failed(): Promise<unknown> {
    return (this.leave ?? Promise.resolve()).then(
      () => null,
      (error: unknown) => {
        // The next card may try again.
        this.leave = null;
        return error;
      },
    );
  }

  private take(picture: Picture | Absent): void {
    this.last = picture;
    this.clock = picture.available ? new HouseClock(picture.clock, performance.now()) : null;
    for (const heard of this.listeners) heard(picture, this.clock);
  }

  private part(heard: Heard): void {
    this.listeners.delete(heard);
    if (this.listeners.size > 0 || this.leave === null) return;
    const leave = this.leave;
    this.leave = null;
    this.last = null;
    void leave.then((stop) => stop()).catch(() => undefined);
  }
}

const channels = new WeakMap<Connection, Map<string, Channel>>();

function channelOf(connection: Connection, language: string): Channel {
  let spoken = channels.get(connection);
  if (spoken === undefined) channels.set(connection, (spoken = new Map<string, Channel>()));
  let channel = spoken.get(language);
  if (channel === undefined) spoken.set(language, (channel = new Channel(connection, language)));
  return channel;
}

/** Keeps an element told of the present picture while it is on the page. */
export class Live implements ReactiveController {
  picture: Picture | Absent | null = null;
  clock: HouseClock | null = null;
  error: unknown = null;
  private channel: Channel | null = null;
  private part: (() => void) | null = null;
  private connected = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly seen: (picture: Picture | Absent) => void = () => undefined,
  ) {
    host.addController(this);
  }

  use(hass: Hass): void {
    const channel = channelOf(hass.connection, hass.language);
    if (channel === this.channel) return;
    this.leave();
    this.channel = channel;
    if (this.connected) this.join();
  }

  hostConnected(): void {
    this.connected = true;
    this.join();
  }

  hostDisconnected(): void {
    this.connected = false;
    this.leave();
  }

  private join(): void {
    if (this.channel === null || this.part !== null) return;
    this.part = this.channel.join((picture, clock) => {
      this.picture = picture;
      this.clock = clock;
      this.error = null;
      this.seen(picture);
      this.host.requestUpdate();
    });
    void this.channel.failed.then((error) => {
      if (error !== null) {
        this.error = error;
        this.leave();
        this.host.requestUpdate();
      }
    });
  }

  private leave(): void {
    this.part?.();
    this.part = null;
  }
}
