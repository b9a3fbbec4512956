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
export function messageOf(body: unknown): string | undefined {
  const { message, error, detail, title } = members(body);
  return [message, error, members(error).message, detail, title].find(
    (text) => typeof text === "string" && text !== "",
  ) as string | undefined; // as just looked for
}

/** What has no members is as one without any. */
function members(
  value: unknown,
): Partial<Record<"message" | "error" | "detail" | "title", unknown>> {
  return value ?? {};
}
