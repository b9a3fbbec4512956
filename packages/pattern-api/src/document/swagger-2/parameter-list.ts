import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../json-object.js";
import { pointerBelow } from "../json-pointer.js";
import { resolved, type SharedParts } from "./shared-parts.js";
import { upgradeParameter } from "./upgrade-parameter.js";

/** A parameter, where it stands. */
interface PlacedParameter {
  readonly parameter: JsonObject;
  readonly pointer: string;
}

/** The parameters of a path or an operation, by what becomes of them. */
export class ParameterList {
  /** In path, query and header; what cannot be read is left for the reader to report. */
  readonly sent: readonly Json[];
  readonly body: PlacedParameter | undefined;
  readonly form: readonly PlacedParameter[];

  constructor(list: Json | undefined, pointer: string, shared: SharedParts) {
    const sent: Json[] = [];
    const form: PlacedParameter[] = [];
    let body: PlacedParameter | undefined;
    const listed = list !== undefined && isJsonArray(list) ? list : [];
    for (const [index, value] of listed.entries()) {
      const found = resolved(value, `${pointerBelow(pointer, "parameters")}/${index}`, shared);
      const parameter = isJsonObject(found?.value) ? found.value : undefined;
      if (!found || !parameter) {
        sent.push(value);
      } else if (parameter["in"] === "body") {
        body ??= { parameter, pointer: found.pointer };
      } else if (parameter["in"] === "formData") {
        form.push({ parameter, pointer: found.pointer });
      } else if (found.value === value) {
        const made = upgradeParameter(parameter);
        shared.origins.set(made, found.pointer);
        sent.push(made);
      } else {
        sent.push(value);
      }
    }
    this.sent = sent;
    this.form = form;
    this.body = body;
  }
}
