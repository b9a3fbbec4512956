/** How values of one type go to the database and come back. */
export interface ValueCodec {
  /** Whether a value of the database is of this type. */
  stores(value: unknown): boolean;
  /** Whether a program's value can be meant for this type, among others. */
  takes(value: unknown): boolean;
  /** @throws FieldError when the value is none of this type */
  encode(value: unknown): unknown;
  /** Values of other types come as `any` has them: documents may hold what nobody described. */
  decode(value: unknown): unknown;
}
