import { css, html, type TemplateResult } from "lit";

/** A chart of bars with its value axis: numbers from the top mark down to 0, each at its line. */
export const marked = css`
  .plot {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 8px;
    margin-block: 8px;
  }
  .marks {
    display: flex;
    flex-direction: column-reverse;
    justify-content: space-between;
    margin-block: -7px;
    font-size: 0.75rem;
    line-height: 14px;
    color: var(--dim);
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
`;

export function marks(values: number[], written: (value: number) => string): TemplateResult {
  return html`<div class="marks" aria-hidden="true">${values.map((value) => html`<span>${written(value)}</span>`)}</div>`;
}
