const UNIT = /(\d) (?=(?:k?Wh?|%|°C|ct|min|h|s|sats)(?![\p{L}\d]))/gu;

/** Keeps a figure and its unit on one line. */
export function glued(text: string): string {
  return text.replace(UNIT, "$1\u00a0");
}
