export const VIEWS = ["overview", "replay", "policies", "exports"] as const;

export type View = (typeof VIEWS)[number];

export interface Route {
  view: View;
  /** What is opened in it: the id of a job. */
  opened: string;
}

/** Reads the part of the address after `#`: the page never uses a query string. */
export function routeOf(hash: string): Route {
  const [view = "", opened = ""] = hash.replace(/^#\/?/, "").split("/");
  return { view: VIEWS.find((known) => known === view) ?? "overview", opened };
}

export function hashOf(view: View, opened = ""): string {
  return opened === "" ? `#/${view}` : `#/${view}/${opened}`;
}
