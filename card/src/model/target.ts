import type { Hass } from "../ha";

/** The device to command for an entity: the load it belongs to, or none for the controller's, which means all. */
export function targetOf(hass: Hass, entityId: string): string | undefined {
  const device = hass.entities[entityId]?.device_id;
  return device !== undefined && hass.devices[device]?.model_id === "load" ? device : undefined;
}

export function isSupported(hass: Hass, context: { entity_id?: string }): boolean {
  return context.entity_id !== undefined && hass.entities[context.entity_id]?.platform === "bitgridai";
}
