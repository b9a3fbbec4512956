export interface Charge {
  id: string;
  amount: number;
}

export interface ErrorSchema {
  error: {
    type:
      | "api_error"
      | "card_error"
      | "idempotency_error"
      | "invalid_request_error"
      | (string & {});
    code?: string | undefined;
    decline_code?: string | undefined;
    param?: string | undefined;
    message?: string | undefined;
  };
}

export interface Event {
  id: string;
  type: string;
  data: {
    object: { [key: string]: unknown };
  };
}
