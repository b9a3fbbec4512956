import { redact } from "../../errors/redact.js";
import { logText } from "./log-text.js";
import { reasonPhrase } from "./reason-phrases.js";

/** `404 Not Found`, with what the service says about it where that is a text of its own. */
export function statusMessage(status: number, body: unknown): string {
  const standard = reasonPhrase(status);
  const line = standard === "" ? String(status) : `${status} ${standard}`;
  const said = messageOf(body);
  // Cleaned before it is cut: half of a secret has no shape that gives it away.
  return said === undefined || said === standard ? line : `${line}: ${logText(redact(said))}`;
}

/** Where services put their message: `message`, `error`, `error.message`, or `detail` and `title` (RFC 9457). */
function messageOf(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  for (const name of ["message", "error", "detail", "title"]) {
    const value = (body as Readonly<Record<string, unknown>>)[name]; // an object, as checked
    if (typeof value === "string" && value !== "") return value;
    if (name === "error" && typeof value === "object" && value !== null && "message" in value) {
      if (typeof value.message === "string") return value.message;
    }
  }
  return undefined;
}
