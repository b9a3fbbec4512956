export type { DatabaseModel } from "./model/database-model.js";
