import { type Json, type PlannedFile, stringLiteral, wrappedLiteral } from "@agentflow/core";
import { serviceNames } from "../client/service-names.js";
import type { ApiModel, EventModel } from "../model/api-model.js";
import { sampleValue } from "../tests/sample.js";
import { isJsonObject, type SchemaIndex } from "../tests/schema-index.js";
import { payloadValues } from "../values/operation-values.js";
import { ValueShapes } from "../values/value-shapes.js";
import { handlerName } from "./webhook-files.js";

/** `test/webhooks.test.ts`: every event reaches its handler as the document has it. */
export function webhookTests(model: ApiModel, index: SchemaIndex): readonly PlannedFile[] {
  if (model.events.length === 0) return [];
  const { pascal } = serviceNames(model.name);
  const signed = model.webhookScheme !== null;
  const secret =
    model.webhookScheme?.secretEncoding === "base64" ? "c2VjcmV0LW9mLXRlc3Rz" : "secret-of-tests";
  // Which event it is, is found out then.
  const isTold = model.events.every(({ mark }) => mark?.in === "body");
  const shapes = new ValueShapes(model);
  const converts = (event: EventModel): boolean => payloadValues(event, shapes) !== undefined;
  const tests = model.events.map((event) => eventTest(event, index, converts(event)));
  const comparable = model.events.some(converts)
    ? 'import { comparable } from "./comparable.js";\n'
    : "";
  const imports = signed ? `create${pascal}Webhooks, webhookScheme` : `create${pascal}Webhooks`;
  const text = `${signed ? 'import { signWebhook } from "@agentflow/core/runtime";\n' : ""}import { expect, test } from "vitest";
import { ${imports}, type ${pascal}Event, type ${pascal}WebhookHandlers } from "../src/webhooks.js";
${comparable}
/** Hands a body over as the service sends it, and gives what the one handler got. */
async function deliver(event: ${pascal}Event, handler: keyof ${pascal}WebhookHandlers, body: string | Uint8Array) {
  const got: unknown[] = [];
  const handlers = { [handler]: (payload: unknown) => void got.push(payload) };
${
  signed
    ? `  const secrets = ${stringLiteral(secret)};
  const headers = await signWebhook(body, { scheme: webhookScheme, secrets, id: "1", timestamp: Date.now() });
  const webhooks = create${pascal}Webhooks(handlers, { secrets });
  await expect(webhooks.receive({ headers: {}, body }, event)).rejects.toMatchObject({ reason: "missing-signature" });`
    : `  const headers = {};
  const webhooks = create${pascal}Webhooks(handlers, { verification: "none" });`
}
  const received = await webhooks.receive({ headers, body }${isTold ? "" : ", event"});
  expect(received).toMatchObject({ event, handled: true });
  return got;
}
${tests.join("")}`;
  return [{ kind: "text", path: "test/webhooks.test.ts", text }];
}

function eventTest(event: EventModel, index: SchemaIndex, converts: boolean): string {
  const { id, name, payload } = event;
  const what = `${id} reaches ${handlerName(event)}`;
  const head = `deliver(${stringLiteral(name)}, ${stringLiteral(handlerName(event))}`;
  if (payload?.kind !== "json") {
    const [body, expected] =
      payload?.kind === "text"
        ? ['"text"', '["text"]']
        : ["new Uint8Array([1])", "[new Uint8Array([1])]"];
    return test(what, `  expect(await ${head}, ${body})).toEqual(${expected});\n`);
  }
  const { schema, example } = payload;
  const value: Json = sampleValue(schema ?? true, index, { name: "payload", example }) ?? null;
  const mark = event.mark?.in === "body" ? { [event.mark.name]: event.mark.value } : {};
  const sample: Json = isJsonObject(value) ? { ...value, ...mark } : value;
  const marked = index.values?.answered(sample, schema) ?? sample;
  const call = `await ${head}, JSON.stringify(payload))`;
  const got = converts ? `comparable(${call}, [payload])` : call;
  return test(
    what,
    `  const payload: unknown = ${wrappedLiteral(marked, "  ", 27)};
  expect(${got}).toEqual([payload]);\n`,
  );
}

function test(what: string, body: string): string {
  return `\ntest(${stringLiteral(what)}, async () => {\n${body}});\n`;
}
