import type { SchemaObject } from "../../model/schema-object.js";
import { inOrder } from "../../drift/object-order.js";
import { parseCreateTable } from "../create-table/parse-create-table.js";
import type { CreateTable } from "../create-table/create-table.js";
import { nameOf } from "./statement-name.js";

/** A table that stays, as it is and as it is to be. */
export interface StayingTable {
  /** Quoted. */
  readonly quoted: string;
  /** For people: `shop.orders`. */
  readonly name: string;
  readonly before: CreateTable;
  readonly after: CreateTable;
}

/** A table that comes or goes. */
export interface MovingTable {
  readonly object: SchemaObject;
  /** Quoted. */
  readonly quoted: string;
  readonly table: CreateTable;
}

/** What has to happen for one schema to become another. */
export class SchemaChange {
  /** By name, without quotes. */
  readonly staying: ReadonlyMap<string, StayingTable>;
  readonly droppedTables: ReadonlyMap<string, MovingTable>;
  readonly madeTables: ReadonlyMap<string, MovingTable>;
  /** Each after what it needs. What is replaced keeps the privileges on it. */
  readonly made: readonly SchemaObject[];
  readonly replaced: ReadonlySet<SchemaObject>;
  /** What needs others first. */
  readonly dropped: readonly SchemaObject[];
  /** What a person has to do, because how an object is made is not read of one schema or both. */
  readonly byHand: readonly string[];
  readonly from: ReadonlyMap<string, SchemaObject>;

  constructor(from: readonly SchemaObject[], to: readonly SchemaObject[]) {
    const [old, wanted] = [byId(from), byId(to)];
    this.from = old;
    const unread = new Map(
      to.flatMap((object) => {
        const text = object.byHand ?? old.get(object.id)?.byHand;
        return text === undefined ? [] : [[object, text] as const];
      }),
    );
    this.byHand = [...unread].flatMap(([object, text]) =>
      formOf(old.get(object.id)) === formOf(object) ? [] : [text],
    );
    const left = new Set([...unread.keys()].map(({ id }) => id));
    const present = from.filter(({ id }) => !left.has(id));
    const future = to.filter(({ id }) => !left.has(id));
    const again = triggersAgain(inOrder(future), old, wanted);
    const going = present.filter(({ id }) => !wanted.has(id) || again.has(id));
    const coming = future.filter(({ id }) => !old.has(id) || again.has(id));
    this.droppedTables = movingTables(going);
    this.madeTables = movingTables(coming);
    this.staying = stayingTables(present, wanted);
    this.replaced = new Set(
      future.filter((object) => {
        const before = old.get(object.id);
        return (
          before !== undefined &&
          object.kind !== "table" &&
          !again.has(object.id) &&
          formOf(before) !== formOf(object)
        );
      }),
    );
    const isMade = new Set([...coming, ...this.replaced]);
    this.made = inOrder(future).filter((object) => object.kind !== "table" && isMade.has(object));
    this.dropped = inOrder(present)
      .filter((object) => object.kind !== "table" && going.includes(object))
      .toReversed();
  }
}

/** Ids of triggers of which others of their kind are to be, or that run at another place among those of their table. */
function triggersAgain(
  ordered: readonly SchemaObject[],
  old: ReadonlyMap<string, SchemaObject>,
  wanted: ReadonlyMap<string, SchemaObject>,
): ReadonlySet<string> {
  const again = new Set<string>();
  for (const { id, kind, needs } of ordered) {
    if (kind !== "trigger" || !old.has(id)) continue;
    const isMoved = needs.some((need) => again.has(need) || !old.has(need));
    if (isMoved || formOf(old.get(id)) !== formOf(wanted.get(id))) again.add(id);
  }
  return again;
}

function byId(objects: readonly SchemaObject[]): ReadonlyMap<string, SchemaObject> {
  return new Map(objects.map((object) => [object.id, object]));
}

/** Two of one form are the same. What a view needs, its statement says. */
function formOf(object: SchemaObject | undefined): string {
  if (object === undefined) return "";
  const { kind, create, byHand, needs } = object;
  return JSON.stringify([create, byHand, kind === "trigger" ? needs : []]);
}

function movingTables(objects: readonly SchemaObject[]): ReadonlyMap<string, MovingTable> {
  return new Map(
    objects
      .filter(({ kind }) => kind === "table")
      .map((object) => [nameOf(object.id), { object, ...parsed(object) }]),
  );
}

function stayingTables(
  from: readonly SchemaObject[],
  wanted: ReadonlyMap<string, SchemaObject>,
): ReadonlyMap<string, StayingTable> {
  return new Map(
    from.flatMap((object) => {
      const after = wanted.get(object.id);
      if (object.kind !== "table" || after === undefined) return [];
      const { quoted, table } = parsed(object);
      return [
        [
          nameOf(object.id),
          { quoted, name: after.name, before: table, after: parsed(after).table },
        ] as const,
      ];
    }),
  );
}

function parsed({ id, create: [sql = ""] }: SchemaObject): Pick<MovingTable, "quoted" | "table"> {
  return { quoted: id.slice(id.indexOf(" ") + 1), table: parseCreateTable(sql) };
}
