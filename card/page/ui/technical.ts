import { html, type TemplateResult } from "lit";
import type { Context } from "../context";
import type { Word } from "../words";

/** What a researcher needs and an owner need not read: folded away. */
export function technical(context: Context, rows: [Word, string][]): TemplateResult {
  return html`<details class="technical">
    <summary>${context.say("technical")}</summary>
    <dl>
      ${rows.map(
        ([word, value]) =>
          html`<div>
            <dt>${context.say(word)}</dt>
            <dd class="code">${value}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}
