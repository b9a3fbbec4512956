/** A filter, an order or a selection that makes no sense for its collection. */
export class FilterError extends Error {}
