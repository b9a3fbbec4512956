import { errorCodes } from "@agentflow/core";
import { quoted } from "../document/findings.js";
import { isJsonObject, textOf } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { BodyModel } from "./api-model.js";
import { isEncodedByCaller } from "./media-type.js";
import type { RawOperation } from "./raw-operation.js";
import { readContent } from "./read-content.js";
import type { Reading } from "./reading.js";

/**
 * The request body of an operation; null when it has none.
 * @throws AgentFlowError when the body is declared and cannot be read
 */
export function readBody(operation: RawOperation, reading: Reading): BodyModel | null {
  const declared = operation.value["requestBody"];
  if (declared === undefined) return null;
  const place = pointerBelow(operation.pointer, "requestBody");
  const { value, pointer } = reading.references.follow(declared, place);
  const content = isJsonObject(value)
    ? readContent(value["content"], pointerBelow(pointer, "content"), reading, "request")
    : [];
  const [first] = content;
  if (!isJsonObject(value) || !first) {
    throw reading.findings.error(
      errorCodes.operationUnusable,
      pointer,
      "The request body has no form in which it could be sent.",
      "Declare the body's `content` with at least one media type.",
    );
  }
  if (isEncodedByCaller(first.contentType)) {
    reading.findings.warn(
      errorCodes.bodyEncodedByCaller,
      pointer,
      `The body of ${quoted(operation.id)} is ${first.contentType}, which this version does not encode.`,
      "Pass the body as encoded bytes.",
    );
  }
  return {
    required: value["required"] === true,
    description: textOf(value["description"]) ?? "",
    content,
  };
}
