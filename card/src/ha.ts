/** What the card uses of Home Assistant's frontend. */

export interface Entity {
  entity_id: string;
  state: string;
  attributes: Record<string, unknown>;
}

export interface RegistryEntry {
  entity_id: string;
  name?: string;
  device_id?: string;
  platform?: string;
  translation_key?: string;
  entity_category?: string;
  hidden?: boolean;
}

export interface Device {
  id: string;
  name: string | null;
  name_by_user?: string | null;
  model_id?: string | null;
  via_device_id?: string | null;
}

export interface Connection {
  subscribeMessage<T>(
    heard: (message: T) => void,
    request: { type: string; [key: string]: unknown },
    options?: { resubscribe?: boolean },
  ): Promise<() => Promise<void>>;
}

export interface Hass {
  connection: Connection;
  language: string;
  locale?: { language: string; time_format?: string; number_format?: string };
  states: Record<string, Entity>;
  entities: Record<string, RegistryEntry>;
  devices: Record<string, Device>;
  callService(
    domain: string,
    service: string,
    data?: Record<string, unknown>,
    target?: Record<string, unknown>,
    notifyOnError?: boolean,
    returnResponse?: boolean,
  ): Promise<{ response?: unknown }>;
  callWS<T>(message: { type: string; [key: string]: unknown }): Promise<T>;
}

/** What went wrong, in words: Home Assistant rejects with objects that hold a message. */
export function reasonOf(error: unknown): string {
  if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  return String(error);
}
