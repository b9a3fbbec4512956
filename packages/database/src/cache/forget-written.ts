import { isDatabaseError } from "../errors/database-error.js";
import { keyValues } from "../table/row-key.js";
import type { Session } from "../table/session.js";
import type { TablePlan } from "../table/table-plan.js";
import type { DatabaseCache } from "./database-cache.js";
import { idOfRow, rowId } from "./row-id.js";

/** What a call writes. */
export interface Written {
  /** The call gives back the only row that it has written; else it may have written any. */
  readonly one: boolean;
  /** The key that the call names the row by. */
  readonly key?: unknown;
  /** Keys of the columns that get another value in rows that were there. */
  readonly changed: readonly string[];
  /** Rows are removed. */
  readonly removes?: boolean;
}

/**
 * What a call that writes to one table gives. The rows that it has written are forgotten then: in a transaction when
 * that has taken effect, and all of them when nobody knows whether the call has.
 */
export async function forgettingWritten<Result>(
  session: Session,
  plan: TablePlan,
  written: Written,
  work: Promise<Result>,
): Promise<Result> {
  const { caches } = session.shared;
  if (caches === undefined) return work;
  try {
    const result = await work;
    await forget(caches, session, plan, written, result);
    return result;
  } catch (error) {
    if (isDatabaseError(error)) {
      if (error.outcomeUnknown) {
        await forget(caches, session, plan, { ...written, one: false }, undefined);
      } else if (error.kind === "conflict" || error.kind === "not-found") {
        // Who reads again, to try again, must not get what he had.
        if (written.key !== undefined) await caches.of(plan)?.forget([askedId(written, plan)]);
      }
    }
    throw error;
  }
}

async function forget(
  caches: DatabaseCache,
  session: Session,
  plan: TablePlan,
  written: Written,
  result: unknown,
): Promise<void> {
  const own = caches.of(plan);
  const followers = isFollowed(plan, written) ? caches.followers(plan) : [];
  await Promise.all([
    own && session.forget(own, idsOf(plan, written, result)),
    ...followers.map((cache) => session.forget(cache)),
  ]);
}

/** `undefined`: any row of the table. */
function idsOf(plan: TablePlan, written: Written, result: unknown): string[] | undefined {
  const { primaryKey } = plan;
  if (!written.one || primaryKey.some(({ key }) => written.changed.includes(key))) return undefined;
  return [
    ...(written.key === undefined ? [] : [askedId(written, plan)]),
    ...(typeof result === "object" && result !== null ? [idOfRow(plan, result)] : []),
  ];
}

function askedId({ key }: Written, plan: TablePlan): string {
  return rowId(keyValues(key, plan));
}

/** True when rows of other tables follow: what they refer to is gone, or has another key. */
function isFollowed({ description }: TablePlan, { changed, removes }: Written): boolean {
  return Object.values(description.relations).some(
    ({ follows, columns }) =>
      follows === true && (removes === true || columns.some(([own]) => changed.includes(own))),
  );
}
