export interface ErrorSchema {
  code?: number | null | undefined;
}
