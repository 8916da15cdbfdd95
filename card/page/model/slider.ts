/** Where a key leads among `count` places; null for a key that leads nowhere. */
export function stepped(key: string, now: number, count: number): number | null {
  const places: Record<string, number> = {
    ArrowLeft: now - 1,
    ArrowDown: now - 1,
    ArrowRight: now + 1,
    ArrowUp: now + 1,
    PageUp: now - 7,
    PageDown: now + 7,
    Home: 0,
    End: count - 1,
  };
  const place = places[key];
  return place === undefined ? null : Math.min(count - 1, Math.max(0, place));
}
