import {
  cellCode,
  firstParagraph,
  inlineCode,
  type PlannedFile,
  plainText,
  tableRow,
} from "@agentflow/core";
import { serviceNames } from "../client/service-names.js";
import type { ApiModel } from "../model/api-model.js";
import { handlerName } from "./webhook-files.js";

/** Title of the page, which is linked by it. */
export const eventsTitle = "Events";

/** `docs/events.md`: what the service sends by itself, and how it is received. */
export function webhookGuide(model: ApiModel): readonly PlannedFile[] {
  const page = model.guides.find(({ title }) => title === eventsTitle);
  if (model.events.length === 0 || page === undefined) return [];
  const { pascal, packageName } = serviceNames(model.name);
  const [first] = model.events;
  const rows = model.events.map((event) => {
    const about = plainText(event.summary) || firstParagraph(event.description);
    return tableRow(cellCode(event.name), cellCode(handlerName(event)), cellCode(event.id), about);
  });
  const options = model.webhookScheme
    ? `{ secrets: secret("WEBHOOK_SECRET") }`
    : `{ verification: "none" }`;
  const verification = model.webhookScheme
    ? "Signatures are checked as the service's description says; a delivery that is not signed, too old or changed is refused with a `WebhookError`."
    : 'The description does not say how deliveries are signed. `"none"` believes everybody: give a `WebhookVerifier` of `@agentflow/core/runtime` as `verification` where the service signs.';
  const text = `# ${eventsTitle}

What the service sends by itself.

\`\`\`ts
import { create${pascal}Webhooks } from "${packageName}/webhooks";

const webhooks = create${pascal}Webhooks(
  { ${first ? handlerName(first) : "onEvent"}: (payload) => console.log(payload) },
  ${options},
);
const { handled } = await webhooks.receive({ headers: request.headers, body: rawBody });
\`\`\`

${verification} Which event a delivery is, is known by its body or headers where the description gives each event another value there; else pass ${inlineCode("receive(request, event)")} the name, or give ${inlineCode("eventOf")}.

| Event | Handler | | |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
  return [{ kind: "text", path: page.path, text }];
}

/** The README of a package for a service that only sends. */
export function webhookReadme(model: ApiModel): PlannedFile {
  const { name, title, version, description, events } = model;
  const about = firstParagraph(description);
  const text = `# ${plainText(name)} events

What ${plainText(name)} sends by itself, typed: ${events.length} ${events.length === 1 ? "event" : "events"}. AgentFlow generated it from the service's own description, “${plainText(title)}” ${inlineCode(version)}. It is yours: every file may be read, edited and committed.
${about === "" ? "" : `\n${about}\n`}
[Events](docs/events.md) lists them, and shows how they are received.

## Install

In this folder:

\`\`\`sh
npm install
npm run build
\`\`\`

Then add the folder to your project, as a workspace or with \`npm install ./path/to/this/folder\`.

## Tests

\`\`\`sh
npm test
npm run typecheck
\`\`\`
`;
  return { kind: "text", path: "README.md", text };
}
