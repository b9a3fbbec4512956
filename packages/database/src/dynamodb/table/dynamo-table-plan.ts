import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { checkedAt, within } from "../../documents/field-error.js";
import { checkNames, type Place, placeError, plainObject } from "../../documents/place.js";
import type { DatabaseError } from "../../errors/database-error.js";
import type { DatabaseErrorKind } from "../../errors/database-error-kind.js";
import { shown } from "../../table/usage-error.js";
import type { Expression } from "../expression/expression.js";
import type { FilterPlace } from "../expression/filter-expression.js";
import { decodeAttribute, encodeAttribute } from "../item/attribute-codec.js";
import { checkedName } from "../item/any-codec.js";
import type { AttributeKind } from "../item/dynamo-value.js";
import type { DynamoTableDescription, KeyDescription } from "./dynamo-table-description.js";

/** All that calls need of a table. */
export class DynamoTablePlan {
  readonly description: DynamoTableDescription;
  /** Key in the database's tables. */
  readonly key: string;
  readonly place: Place;
  readonly #kinds: ReadonlyMap<string, AttributeKind>;

  constructor(key: string, description: DynamoTableDescription) {
    this.key = key;
    this.description = description;
    this.place = { what: "table", name: description.name };
    this.#kinds = new Map(description.attributes.map(({ name, kind }) => [name, kind]));
  }

  /** Attributes of the primary key. */
  get keyNames(): readonly string[] {
    return namesOf(this.description);
  }

  kindOf(attribute: string): AttributeKind {
    return this.#kinds.get(attribute) ?? "any";
  }

  /** @throws {DatabaseError} kind "syntax" when there is no such index */
  index(name: unknown): KeyDescription {
    const index = this.description.indexes.find((each) => each.name === name);
    if (index === undefined) throw this.error(`There is no index ${shown(String(name))}`);
    return index;
  }

  /** @throws {DatabaseError} kind "syntax" or "data" when it is no key of this table */
  encodeKey(key: unknown): Record<string, AttributeValue> {
    const given = plainObject(key, "A key", this.place);
    const names = this.keyNames;
    const other = Object.keys(given).find((name) => !names.includes(name));
    if (other !== undefined) throw this.error(`The key has no ${shown(other)}`);
    return this.#record(names.map((name) => [name, given[name]] as const));
  }

  /** @throws {DatabaseError} kind "data" when a value cannot be stored */
  encodeItem(item: unknown, what: string): Record<string, AttributeValue> {
    const given = plainObject(item, what, this.place);
    return this.#record(Object.entries(given).filter(([, value]) => value !== undefined));
  }

  decode(item: Record<string, AttributeValue>): object {
    return checkedAt(this.place, () =>
      Object.fromEntries(
        Object.entries(item).map(([name, value]) => [
          name,
          within(name, () => decodeAttribute(value, this.kindOf(name))),
        ]),
      ),
    );
  }

  /** Runs a step that checks what a call was given. */
  checked<Result>(step: () => Result): Result {
    return checkedAt(this.place, step);
  }

  filterPlace(expression: Expression): FilterPlace {
    return {
      expression,
      kindOf: (attribute) => this.kindOf(attribute),
      error: (problem) => this.error(problem),
    };
  }

  checkOptions(options: unknown, known: ReadonlySet<string>, name: string): void {
    checkNames(options, known, name, this.place);
  }

  error(problem: string, kind?: DatabaseErrorKind): DatabaseError {
    return placeError(this.place, problem, kind);
  }

  #record(entries: readonly (readonly [string, unknown])[]): Record<string, AttributeValue> {
    return checkedAt(this.place, () =>
      // Own properties, whatever their names.
      Object.fromEntries(
        entries.map(([name, value]) => [
          checkedName(name),
          within(name, () => encodeAttribute(value, this.kindOf(name))),
        ]),
      ),
    );
  }
}

function namesOf({ partitionKey, sortKey }: KeyDescription): readonly string[] {
  return sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
}
