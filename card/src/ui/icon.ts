import {
  mdiAlertCircle,
  mdiAlertOctagon,
  mdiBattery50,
  mdiCheckCircle,
  mdiClose,
  mdiHomeVariant,
  mdiInformation,
  mdiPauseCircle,
  mdiPickaxe,
  mdiPlayCircle,
  mdiRestore,
  mdiSpeedometer,
  mdiTransmissionTower,
  mdiWeatherSunny,
} from "@mdi/js";
import { html, type TemplateResult } from "lit";

const PATHS = {
  alert: mdiAlertCircle,
  approve: mdiCheckCircle,
  automatic: mdiRestore,
  battery: mdiBattery50,
  boost: mdiPlayCircle,
  close: mdiClose,
  grid: mdiTransmissionTower,
  house: mdiHomeVariant,
  info: mdiInformation,
  limit: mdiSpeedometer,
  load: mdiPickaxe,
  ok: mdiCheckCircle,
  pause: mdiPauseCircle,
  stop: mdiAlertOctagon,
  sun: mdiWeatherSunny,
};

export type Icon = keyof typeof PATHS;

/** A decorative icon; what it means is said in words beside it. */
export function icon(name: Icon): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]}></path></svg>`;
}
