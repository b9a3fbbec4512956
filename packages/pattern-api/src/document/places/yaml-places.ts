import { type Event, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE } from "js-yaml";
import { depthLimit } from "../nesting.js";
import { found, type WantedPlace } from "./wanted-place.js";

/** A collection that is open, and which of its values comes next. */
interface OpenCollection {
  readonly kind: "document" | "sequence" | "mapping";
  readonly wanted: WantedPlace | undefined;
  /** Keys and values of a mapping count both. */
  count: number;
  /** In a mapping, what the value after a key is. */
  member: WantedPlace | undefined;
}

/** Looks for places in a text that is YAML. What an alias or a merge key stands for is placed where it is used. */
export function findYamlPlaces(text: string, root: WantedPlace): void {
  const open: OpenCollection[] = [];
  for (const event of parseEvents(text, { maxDepth: depthLimit })) {
    if (event.type === EVENT_ID.POP) {
      open.pop();
      continue;
    }
    if (event.type === EVENT_ID.DOCUMENT) {
      open.push({ kind: "document", wanted: root, count: 0, member: undefined });
      continue;
    }
    const wanted = placeOf(event, open.at(-1), text);
    if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
      const kind = event.type === EVENT_ID.SEQUENCE ? "sequence" : "mapping";
      open.push({ kind, wanted, count: 0, member: undefined });
    }
  }
}

type NodeEvent = Exclude<Event, { type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP }>;

/** The wanted place that a node is the value of; notes where it is. */
function placeOf(
  event: NodeEvent,
  holder: OpenCollection | undefined,
  text: string,
): WantedPlace | undefined {
  if (!holder) return undefined;
  const index = holder.count;
  holder.count += 1;
  if (holder.kind === "mapping") {
    if (index % 2 === 1) return holder.member;
    const isName = event.type === EVENT_ID.SCALAR;
    holder.member = isName ? holder.wanted?.below.get(getScalarValue(text, event)) : undefined;
    if (holder.member) found(holder.member, offsetOfNode(event));
    return undefined;
  }
  const place =
    holder.kind === "document" ? holder.wanted : holder.wanted?.below.get(String(index));
  if (place) found(place, offsetOfNode(event));
  return place;
}

/** Where a node begins, with its quotation mark or asterisk. */
function offsetOfNode(event: NodeEvent): number {
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  if (event.type !== EVENT_ID.SCALAR) return event.start;
  const isQuoted =
    event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  return isQuoted ? event.valueStart - 1 : event.valueStart;
}
