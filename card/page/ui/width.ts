import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Keeps how wide its host is, so that a chart is drawn in real pixels and its text stays readable on a phone. */
export class Width implements ReactiveController {
  px = 720;
  private readonly observer = new ResizeObserver(([entry]) => {
    const px = Math.round(entry?.contentRect.width ?? 0);
    if (px === 0 || px === this.px) return;
    this.px = px;
    this.host.requestUpdate();
  });

  constructor(private readonly host: ReactiveControllerHost & Element) {
    host.addController(this);
  }

  hostConnected(): void {
    this.observer.observe(this.host);
  }

  hostDisconnected(): void {
    this.observer.disconnect();
  }
}
