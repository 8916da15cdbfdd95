import "./cards/bitgridai-card";
import { register } from "./register";

register();
