import type { DatabaseModel } from "../../model/database-model.js";

interface InSchema {
  readonly schema: string;
}

/**
 * A model as it would be if its database had another name: a schema is a database here, and staging's may be called
 * otherwise than production's.
 */
export function underName(model: DatabaseModel, name: string): DatabaseModel {
  const own = model.defaultSchema;
  const named = (schema: string): string => (schema === own ? name : schema);
  const all = <One extends InSchema>(list: readonly One[]): readonly One[] =>
    list.map((one) => ({ ...one, schema: named(one.schema) }));
  return {
    ...model,
    defaultSchema: name,
    schemas: model.schemas.map(named),
    tables: all(model.tables).map((table) => ({
      ...table,
      columns: table.columns.map((column) => ({
        ...column,
        type: { ...column.type, schema: named(column.type.schema) },
      })),
      foreignKeys: table.foreignKeys.map((key) => ({
        ...key,
        referencedSchema: named(key.referencedSchema),
      })),
    })),
    enums: all(model.enums),
    sequences: all(model.sequences),
    functions: all(model.functions),
    objects: model.objects.map((object) => ({
      ...object,
      // Of the database itself, its name alone; of all else, its name before theirs.
      name: `${name}${object.name.slice(own.length)}`,
    })),
  };
}
