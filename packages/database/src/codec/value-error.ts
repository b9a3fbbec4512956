/**
 * A value that cannot be written, or a text that cannot be read. The reason completes "The value of …" and holds
 * nothing of the value, which may be private. Whoever knows the column makes a `DatabaseError` of it.
 */
export class ValueError extends Error {
  override readonly name = "ValueError";
}
