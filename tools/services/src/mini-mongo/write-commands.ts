import { type Fields, identity, isFields, numberOf } from "#mini-mongo/bson-values";
import { type Command, fieldsOf, targetOf } from "#mini-mongo/command";
import { CommandError } from "#mini-mongo/command-error";
import { matches } from "#mini-mongo/match";
import { sorted } from "#mini-mongo/read";
import { fromFilter, updated } from "#mini-mongo/update";
import { insertDocument, keyOf, replaceDocument, type Target } from "#mini-mongo/write";

const insert: Command = (call) => {
  const { insert: name, documents } = call.command;
  const target = targetOf(call, name);
  return batch(call.command, documents, (document) => {
    insertDocument(target, document);
    return { n: 1 };
  });
};

const update: Command = (call) => {
  const { update: name, updates } = call.command;
  const target = targetOf(call, name);
  return batch(call.command, updates, ({ q, u, multi, upsert }) => {
    const found = matching(target, q);
    if (found.length === 0 && upsert === true) {
      return { n: 1, upserted: insertDocument(target, newDocument(q, u))["_id"] };
    }
    const chosen = multi === true ? found : found.slice(0, 1);
    let nModified = 0;
    for (const each of chosen) {
      const after = updated(each, u);
      if (identity(after) === identity(each)) continue;
      replaceDocument(target, each, after);
      nModified += 1;
    }
    return { n: chosen.length, nModified };
  });
};

const remove: Command = (call) => {
  const { delete: name, deletes } = call.command;
  const target = targetOf(call, name);
  return batch(call.command, deletes, ({ q, limit }) => {
    const found = matching(target, q);
    const chosen = numberOf(limit) === 1 ? found.slice(0, 1) : found;
    for (const each of chosen) target.documents.delete(keyOf(each));
    return { n: chosen.length };
  });
};

const findAndModify: Command = (call) => {
  const { query, sort, update: changes, remove: removing, upsert, new: after } = call.command;
  const target = targetOf(call, call.command["findAndModify"]);
  const found = matching(target, query);
  const [before] = isFields(sort) ? sorted(found, sort) : found;
  if (before === undefined) {
    if (upsert !== true) return answer(null, { n: 0, updatedExisting: false });
    const inserted = insertDocument(target, newDocument(query, changes));
    const lastErrorObject = { n: 1, updatedExisting: false, upserted: inserted["_id"] };
    return answer(after === true ? inserted : null, lastErrorObject);
  }
  if (removing === true) {
    target.documents.delete(keyOf(before));
    return answer(before, { n: 1 });
  }
  const changed = updated(before, changes);
  replaceDocument(target, before, changed);
  return answer(after === true ? changed : before, { n: 1, updatedExisting: true });
};

export const writeCommands: Readonly<Record<string, Command>> = {
  insert,
  update,
  delete: remove,
  findAndModify,
};

function matching({ documents }: Target, filter: unknown): readonly Fields[] {
  const all = [...documents.values()];
  return isFields(filter) ? all.filter((each) => matches(each, filter)) : all;
}

function newDocument(filter: unknown, changes: unknown): Fields {
  return updated(fromFilter(isFields(filter) ? filter : {}), changes, true);
}

function answer(value: Fields | null, lastErrorObject: Fields): Fields {
  return { value, lastErrorObject, ok: 1 };
}

/** Writes one after the other; the first that fails ends them, unless they have no order. */
function batch(command: Fields, items: unknown, write: (item: Fields) => Fields): Fields {
  const totals = { n: 0, nModified: 0 };
  const writeErrors: Fields[] = [];
  const upserted: Fields[] = [];
  for (const [index, item] of fieldsOf(items).entries()) {
    try {
      const done = write(item);
      totals.n += numberOf(done["n"]) ?? 0;
      totals.nModified += numberOf(done["nModified"]) ?? 0;
      if (done["upserted"] !== undefined) upserted.push({ index, _id: done["upserted"] });
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      // In a transaction it is the command that fails.
      if (command["autocommit"] === false) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.details });
      if (command["ordered"] !== false) break;
    }
  }
  return {
    ...totals,
    ok: 1,
    ...(upserted.length > 0 && { upserted }),
    ...(writeErrors.length > 0 && { writeErrors }),
  };
}
