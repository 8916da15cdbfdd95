import { Format } from "../src/model/format";

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** Writes the page's figures: the card's, and sizes, days and moments. */
export class Figures extends Format {
  private readonly day: Intl.DateTimeFormat;
  private readonly shortDay: Intl.DateTimeFormat;
  private readonly isoDay: Intl.DateTimeFormat;
  private readonly moment: Intl.DateTimeFormat;
  private readonly distance: Intl.RelativeTimeFormat;

  constructor(language: string, timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone) {
    super(language, timeZone);
    // A day of the archive is one in UTC, whatever the house's clock says.
    this.day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    this.shortDay = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
    // Sweden writes dates as ISO 8601 does.
    this.isoDay = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone });
    this.moment = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone });
    this.distance = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "long" });
  }

  bytes(count: number): string {
    let [rest, unit] = [count, 0];
    while (rest >= 1000 && unit < UNITS.length - 1) [rest, unit] = [rest / 1000, unit + 1];
    return `${unit === 0 || rest >= 100 ? this.count(rest) : this.number(rest)} ${UNITS[unit]}`;
  }

  count(value: number): string {
    return this.fixed(value, 0);
  }

  /** All the digits that a value has. */
  exact(value: number): string {
    return new Intl.NumberFormat(this.language, { maximumFractionDigits: 6 }).format(value).replace("-", "−");
  }

  euro(value: number): string {
    const written = new Intl.NumberFormat(this.language, { style: "currency", currency: "EUR" });
    return written.format(Object.is(value, -0) ? 0 : value).replace("-", "−");
  }

  fixed(value: number, digits: number): string {
    const written = new Intl.NumberFormat(this.language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return written.format(Object.is(value, -0) ? 0 : value).replace("-", "−");
  }

  /** `2026-05-01` as a reader of the language writes it. */
  date(day: string): string {
    return this.day.format(new Date(`${day}T00:00:00Z`));
  }

  shortDate(day: string): string {
    return this.shortDay.format(new Date(`${day}T00:00:00Z`));
  }

  /** The day of the reader's clock to which a moment belongs, `2026-05-01`. */
  dayAt(at: number): string {
    return this.isoDay.format(at * 1000);
  }

  at(moment: number | string): string {
    return this.moment.format(typeof moment === "number" ? moment * 1000 : new Date(moment));
  }

  ago(at: number, now = Date.now() / 1000): string {
    const seconds = Math.min(0, Math.round(at - now));
    if (seconds > -60) return this.distance.format(0, "second");
    if (seconds > -3600) return this.distance.format(Math.round(seconds / 60), "minute");
    if (seconds > -86_400) return this.distance.format(Math.round(seconds / 3600), "hour");
    return this.distance.format(Math.round(seconds / 86_400), "day");
  }

  percent(share: number): string {
    return `${this.count(share * 100)} %`;
  }
}
