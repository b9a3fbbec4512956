import { DatabaseError } from "../../errors/database-error.js";

export function chunks<Each>(all: readonly Each[], size: number): readonly (readonly Each[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

/** DynamoDB left a part of a batch over, because the table is busy: that part is sent again. */
export class Unprocessed extends DatabaseError {
  constructor(count: number, table: string) {
    const message = `DynamoDB left ${count} of a batch undone, because the table is busy.`;
    super(message, { kind: "connection", table, retryable: true });
  }
}
