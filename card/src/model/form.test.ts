import { describe, expect, it } from "vitest";
import { sage, say } from "./example";
import { mainForm, timelineForm, type ConfigForm, type Field } from "./form";

const fields = (form: ConfigForm): Field[] => form.schema.flatMap((field) => [field, ...(field.schema ?? [])]);

describe("an editor's form", () => {
  it.each([mainForm(say), mainForm(sage), timelineForm(say), timelineForm(sage)])("has words for all it asks", (form) => {
    for (const field of fields(form)) {
      expect(form.computeLabel(field) === "", field.name).toBe(field.name === "");
    }
  });

  it("offers what the cards take", () => {
    expect(fields(mainForm(say)).map(({ name }) => name)).toEqual(["audience", "", "flow", "actions", "duration"]);
    expect(JSON.stringify(timelineForm(say))).toContain('"value":"168","label":"7 days"');
  });
});
