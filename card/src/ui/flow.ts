import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { FlowModel, FlowNode } from "../model/flow";
import { icon } from "./icon";
import { shared } from "./styles";

/** Where power comes from and where it goes: sources on one side, the house and its loads on the other. */
@customElement("bitgridai-flow")
export class Flow extends LitElement {
  @property({ attribute: false }) model: FlowModel | null = null;

  static override styles = [
    shared,
    css`
      .flow {
        display: grid;
        grid-template-columns: 1fr 3px 1fr;
        align-items: stretch;
      }
      .bus {
        background: color-mix(in srgb, var(--ink) 22%, transparent);
        border-radius: 2px;
      }
      .side {
        display: flex;
        flex-direction: column;
        justify-content: space-evenly;
        gap: 6px;
        min-width: 0;
      }
      .node {
        display: flex;
        align-items: center;
        gap: 8px;
        min-width: 0;
        min-height: 42px;
        line-height: 1.2;
      }
      .disc {
        width: 36px;
        height: 36px;
        border-radius: 50%;
        display: grid;
        place-items: center;
        flex: none;
        background: color-mix(in srgb, var(--tint) 18%, transparent);
      }
      .sun {
        --tint: var(--energy-solar-color, #ff9800);
      }
      .battery {
        --tint: var(--energy-battery-out-color, #4db6ac);
      }
      .grid {
        --tint: var(--energy-grid-consumption-color, #488fc2);
      }
      .house {
        --tint: var(--ink);
      }
      .load {
        --tint: var(--on);
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-size: 0.8125rem;
        color: var(--dim);
      }
      .power {
        font-weight: 500;
        white-space: nowrap;
      }
      .words {
        min-width: 0;
      }
      .pipe {
        position: relative;
        flex: 1;
        min-width: 14px;
        height: 2px;
        background: color-mix(in srgb, var(--tint) 55%, transparent);
        overflow: clip;
        overflow-clip-margin: 4px;
      }
      .rest .pipe {
        background: color-mix(in srgb, var(--ink) 15%, transparent);
      }
      .pipe::before {
        content: "";
        position: absolute;
        inset-block-start: -3px;
        inset-inline-start: calc(50% - 4px);
        border-block: 4px solid transparent;
        border-inline-start: 7px solid var(--tint);
      }
      .source.out .pipe::before,
      .sink.in .pipe::before {
        border-inline-start: 0;
        border-inline-end: 7px solid var(--tint);
      }
      .rest .pipe::before {
        display: none;
      }
      @media (prefers-reduced-motion: no-preference) {
        .pipe::after {
          content: "";
          position: absolute;
          inset-block-start: -2px;
          inset-inline: 0;
          height: 6px;
          background: radial-gradient(circle at 3px 3px, var(--tint) 3px, transparent 3.5px);
          background-repeat: no-repeat;
          animation: run var(--pace) linear infinite;
          will-change: transform;
        }
        .source.out .pipe::after,
        .sink.in .pipe::after {
          animation-direction: reverse;
        }
        .rest .pipe::after {
          display: none;
        }
      }
      :host(:dir(rtl)) .pipe::after {
        transform-origin: center;
        animation-name: run-rtl;
      }
      @keyframes run {
        from {
          transform: translateX(-6px);
        }
        to {
          transform: translateX(100%);
        }
      }
      @keyframes run-rtl {
        from {
          transform: translateX(100%);
        }
        to {
          transform: translateX(-6px);
        }
      }
    `,
  ];

  protected override render(): TemplateResult {
    const model = this.model;
    if (model === null) return html``;
    return html`<div class="flow" role="img" aria-label=${model.label}>
      <div class="side">${model.sources.map((node) => this.node(node, "source"))}</div>
      <div class="bus"></div>
      <div class="side">${model.sinks.map((node) => this.node(node, "sink"))}</div>
    </div>`;
  }

  private node(node: FlowNode, side: "source" | "sink"): TemplateResult {
    // A sink takes: what flows out of the bus flows into it.
    const way = side === "source" ? node.direction : node.direction === "out" ? "out-of-bus" : node.direction;
    const pace = `${(4 - 2.6 * Math.sqrt(node.strength)).toFixed(1)}s`;
    const disc = html`<span class="disc">${icon(node.part)}</span>`;
    const words = html`<span class="words">
      <div class="name">${node.name}</div>
      <div class="power">${node.power}</div>
      ${node.note ? html`<div class="name">${node.note}</div>` : ""}
    </span>`;
    const pipe = html`<span class="pipe"></span>`;
    return html`<div class="node ${side} ${node.part} ${way}" style="--pace: ${pace}">
      ${side === "source" ? html`${disc}${words}${pipe}` : html`${pipe}${disc}${words}`}
    </div>`;
  }
}
