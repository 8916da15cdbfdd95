import { css } from "lit";

export const mainStyles = css`
  .stack {
    display: grid;
    gap: 14px;
    grid-template-columns: minmax(0, 1fr);
  }
  .answer:empty {
    display: none;
  }
  .answer {
    font-weight: 500;
  }
  .banner {
    --tint: var(--info);
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 8px 10px;
    padding: 10px 12px;
    border-radius: 12px;
    background: color-mix(in srgb, var(--tint) 13%, transparent);
    border-inline-start: 4px solid var(--tint);
  }
  .banner .grow {
    min-width: 12em;
  }
  .banner.alert {
    --tint: var(--bad);
  }
  .banner.warn {
    --tint: var(--warn);
  }
  .load {
    border: 1px solid var(--line);
    border-radius: 14px;
    padding: 14px;
  }
  .load.on {
    background: color-mix(in srgb, var(--on) 7%, transparent);
    border-color: color-mix(in srgb, var(--on) 45%, transparent);
  }
  .load.alert {
    background: color-mix(in srgb, var(--bad) 7%, transparent);
    border-color: color-mix(in srgb, var(--bad) 45%, transparent);
  }
  .head {
    width: 100%;
    gap: 10px;
    text-align: start;
  }
  button.head,
  button.head:hover,
  button.head[aria-expanded="true"] {
    background: none;
    border: 0;
    padding: 0;
    border-radius: 6px;
  }
  .dot {
    width: 14px;
    height: 14px;
    border-radius: 50%;
    background: var(--tint);
    flex: none;
  }
  .off .dot {
    background: none;
    border: 3px solid var(--tint);
    box-sizing: border-box;
  }
  .headline {
    font-size: 1.25rem;
    font-weight: 500;
    line-height: 1.25;
  }
  .power {
    font-size: 1.25rem;
    font-weight: 500;
    white-space: nowrap;
  }
  .brief {
    margin-block-start: 4px;
    padding-inline-start: 24px;
    color: var(--ink);
  }
  dl {
    margin: 12px 0 14px;
  }
  dt {
    font-size: 0.8125rem;
    color: var(--ink);
    opacity: 0.85;
    font-weight: 600;
  }
  dd {
    margin: 0 0 10px;
  }
  dd .rule {
    margin-inline-start: 2px;
  }
  .when {
    display: inline-block;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    background: color-mix(in srgb, var(--ink) 8%, transparent);
    border-radius: 8px;
    padding: 0 8px;
    margin-inline-end: 4px;
  }
  .when bitgridai-countdown {
    display: inline;
  }
  .more {
    margin-block-start: 8px;
    display: grid;
    gap: 2px;
    color: var(--ink);
  }
  .more details > :not(summary) {
    margin-block: 4px 10px;
  }
  .technical {
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  .code {
    font-family: var(--ha-font-family-code, monospace);
  }
  .load .dim {
    color: var(--ink);
  }
  .footer > button {
    flex: 1 0 auto;
  }
  .flow {
    display: grid;
    gap: 8px;
  }
  .flow p {
    font-size: 0.8125rem;
  }
  .footer {
    gap: 10px;
  }
  .footer > .autonomy {
    flex: 3 1 15em;
  }
  .autonomy select {
    flex: 1;
    min-width: 0;
  }
  .question {
    display: grid;
    gap: 10px;
    border: 2px solid var(--bad);
    border-radius: 12px;
    padding: 12px;
  }
`;
