import { type Fields, isFields } from "#mini-mongo/bson-values";
import { type Call, type Command, fieldsOf, targetOf } from "#mini-mongo/command";
import { CommandError } from "#mini-mongo/command-error";
import { matches } from "#mini-mongo/match";
import type { Collection, Index } from "#mini-mongo/store";

const create: Command = ({ command: { create: name, ...rest }, database, store }) => {
  store.create(database, String(name), optionsOf(rest));
  return { ok: 1 };
};

const collMod: Command = (call) => {
  const { collMod: name, ...rest } = call.command;
  const collection = collectionOf(call, name);
  collection.options = { ...collection.options, ...optionsOf(rest) };
  return { ok: 1 };
};

const drop: Command = ({ command, database, store }) => {
  if (!store.database(database).delete(String(command["drop"]))) throw notFound();
  return { ok: 1 };
};

const dropDatabase: Command = ({ database, store }) => {
  store.drop(database);
  return { dropped: database, ok: 1 };
};

const createIndexes: Command = (call) => {
  const { createIndexes: name, indexes } = call.command;
  const { collection } = targetOf(call, name);
  const numIndexesBefore = collection.indexes.length;
  for (const index of fieldsOf(indexes)) {
    if (collection.indexes.some((each) => each.name === index["name"])) continue;
    collection.indexes.push({ v: 2, ...index } as unknown as Index); // as clients write them
  }
  return { numIndexesBefore, numIndexesAfter: collection.indexes.length, ok: 1 };
};

const listIndexes: Command = (call) => {
  const { indexes, name } = collectionOf(call, call.command["listIndexes"]);
  return call.cursors.open(indexes, `${call.database}.${name}`);
};

const listCollections: Command = ({ command: { filter }, database, store, cursors }) => {
  const all = [...store.database(database).values()].map(({ name, type, options }) => ({
    name,
    type,
    options,
    info: { readOnly: type === "view" },
  }));
  const found = isFields(filter) ? all.filter((each) => matches(each, filter)) : all;
  return cursors.open(found, `${database}.$cmd.listCollections`);
};

export const schemaCommands: Readonly<Record<string, Command>> = {
  create,
  collMod,
  drop,
  dropDatabase,
  createIndexes,
  listIndexes,
  listCollections,
};

function collectionOf({ store, database }: Call, name: unknown): Collection {
  const collection = store.find(database, String(name));
  if (collection === undefined) throw notFound();
  return collection;
}

/** Fields of every command's way, which are no options of a collection. */
const ofItsWay: ReadonlySet<string> = new Set([
  "lsid",
  "writeConcern",
  "readConcern",
  "comment",
  "txnNumber",
]);

function optionsOf(rest: Fields): Fields {
  return Object.fromEntries(
    Object.entries(rest).filter(([name]) => !name.startsWith("$") && !ofItsWay.has(name)),
  );
}

function notFound(): CommandError {
  return new CommandError(26, "NamespaceNotFound", "ns not found");
}
