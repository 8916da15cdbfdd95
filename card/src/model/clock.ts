import type { Clock } from "../schema";

/** The controller's time, carried on between two pictures: a simulated house may live faster than its owner. */
export class HouseClock {
  constructor(
    private readonly clock: Clock,
    private readonly heardAtMs: number,
  ) {}

  /** Epoch seconds on the controller's clock. */
  now(wallMs: number): number {
    return this.clock.now + ((wallMs - this.heardAtMs) / 1000) * this.clock.speed;
  }
}
