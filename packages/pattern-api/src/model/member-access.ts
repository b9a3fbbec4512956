import type { Json } from "@agentflow/core";
import { isJsonObject, type JsonObject } from "../document/json-object.js";
import { type Follow, schemasOfValue } from "./member-schema.js";
import type { Direction } from "./schema-use.js";

/**
 * Whether a member stands only in answers (`readOnly`) or only in requests (`writeOnly`), and so is hidden from the
 * other side. Remembers what it found: documents refer to the same schemas from many members.
 */
export class MemberAccess {
  readonly #follow: Follow;
  readonly #known = new WeakMap<JsonObject, Direction | "both">();

  constructor(follow: Follow) {
    this.#follow = follow;
  }

  /** True for a member that one side alone gives. */
  isOneSided(member: Json): boolean {
    return isJsonObject(member) && this.#seenIn(member) !== "both";
  }

  isHidden(member: Json, from: Direction): boolean {
    if (!isJsonObject(member)) return false;
    const seen = this.#seenIn(member);
    return seen !== "both" && seen !== from;
  }

  #seenIn(member: JsonObject): Direction | "both" {
    const { readOnly, writeOnly, $ref, allOf } = member;
    // Nearly every member says neither, and refers to nothing that could.
    if ($ref === undefined && allOf === undefined) return seenIn(readOnly, writeOnly);
    const known = this.#known.get(member);
    if (known !== undefined) return known;
    const said = [...schemasOfValue(member, this.#follow)].filter(isJsonObject);
    const seen = seenIn(
      said.some((schema) => schema["readOnly"] === true),
      said.some((schema) => schema["writeOnly"] === true),
    );
    this.#known.set(member, seen);
    return seen;
  }
}

/** What says both contradicts itself, and is shown to both. */
function seenIn(readOnly: Json | undefined, writeOnly: Json | undefined): Direction | "both" {
  if ((readOnly === true) === (writeOnly === true)) return "both";
  return readOnly === true ? "answer" : "request";
}
