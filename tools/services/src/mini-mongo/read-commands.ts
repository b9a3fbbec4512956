import { type Fields, identity, isFields, numberOf } from "#mini-mongo/bson-values";
import { type Call, type Command, documentsOf, fieldsOf } from "#mini-mongo/command";
import { matches } from "#mini-mongo/match";
import { valuesAt } from "#mini-mongo/paths";
import { aggregated, projected, sorted } from "#mini-mongo/read";

const find: Command = (call) => {
  const { command, database, cursors } = call;
  const { filter, sort, skip, limit, projection, batchSize, singleBatch } = command;
  const all = found(call, command["find"], filter);
  const ordered = isFields(sort) ? sorted(all, sort) : all;
  const start = numberOf(skip) ?? 0;
  const count = numberOf(limit);
  const some = ordered.slice(start, count ? start + Math.abs(count) : undefined);
  const result = isFields(projection) ? some.map((each) => projected(each, projection)) : some;
  const namespace = `${database}.${String(command["find"])}`;
  return cursors.open(result, namespace, batchSize, singleBatch === true);
};

const aggregate: Command = (call) => {
  const { command, database, cursors } = call;
  const { pipeline, cursor } = command;
  const name = typeof command["aggregate"] === "string" ? command["aggregate"] : "";
  const result = aggregated(documentsOf(call, name), fieldsOf(pipeline), (other) =>
    documentsOf(call, other),
  );
  const batchSize = isFields(cursor) ? cursor["batchSize"] : undefined;
  return cursors.open(result, `${database}.${name}`, batchSize);
};

const count: Command = (call) => {
  const { count: name, query } = call.command;
  return { n: found(call, name, query).length, ok: 1 };
};

const distinct: Command = (call) => {
  const { distinct: name, query, key } = call.command;
  const values = found(call, name, query)
    .flatMap((each) => valuesAt(each, String(key)))
    .flat();
  const given = values.filter((each) => each !== undefined);
  const different = new Map(given.map((each) => [identity(each), each]));
  return { values: [...different.values()], ok: 1 };
};

export const readCommands: Readonly<Record<string, Command>> = {
  find,
  aggregate,
  count,
  distinct,
  getMore: ({ command, cursors }) => cursors.next(command),
  killCursors: ({ command, cursors }) => cursors.kill([command["cursors"] ?? []].flat()),
};

function found(call: Call, name: unknown, filter: unknown): readonly Fields[] {
  const documents = documentsOf(call, String(name));
  return isFields(filter) ? documents.filter((each) => matches(each, filter)) : documents;
}
