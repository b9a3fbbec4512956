import type { WebhookMark } from "@agentflow/core/runtime";
import type { EventModel } from "../model/api-model.js";
import type { SchemaView } from "../paging/schema-view.js";
import { onlyValue } from "./read-events.js";

/** Events with what tells them apart: a header field or a property of the body with another value for each of them. */
export function markEvents(events: readonly EventModel[], view: SchemaView): readonly EventModel[] {
  const marks = events.map((event) => candidates(event, view));
  const [first = []] = marks;
  const shared = first.find((mark) => {
    const same = marks.map((each) => each.find((other) => isSamePlace(mark, other))?.value);
    return same.every((value) => value !== undefined) && new Set(same).size === same.length;
  });
  if (shared === undefined) return events;
  return events.map((event, index) => ({
    ...event,
    mark: marks[index]?.find((mark) => isSamePlace(mark, shared)) ?? null,
  }));
}

function isSamePlace(left: WebhookMark, right: WebhookMark): boolean {
  return left.in === right.in && left.name === right.name;
}

function candidates({ headers, payload }: EventModel, view: SchemaView): readonly WebhookMark[] {
  const inHeaders = headers.flatMap(({ name, value }): WebhookMark[] =>
    value === null ? [] : [{ in: "header", name, value }],
  );
  const properties =
    payload?.kind === "json" && payload.schema !== null
      ? [...view.declarations(payload.schema)]
      : [];
  const inBody = properties.flatMap(([name, schemas]): WebhookMark[] =>
    schemas.flatMap((schema): WebhookMark[] => {
      const value = onlyValue(view.target(schema) ?? null);
      return value === null ? [] : [{ in: "body", name, value }];
    }),
  );
  return [...inHeaders, ...inBody];
}
