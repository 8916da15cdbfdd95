import type { Say } from "../words";

/** Writes figures as a reader of the language does. */
export class Format {
  private readonly whole: Intl.NumberFormat;
  private readonly tenths: Intl.NumberFormat;
  private readonly clockTime: Intl.DateTimeFormat;
  private readonly dayTime: Intl.DateTimeFormat;
  private readonly dateAndTime: Intl.DateTimeFormat;
  private readonly dayName: Intl.DateTimeFormat;
  private readonly hours: Intl.DateTimeFormat;

  constructor(
    readonly language: string,
    timeZone: string,
  ) {
    this.whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
    this.tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
    const hour12 = language.startsWith("en-US") ? {} : ({ hourCycle: "h23" } as const);
    this.clockTime = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", timeZone, ...hour12 });
    this.dayTime = new Intl.DateTimeFormat(language, {
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      timeZone,
      ...hour12,
    });
    this.dateAndTime = new Intl.DateTimeFormat(language, {
      dateStyle: "medium",
      timeStyle: "short",
      timeZone,
      ...hour12,
    });
    this.dayName = new Intl.DateTimeFormat(language, { weekday: "short", timeZone });
    this.hours = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone });
  }

  watts(power: number): string {
    return `${minus(this.whole.format(power === 0 ? 0 : power))} W`;
  }

  number(value: number): string {
    return minus(this.tenths.format(value));
  }

  /** A moment in epoch seconds as the time of day. */
  time(at: number): string {
    return this.clockTime.format(at * 1000);
  }

  weekday(at: number): string {
    return this.dayName.format(at * 1000);
  }

  /** The hour of the day, 0 to 23. */
  hour(at: number): number {
    return Number(this.hours.format(at * 1000));
  }

  dateTime(at: number): string {
    return this.dateAndTime.format(at * 1000);
  }

  weekdayTime(at: number): string {
    return this.dayTime.format(at * 1000);
  }
}

/** The explanations write a true minus sign; so does the card. */
function minus(text: string): string {
  return text.replace("-", "−");
}

/** Minutes and seconds to something, as a clock shows them; hours where there are any. */
export function countdown(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  const pad = (part: number): string => String(part).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(left / 3600), Math.floor((left % 3600) / 60), left % 60];
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`;
}

/** A length of time in words: minutes below two hours, hours above where they are whole. */
export function duration(minutes: number, say: Say): string {
  return minutes >= 60 && minutes % 60 === 0 ? say("hours", { n: minutes / 60 }) : say("minutes", { n: minutes });
}
