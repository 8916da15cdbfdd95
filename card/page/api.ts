import type { Result } from "./results";
import type { Consent, DayKept, Export, Handshake, Job, LedgerStatus, PolicyKept, Proof } from "./schema";

/** What the agent says when it does not do what it was asked. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** Asks the agent. Addresses are relative: the page does not know under which prefix it is shown. */
export class Api {
  handshake = (): Promise<Handshake> => this.ask("v1/handshake");
  archives = (): Promise<LedgerStatus[]> => this.ask("v1/archive");
  days = (ledger: string): Promise<DayKept[]> => this.ask(`v1/archive/${ledger}/days`);
  policies = (ledger: string): Promise<PolicyKept[]> => this.ask(`v1/archive/${ledger}/policies`);
  proof = (ledger: string): Promise<Proof> => this.ask(`v1/archive/${ledger}/proof`);

  jobs = (): Promise<Job[]> => this.ask("v1/jobs");
  start = (request: Record<string, unknown>): Promise<Job> => this.ask("v1/jobs", "POST", request);
  cancel = (job: string): Promise<Job> => this.ask(`v1/jobs/${job}/cancel`, "POST");
  resume = (job: string): Promise<Job> => this.ask(`v1/jobs/${job}/resume`, "POST");
  remove = (job: string): Promise<null> => this.ask(`v1/jobs/${job}`, "DELETE");
  result = (job: string): Promise<Result> => this.ask(`v1/jobs/${job}/result`);

  consent = (ledger: string): Promise<Consent> => this.ask(`v1/archive/${ledger}/consent`);

  exports = (): Promise<Export[]> => this.ask("v1/exports");
  makeExport = (request: Record<string, unknown>): Promise<Export> => this.ask("v1/exports", "POST", request);
  exportNow = (id: string): Promise<Export> => this.ask(`v1/exports/${id}`);
  removeExport = (id: string): Promise<null> => this.ask(`v1/exports/${id}`, "DELETE");

  /** The address of something to download. */
  address(path: string): string {
    return new URL(path, document.baseURI).href;
  }

  protected async ask<Answer>(path: string, method = "GET", body?: unknown): Promise<Answer> {
    const init: RequestInit = { method, headers: { "X-BitGridAI": "page" }, credentials: "same-origin" };
    if (body !== undefined) {
      init.body = JSON.stringify(body);
      init.headers = { ...init.headers, "Content-Type": "application/json" };
    }
    let answer: Response;
    try {
      answer = await fetch(this.address(path), init);
    } catch {
      throw new Refused(0, "no_answer", "");
    }
    const told = (await answer.json().catch(() => null)) as Answer | null;
    if (answer.ok) return told as Answer;
    const { code = "", detail = "" } = (told ?? {}) as { code?: unknown; detail?: unknown };
    throw new Refused(answer.status, String(code), typeof detail === "string" ? detail : JSON.stringify(detail));
  }
}
