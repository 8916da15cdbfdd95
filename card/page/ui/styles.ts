import { css } from "lit";

/** What all parts share: the page's colours come from page.css, spacing and controls from here. */
export const shared = css`
  :host {
    display: block;
    color: var(--ink);
    font-size: 0.9375rem;
    line-height: 1.5;
  }
  * {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  ol,
  fieldset {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  fieldset {
    border: 0;
    min-width: 0;
  }
  h2 {
    font-size: 1.125rem;
    font-weight: 600;
    line-height: 1.3;
    letter-spacing: -0.005em;
  }
  h3 {
    font-size: 0.9375rem;
    font-weight: 600;
  }
  section,
  .sheet {
    display: block;
    background: var(--sheet);
    border: 1px solid var(--line);
    border-radius: 16px;
    padding: 20px;
    box-shadow: var(--shade);
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .tight {
    gap: 8px;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 8px;
    flex-wrap: wrap;
  }
  .apart {
    justify-content: space-between;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .dim {
    color: var(--dim);
  }
  .small {
    font-size: 0.8125rem;
  }
  .figure {
    font-variant-numeric: tabular-nums;
  }
  .code {
    font-family: ui-monospace, "SF Mono", "Roboto Mono", monospace;
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  .technical summary {
    color: var(--dim);
    font-size: 0.8125rem;
    cursor: pointer;
    min-height: 24px;
  }
  .technical dl > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    margin-block-start: 6px;
  }
  .technical dt {
    color: var(--dim);
    font-size: 0.8125rem;
  }
  .icon {
    width: 1.25em;
    height: 1.25em;
    flex: none;
    fill: currentColor;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(116px, 1fr));
    gap: 16px 20px;
  }
  .facts > div {
    display: flex;
    flex-direction: column-reverse;
    justify-content: flex-end;
  }
  .facts dt {
    color: var(--dim);
    font-size: 0.8125rem;
  }
  .facts dd {
    font-size: 1.125rem;
    font-weight: 600;
    line-height: 1.35;
    font-variant-numeric: tabular-nums;
  }
  button,
  .button {
    font: inherit;
    font-weight: 500;
    color: var(--ink);
    background: var(--sunk);
    border: 1px solid transparent;
    border-radius: 10px;
    min-height: 40px;
    padding: 6px 14px;
    cursor: pointer;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    text-decoration: none;
    transition: border-color 0.12s;
  }
  button:hover,
  .button:hover {
    border-color: var(--edge);
  }
  button.main {
    color: var(--accent-ink);
    background: var(--accent);
  }
  button.plain,
  .button.plain {
    background: none;
    color: var(--dim);
    padding: 6px 10px;
  }
  button.plain:hover,
  .button.plain:hover {
    color: var(--ink);
  }
  button:disabled {
    opacity: 0.55;
    cursor: default;
    border-color: transparent;
  }
  a {
    color: var(--accent);
  }
  label,
  legend {
    font-weight: 500;
    padding: 0;
  }
  .field {
    display: grid;
    gap: 4px;
    align-content: start;
    min-width: 0;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(170px, 1fr));
    gap: 14px;
  }
  input,
  select,
  textarea {
    font: inherit;
    color: var(--ink);
    background: var(--sheet);
    border: 1px solid var(--edge);
    border-radius: 10px;
    min-height: 42px;
    padding: 8px 12px;
    width: 100%;
    min-width: 0;
  }
  input[type="radio"],
  input[type="checkbox"] {
    width: 18px;
    height: 18px;
    min-height: 0;
    margin: 0;
    accent-color: var(--accent);
    flex: none;
  }
  input[type="range"] {
    padding: 0;
    border: 0;
    background: none;
    accent-color: var(--accent);
  }
  [aria-invalid="true"] {
    border-color: var(--bad);
    box-shadow: inset 0 0 0 1px var(--bad);
  }
  .hint {
    color: var(--dim);
    font-size: 0.8125rem;
  }
  .flaw {
    color: var(--bad);
    font-size: 0.8125rem;
    display: flex;
    gap: 4px;
    align-items: center;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    border-radius: 14px;
    padding: 2px 10px;
    font-size: 0.8125rem;
    font-weight: 500;
    background: var(--sunk);
  }
  .pill.good {
    background: var(--accent-soft);
    color: var(--good);
  }
  .pill.warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .pill.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .notice {
    display: flex;
    gap: 10px;
    border-radius: 12px;
    padding: 12px 14px;
    background: var(--sunk);
    overflow-wrap: anywhere;
  }
  .notice > .icon {
    margin-block-start: 0.1em;
  }
  .notice.good {
    background: var(--accent-soft);
  }
  .notice.warn {
    background: var(--warn-soft);
  }
  .notice.bad {
    background: var(--bad-soft);
  }
  .notice.good > .icon {
    color: var(--good);
  }
  .notice.warn > .icon {
    color: var(--warn);
  }
  .notice.bad > .icon {
    color: var(--bad);
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    font-variant-numeric: tabular-nums;
  }
  th {
    text-align: start;
    font-weight: 500;
    color: var(--dim);
    font-size: 0.8125rem;
    vertical-align: bottom;
  }
  th,
  td {
    padding: 8px 10px;
    border-block-end: 1px solid var(--line);
  }
  tbody tr:last-child > * {
    border-block-end: 0;
  }
  .end {
    text-align: end;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (max-width: 520px) {
    section,
    .sheet {
      padding: 16px;
      border-radius: 14px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
