import "./cards/bitgridai-card";
import "./cards/research-card";
import "./cards/timeline-card";
import "./cards/what-if-card";
import "./tile-feature";
import { register } from "./register";
import { DashboardStrategy } from "./strategy";

customElements.define("ll-strategy-dashboard-bitgridai", DashboardStrategy);
register();
