import type { DatabaseKind } from "../dialect/database-kind.js";
import type { MongodbModel } from "./model/mongodb-model.js";
import { mongodbAddress } from "./mongodb-address.js";
import { mongodbSubtasks } from "./mongodb-subtasks.js";

/** MongoDB on a server: from validators and, where there is none, from documents. */
export const mongodb: DatabaseKind<MongodbModel> = {
  title: "MongoDB",
  address: mongodbAddress,
  drivers: ["mongodb"],
  async loadReader() {
    const { readMongodb } = await import("./read-mongodb.js");
    return readMongodb;
  },
  subtasks: mongodbSubtasks,
};
