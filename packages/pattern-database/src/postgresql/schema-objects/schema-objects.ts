import type { SchemaObject } from "../../model/schema-object.js";
import type { Catalogue, ObjectId } from "../catalogue/catalogue.js";
import { sqlName } from "../catalogue/sql-literal.js";
import type { CatalogueIndex } from "../model/catalogue-index.js";
import type { SchemaSelection } from "../schema-sql/schema-sql.js";
import { SchemaParts } from "../schema-sql/schema-parts.js";
import { dropStatement, extensionId, ObjectList, schemaId } from "./object-list.js";
import { addBehaviour, addFunctions, addSequences, addViews } from "./routine-objects.js";
import { addTables } from "./table-objects.js";
import { addTypes } from "./type-objects.js";

/** Every object of what was selected, as SQL makes it and takes it away; sorted by id. */
export function schemaObjects(
  catalogue: Catalogue,
  index: CatalogueIndex,
  { schemas, types }: SchemaSelection,
): readonly SchemaObject[] {
  const list = new ObjectList(catalogue, new SchemaParts(catalogue, index));
  addSchemas(list);
  addExtensions(list);
  addTypes(list, types);
  addTables(list);
  addViews(list);
  addFunctions(list, schemas);
  const owners = new Map(catalogue.sequences.map((row) => [row.id, row]));
  addSequences(list, (id: ObjectId) => {
    const row = owners.get(id);
    if (row === undefined) return false;
    return row.owner === null ? schemas.has(row.schema) : index.relations.has(row.owner);
  });
  addBehaviour(list);
  return list.all();
}

function addSchemas(list: ObjectList): void {
  const { schemas, schemaIds } = list.catalogue.server;
  for (const [position, name] of schemas.entries()) {
    const id = schemaId(name);
    list.add({
      kind: "schema",
      id,
      name,
      create: [`CREATE SCHEMA ${sqlName(name)}`],
      drop: dropStatement(id),
      comment: list.index.comment("schema", schemaIds[position] ?? 0),
    });
  }
}

function addExtensions(list: ObjectList): void {
  for (const { name, version, schema } of list.catalogue.extensions) {
    const id = extensionId(name);
    list.add({
      kind: "extension",
      id,
      name,
      needs: [schemaId(schema)],
      create: [`CREATE EXTENSION ${sqlName(name)} WITH SCHEMA ${sqlName(schema)}`],
      drop: dropStatement(id),
      alter: `ALTER EXTENSION ${sqlName(name)} UPDATE TO ${sqlName(version)}`,
    });
    list.add({
      kind: "extension schema",
      id: `SCHEMA OF ${id}`,
      name,
      partOf: id,
      needs: [id, schemaId(schema)],
      create: [`ALTER EXTENSION ${sqlName(name)} SET SCHEMA ${sqlName(schema)}`],
    });
  }
}
