import {
  mdiAlert,
  mdiAlertCircle,
  mdiArchiveOutline,
  mdiCheckCircle,
  mdiClockOutline,
  mdiClose,
  mdiContentCopy,
  mdiDeleteOutline,
  mdiDownload,
  mdiInformationOutline,
  mdiLock,
  mdiPackageVariantClosed,
  mdiPlay,
  mdiPlus,
  mdiScaleBalance,
  mdiShieldCheck,
  mdiViewDashboardOutline,
  mdiHistory,
} from "@mdi/js";
import { html, type TemplateResult } from "lit";

const PATHS = {
  add: mdiPlus,
  archive: mdiArchiveOutline,
  bad: mdiAlertCircle,
  clock: mdiClockOutline,
  close: mdiClose,
  copy: mdiContentCopy,
  delete: mdiDeleteOutline,
  download: mdiDownload,
  exports: mdiPackageVariantClosed,
  good: mdiCheckCircle,
  info: mdiInformationOutline,
  lock: mdiLock,
  overview: mdiViewDashboardOutline,
  play: mdiPlay,
  policies: mdiScaleBalance,
  prove: mdiShieldCheck,
  replay: mdiHistory,
  warn: mdiAlert,
};

export type Icon = keyof typeof PATHS;

/** A decorative icon; what it means is said in words beside it. */
export function icon(name: Icon): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]}></path></svg>`;
}
