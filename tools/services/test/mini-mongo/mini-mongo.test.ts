import { Decimal128, Double, Int32, Long, MongoClient, ObjectId } from "mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MiniMongo, startMiniMongo } from "#mini-mongo/server";

describe("the fake of MongoDB, through the official client", () => {
  let server: MiniMongo;
  let client: MongoClient;
  beforeAll(async () => {
    server = await startMiniMongo();
    client = await MongoClient.connect(server.url);
  });
  afterAll(async () => {
    await client.close();
    await server.stop();
  });
  const collection = (name: string) => client.db("shop").collection(name);

  it("keeps the types of numbers", async () => {
    const given = {
      _id: new ObjectId(),
      int: new Int32(5),
      double: new Double(5),
      long: Long.fromString("9223372036854775807"),
      decimal: Decimal128.fromString("1.10"),
    };
    await collection("numbers").insertOne(given);
    const found = await collection("numbers").findOne({}, { promoteValues: false });
    expect(found).toEqual(given);
  });

  it("hands out long results a batch at a time, and forgets cursors that are closed", async () => {
    await collection("many").insertMany(Array.from({ length: 250 }, (_, n) => ({ n })));
    const all = await collection("many").find().sort({ n: -1 }).toArray();
    expect(all.map(({ n }) => n as number)).toEqual(Array.from({ length: 250 }, (_, n) => 249 - n));
    const cursor = collection("many").find();
    await cursor.next();
    expect(server.openCursors).toBe(1);
    await cursor.close();
    expect(server.openCursors).toBe(0);
  });

  it.each([
    [{ n: { $gt: 3, $lte: 5 } }, [4, 5]],
    [{ n: { $in: [1, 9] } }, [1, 9]],
    [{ n: { $nin: [0, 1, 2, 3, 4, 5, 6, 7] } }, [8, 9]],
    [{ $or: [{ n: 1 }, { name: { $regex: "^N8", $options: "i" } }] }, [1, 8]],
    [{ $nor: [{ n: { $lt: 9 } }] }, [9]],
    [{ n: { $not: { $gte: 1 } } }, [0]],
    [{ tags: "t7" }, [7]],
    [{ tags: { $size: 2 } }, [3]],
    [{ items: { $elemMatch: { a: 1, b: { $gt: 1 } } } }, [2]],
    [{ "deep.value": { $exists: true } }, [5]],
    [{ "items.1.b": 9 }, [2]],
    [{ deep: { $type: "object" } }, [5]],
    [{ absent: null, n: 6 }, [6]],
    [{ n: { $ne: 0 }, $and: [{ n: { $lt: 2 } }] }, [1]],
  ])("finds what %j means", async (filter, wanted) => {
    const name = "filters";
    if ((await collection(name).countDocuments()) === 0) {
      const documents = Array.from({ length: 10 }, (_, n) => ({
        n,
        name: `n${n}`,
        tags: n === 3 ? ["a", "b"] : [`t${n}`],
        ...(n === 5 && { deep: { value: null } }),
        ...(n === 2 && {
          items: [
            { a: 1, b: 2 },
            { a: 2, b: 9 },
          ],
        }),
      }));
      await collection(name).insertMany(documents);
    }
    const found = await collection(name).find(filter).sort({ n: 1 }).toArray();
    expect(found.map(({ n }) => n as number)).toEqual(wanted);
  });

  it("holds unique indexes, and says which key was doubled", async () => {
    await collection("users").createIndex({ email: 1 }, { unique: true });
    await collection("users").insertOne({ email: "a@example.org" });
    await expect(collection("users").insertOne({ email: "a@example.org" })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { email: 1 },
    });
    expect(await collection("users").indexes()).toMatchObject([
      { name: "_id_" },
      { name: "email_1", unique: true },
    ]);
  });

  it("holds validators, moderate ones only for documents that met them", async () => {
    await collection("old").insertOne({ n: "text" });
    const validator = {
      $jsonSchema: {
        bsonType: "object",
        required: ["n"],
        properties: { n: { bsonType: "int", minimum: 1 } },
      },
    };
    await client.db("shop").command({ collMod: "old", validator, validationLevel: "moderate" });
    await collection("old").updateOne({ n: "text" }, { $set: { other: 1 } });
    await expect(collection("old").insertOne({ n: 0 })).rejects.toMatchObject({
      code: 121,
      errInfo: {
        details: {
          operatorName: "$jsonSchema",
          schemaRulesNotSatisfied: [
            {
              operatorName: "properties",
              propertiesNotSatisfied: [
                { propertyName: "n", details: [{ operatorName: "minimum" }] },
              ],
            },
          ],
        },
      },
    });
    await expect(collection("old").insertOne({})).rejects.toMatchObject({ code: 121 });
    const [listed] = await client.db("shop").listCollections({ name: "old" }).toArray();
    expect(listed).toMatchObject({ options: { validator, validationLevel: "moderate" } });
  });

  it("updates, upserts, replaces and deletes", async () => {
    const things = collection("things");
    const { upsertedId } = await things.updateOne(
      { key: { $eq: "a" } },
      { $set: { "deep.x": 1 }, $setOnInsert: { made: true }, $inc: { n: 1 } },
      { upsert: true },
    );
    expect(await things.findOne({ made: true })).toMatchObject({
      key: "a",
      deep: { x: 1 },
      made: true,
      n: 1,
    });
    const after = await things.findOneAndUpdate(
      { key: "a" },
      { $inc: { n: 2 }, $unset: { deep: "" }, $push: { list: 1 as never } },
      { returnDocument: "after" },
    );
    expect(after).toEqual({ _id: upsertedId, key: "a", made: true, n: 3, list: [1] });
    await things.replaceOne({ key: "a" }, { key: "b" });
    expect(await things.distinct("key")).toEqual(["b"]);
    expect(await things.deleteMany({})).toMatchObject({ deletedCount: 1 });
  });

  it("commits transactions, and refuses one whose documents changed meanwhile", async () => {
    await collection("accounts").insertOne({ key: "a", n: 1 });
    const session = client.startSession();
    session.startTransaction();
    await collection("accounts").updateOne({ key: "a" }, { $inc: { n: 1 } }, { session });
    expect(await collection("accounts").findOne({ key: "a" })).toMatchObject({ n: 1 });
    await session.commitTransaction();
    expect(await collection("accounts").findOne({ key: "a" })).toMatchObject({ n: 2 });

    session.startTransaction();
    await collection("accounts").updateOne({ key: "a" }, { $inc: { n: 1 } }, { session });
    await collection("accounts").updateOne({ key: "a" }, { $inc: { n: 5 } });
    await expect(session.commitTransaction()).rejects.toMatchObject({ code: 112 });
    await session.endSession();
    expect(await collection("accounts").findOne({ key: "a" })).toMatchObject({ n: 7 });
  });

  it("runs pipelines, over views too", async () => {
    await collection("sales").insertMany([
      { item: "a", n: 1 },
      { item: "a", n: 2 },
      { item: "b", n: 3 },
    ]);
    await client
      .db("shop")
      .createCollection("large", { viewOn: "sales", pipeline: [{ $match: { n: { $gt: 1 } } }] });
    const sums = collection("large").aggregate([
      { $group: { _id: "$item", n: { $sum: "$n" } } },
      { $sort: { _id: 1 } },
    ]);
    expect(await sums.toArray()).toEqual([
      { _id: "a", n: 2 },
      { _id: "b", n: 3 },
    ]);
    expect(
      await collection("sales")
        .aggregate([{ $sample: { size: 2 } }])
        .toArray(),
    ).toHaveLength(2);
  });

  it("lets commands fail as it is told to", async () => {
    const errorLabels = ["RetryableWriteError"];
    server.fail({ failCommands: ["insert"], errorCode: 91, errorLabels });
    await collection("x").insertOne({ n: 1 });
    server.fail({ failCommands: ["insert"], closeConnection: true, afterwards: true });
    await collection("x").insertOne({ n: 2 });
    expect(await collection("x").countDocuments({ n: 2 })).toBe(1);
    server.fail({ failCommands: ["find"], errorCode: 50 });
    await expect(collection("x").findOne()).rejects.toMatchObject({ code: 50 });
  });

  it("refuses commands and operators that it does not know", async () => {
    await expect(client.db("shop").command({ shutdown: 1 })).rejects.toMatchObject({ code: 59 });
    await expect(collection("filters").findOne({ n: { $near: 1 } })).rejects.toMatchObject({
      code: 2,
    });
    await expect(
      collection("filters").updateOne({}, { $rename: { a: "b" } }),
    ).rejects.toMatchObject({ code: 9 });
  });
});
