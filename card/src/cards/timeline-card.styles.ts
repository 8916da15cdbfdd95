import { css } from "lit";

export const timelineStyles = css`
  :host {
    --pv: var(--energy-solar-color, #ff9800);
    --rest: color-mix(in srgb, var(--ink) 14%, transparent);
  }
  .header button {
    min-height: 40px;
  }
  .plot {
    position: relative;
    touch-action: pan-y;
    cursor: crosshair;
    border-radius: 4px;
    padding-block: 18px 20px;
  }
  .chart {
    display: block;
    width: 100%;
    height: 150px;
    border-block-end: 1px solid var(--line);
  }
  .band {
    display: block;
    width: 100%;
    height: 16px;
    margin-block-start: 5px;
  }
  .top {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 2px;
    font-size: 0.75rem;
    color: var(--dim);
  }
  .name {
    display: block;
    font-size: 0.75rem;
    margin-block: 4px -4px;
  }
  path {
    vector-effect: non-scaling-stroke;
    fill: none;
  }
  path.pv,
  .swatch.pv {
    fill: color-mix(in srgb, var(--pv) 35%, transparent);
    background: color-mix(in srgb, var(--pv) 35%, transparent);
    stroke: var(--pv);
  }
  path.forecast {
    fill: color-mix(in srgb, var(--pv) 12%, transparent);
    stroke: var(--pv);
    stroke-dasharray: 4 4;
  }
  .swatch.forecast {
    border: 1px dashed var(--pv);
  }
  path.loads,
  .swatch.loads {
    fill: color-mix(in srgb, var(--on) 45%, transparent);
    background: color-mix(in srgb, var(--on) 45%, transparent);
    stroke: var(--on);
  }
  path.surplus {
    stroke: var(--info);
    stroke-width: 1.5;
  }
  .swatch.surplus {
    background: var(--info);
    height: 3px;
  }
  path.tick {
    stroke: var(--line);
  }
  rect.running {
    fill: var(--on);
  }
  rect.off {
    fill: var(--rest);
  }
  rect.command {
    fill: var(--info);
  }
  rect.safety {
    fill: var(--bad);
  }
  rect.waiting {
    fill: var(--warn);
  }
  rect.expected {
    opacity: 0.6;
  }
  .swatch.running {
    background: var(--on);
  }
  .swatch.off {
    background: var(--rest);
  }
  .swatch.command {
    background: var(--info);
  }
  .swatch.safety {
    background: var(--bad);
  }
  .swatch.waiting {
    background: var(--warn);
  }
  .swatch.mark {
    width: 0;
    height: 0;
    border-radius: 0;
    border-inline: 6px solid transparent;
    border-block-start: 10px solid var(--bad);
  }
  .swatch {
    display: inline-block;
    width: 12px;
    height: 12px;
    border-radius: 3px;
    box-sizing: border-box;
    flex: none;
  }
  .future {
    position: absolute;
    inset-block: 18px 20px;
    right: 0;
    border-left: 2px solid var(--ink);
    background: repeating-linear-gradient(
      -45deg,
      color-mix(in srgb, var(--ink) 5%, transparent) 0 4px,
      transparent 4px 10px
    );
    pointer-events: none;
  }
  .marks span {
    position: absolute;
    inset-block-start: 8px;
    margin-inline-start: -6px;
    border-inline: 6px solid transparent;
    border-block-start: 10px solid var(--bad);
  }
  .axis span {
    position: absolute;
    inset-block-end: 0;
    transform: translateX(-50%);
    font-size: 0.75rem;
    color: var(--dim);
    white-space: nowrap;
  }
  .cursor {
    position: absolute;
    inset-block: 18px 20px;
    width: 2px;
    margin-inline-start: -1px;
    background: var(--ink);
    pointer-events: none;
  }
  .legend {
    list-style: none;
    margin: 0;
    padding: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    font-size: 0.8125rem;
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .info {
    min-height: 4.5em;
    display: grid;
    gap: 4px;
    align-content: start;
  }
`;
