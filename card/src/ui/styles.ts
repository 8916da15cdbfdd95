import { css } from "lit";

/** What all parts share: theme colours only, and tints on which the theme's own text keeps its contrast. */
export const shared = css`
  :host {
    display: block;
    --on: var(--success-color, #43a047);
    --warn: var(--warning-color, #ffa600);
    --bad: var(--error-color, #db4437);
    --info: var(--info-color, #039be5);
    --ink: var(--primary-text-color, #212121);
    --dim: var(--secondary-text-color, #5e5e5e);
    --line: var(--divider-color, rgba(127, 127, 127, 0.3));
    --ground: var(--card-background-color, #fff);
    color: var(--ink);
    font-size: 0.9375rem;
    line-height: 1.4;
  }
  ha-card {
    display: block;
    padding: 16px;
    overflow: hidden;
  }
  h2 {
    margin: 0;
    font-size: 1.125rem;
    font-weight: 500;
  }
  p {
    margin: 0;
  }
  .header h2 {
    flex: 1 0 auto;
  }
  .dim {
    color: var(--dim);
  }
  .icon {
    width: 1.375em;
    height: 1.375em;
    flex: none;
    fill: currentColor;
    vertical-align: middle;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .wrap {
    flex-wrap: wrap;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  button,
  select {
    font: inherit;
    color: var(--ink);
    background: color-mix(in srgb, var(--ink) 6%, transparent);
    border: 1px solid transparent;
    border-radius: 10px;
    min-height: 44px;
    padding: 6px 12px;
    cursor: pointer;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
  }
  select option {
    color: var(--ink);
    background: var(--ground);
  }
  button:hover {
    background: color-mix(in srgb, var(--ink) 12%, transparent);
  }
  button:focus-visible,
  select:focus-visible,
  summary:focus-visible,
  input:focus-visible,
  [tabindex]:focus-visible {
    outline: 2px solid var(--primary-color, #03a9f4);
    outline-offset: 2px;
  }
  button[aria-pressed="true"],
  button[aria-expanded="true"],
  button.main {
    background: color-mix(in srgb, var(--primary-color, #03a9f4) 18%, transparent);
    border-color: var(--primary-color, #03a9f4);
  }
  button.danger {
    border-color: var(--bad);
  }
  button.danger.sure {
    background: color-mix(in srgb, var(--bad) 70%, black);
    color: #fff;
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    border-radius: 999px;
    padding: 2px 10px;
    font-size: 0.8125rem;
    background: color-mix(in srgb, var(--tint, var(--ink)) 14%, transparent);
  }
  .pill .icon,
  .banner .icon {
    color: var(--tint);
  }
  summary {
    cursor: pointer;
    min-height: 32px;
    display: flex;
    align-items: center;
    gap: 6px;
    list-style: none;
  }
  summary::before,
  .chevron::before {
    content: "";
    width: 0.45em;
    height: 0.45em;
    border-inline-end: 2px solid currentColor;
    border-block-end: 2px solid currentColor;
    transform: rotate(-45deg);
    transition: transform 0.15s;
  }
  .chevron {
    display: grid;
    padding-inline: 4px;
  }
  details[open] > summary::before,
  [aria-expanded="true"] > .chevron::before {
    transform: rotate(45deg);
  }
  /* Our words are English or German, and read from left to right, also on a page that does not. */
  :host(:dir(rtl)) {
    text-align: right;
  }
  :host(:dir(rtl)) * {
    unicode-bidi: plaintext;
  }
  :host(:dir(rtl)) .head {
    text-align: right;
  }
  :host(:dir(rtl)) :is(.pill, .when, .power, .name, output, code) {
    direction: ltr;
  }
  :host(:dir(rtl)) :is(summary, .chevron)::before {
    transform: rotate(45deg);
  }
  :host(:dir(rtl)) :is(details[open] > summary, [aria-expanded="true"] > .chevron)::before {
    transform: rotate(-45deg);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
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

/** A card whose parts stand one below the other. */
export const column = css`
  ha-card {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
  }
`;
