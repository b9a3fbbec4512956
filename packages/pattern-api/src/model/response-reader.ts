import { compareText, errorCodes } from "@agentflow/core";
import { quoted } from "../document/findings.js";
import { isJsonObject, type JsonObject, textOf } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { ResponseModel } from "./api-model.js";
import type { RawOperation } from "./raw-operation.js";
import { readContent } from "./read-content.js";
import type { Reading } from "./reading.js";

type ResponseBody = Omit<ResponseModel, "status">;

/** Reads the answers of operations; one that many share is read once. */
export class ResponseReader {
  readonly #reading: Reading;
  readonly #read = new WeakMap<JsonObject, ResponseBody>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /**
   * The documented answers of an operation, sorted by status.
   * @throws AgentFlowError when one refers to something that is not there
   */
  read(operation: RawOperation): readonly ResponseModel[] {
    const declared = operation.value["responses"];
    if (!isJsonObject(declared)) return [];
    const pointer = pointerBelow(operation.pointer, "responses");
    const models = new Map<string, ResponseModel>();
    for (const key of Object.keys(declared)) {
      if (key.startsWith("x-")) continue;
      const status = statusOf(key);
      const place = pointerBelow(pointer, key);
      if (status === undefined || models.has(status)) {
        this.#reading.findings.warn(
          errorCodes.documentFaulty,
          place,
          `${quoted(key)} is not a status of its own; this answer is left out.`,
          "Use statuses such as 200, ranges such as 4XX, or default.",
        );
        continue;
      }
      const { value, pointer: found } = this.#reading.references.follow(
        declared[key] ?? null,
        place,
      );
      models.set(status, { status, ...this.#body(value, found) });
    }
    return [...models.values()].toSorted((left, right) => compareText(left.status, right.status));
  }

  #body(value: unknown, pointer: string): ResponseBody {
    if (!isJsonObject(value)) {
      throw this.#reading.findings.error(
        errorCodes.operationUnusable,
        pointer,
        "An answer of the operation is no object.",
        "Correct the document.",
      );
    }
    const known = this.#read.get(value);
    if (known) return known;
    const headers = isJsonObject(value["headers"]) ? Object.keys(value["headers"]) : [];
    const body: ResponseBody = {
      description: textOf(value["description"]) ?? "",
      headers: [...new Set(headers.map((name) => name.toLowerCase()))].toSorted(compareText),
      content: readContent(
        value["content"],
        pointerBelow(pointer, "content"),
        this.#reading,
        "answer",
      ),
    };
    this.#read.set(value, body);
    return body;
  }
}

/** `200`, `4XX` or `default`, however it is written. */
function statusOf(key: string): string | undefined {
  if (key === "default") return key;
  return /^[1-5](?:\d\d|XX)$/i.test(key) ? key.toUpperCase() : undefined;
}
