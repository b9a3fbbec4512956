import {
  Code,
  type Json,
  keyLiteral,
  memberLines,
  type PlannedFile,
  wrappedLiteral,
  stringLiteral,
} from "@agentflow/core";
import type { WebhookScheme } from "@agentflow/core/runtime";
import { serviceNames } from "../client/service-names.js";
import type { ApiModel, EventModel } from "../model/api-model.js";
import { createTypePrinter, type TypePrinter } from "../types/type-printer.js";
import { payloadValues } from "../values/operation-values.js";
import { ValueShapes } from "../values/value-shapes.js";

/** Types of what the service sends by itself, what receives it, and its tests; nothing where there is none. */
export function webhookFiles(model: ApiModel): readonly PlannedFile[] {
  if (model.events.length === 0) return [];
  const text = webhookModule(model);
  return [{ kind: "text", path: "src/webhooks.ts", text }];
}

function webhookModule(model: ApiModel): string {
  const { name, events, schemas, typing, webhookScheme } = model;
  const { pascal } = serviceNames(name);
  const printer = createTypePrinter(schemas, { namespace: "schemas.", typing });
  const shapes = new ValueShapes(model);
  const types = events.map((event) => payloadDeclaration(event, printer)).join("\n");
  const names = events.map((event) => stringLiteral(event.name)).join(" | ");
  const handlers = events.map(
    (event) =>
      `${comment(event, "  ")}  readonly ${handlerName(event)}?: runtime.WebhookHandler<${event.typeName}Payload> | undefined;\n`,
  );
  const conversions = events.map((event) => payloadValues(event, shapes));
  const described = events.map((event, at) => eventDescription(event, conversions[at]));
  const imports = [
    ...(types.includes("schemas.")
      ? ['import type * as schemas from "./types/schemas.js";\n']
      : []),
    ...(conversions.some((values) => values !== undefined)
      ? ['import { convert } from "./types/values.js";\n']
      : []),
  ].join("");
  const options = webhookScheme
    ? `Omit<runtime.WebhookVerifierOptions, "scheme"> & Pick<runtime.WebhookReceiverOptions<${pascal}Event>, "eventOf">`
    : `runtime.WebhookReceiverOptions<${pascal}Event>`;
  const scheme = webhookScheme
    ? `/** How the service signs what it sends. */\nexport const webhookScheme: runtime.WebhookScheme = ${memberLines(schemeData(webhookScheme))};\n\n`
    : "";
  const made = webhookScheme
    ? "{\n    eventOf: options.eventOf,\n    verification: new runtime.WebhookVerifier({ ...options, scheme: webhookScheme }),\n  }"
    : "options";
  return `import * as runtime from "@agentflow/core/runtime";
${imports}
export { WebhookError } from "@agentflow/core/runtime";

${types}
/** What the service sends by itself. */
export type ${pascal}Event = ${names};

/** What is done about each event. */
export interface ${pascal}WebhookHandlers {
${handlers.join("")}}

const events: Readonly<Record<${pascal}Event, runtime.WebhookEventDescription>> = {
${described.join("")}};

${scheme}/** Receives what the service sends, and hands each event to its handler. */
export function create${pascal}Webhooks(
  handlers: ${pascal}WebhookHandlers,
  options: ${options},
): runtime.WebhookReceiver<${pascal}Event> {
  return new runtime.WebhookReceiver<${pascal}Event>(events, handlers, ${made});
}
`;
}

/** A scheme as plain JSON, which it is: its own fields are texts, and one object of texts. */
function schemeData(scheme: WebhookScheme): { readonly [key: string]: Json } {
  const given = Object.entries(scheme).filter(([, value]) => value !== undefined);
  return Object.fromEntries<Json>(given as readonly (readonly [string, Json])[]); // see above
}

/** What the runtime must know of an event, as lines of code. */
function eventDescription(event: EventModel, values: string | undefined): string {
  const data = {
    handler: handlerName(event),
    payload: payloadKind(event),
    ...(event.mark && { mark: { ...event.mark } }),
  };
  const head = `  ${keyLiteral(event.name)}: `;
  if (values === undefined) return `${head}${wrappedLiteral(data, "  ", head.length)},\n`;
  const members = memberLines(data, "  ");
  return `${head}${members.slice(0, -"  }".length)}    values: ${values},\n  },\n`;
}

/** `onPetCreated`. */
export function handlerName({ typeName }: EventModel): string {
  return `on${typeName}`;
}

function payloadKind({ payload }: EventModel): "json" | "text" | "bytes" {
  return payload?.kind === "json" || payload?.kind === "text" ? payload.kind : "bytes";
}

function payloadDeclaration(event: EventModel, printer: TypePrinter): string {
  const { payload, typeName } = event;
  const type = {
    json: () => printer.type(payload?.schema ?? true),
    text: () => "string",
    bytes: () => "Uint8Array",
  }[payloadKind(event)]();
  return `${comment(event, "")}export type ${typeName}Payload = ${type};\n`;
}

/** What the document says of an event. */
function comment(
  { summary, description, deprecated, kind, operation }: EventModel,
  indent: string,
): string {
  const parts = [
    summary.trim(),
    description.trim() === summary.trim() ? "" : description.trim(),
    kind === "callback" && operation !== null
      ? `Sent after \`${operation.replaceAll("`", "")}\`.`
      : "",
    deprecated ? "@deprecated" : "",
  ];
  const text = Code.comment(parts.filter((part) => part !== "").join("\n\n"), indent).toString();
  return text === "" ? "" : `${indent}${text}\n`;
}
