import { expect, test } from "vitest";
import { Problem } from "@/api/problem";

test("what is wrong is said at its own field, deep in the body too", () => {
  const problem = new Problem({ status: 422, errors: [{ pointer: "#/product", detail: "this is missing" }, { pointer: "#/terms/date", detail: "this is missing" }] });
  expect(problem.at("/product")).toBe("this is missing");
  expect(problem.at("/terms/date")).toBe("this is missing");
  expect(problem.elsewhere(["/product"]).map((error) => error.detail)).toEqual(["this is missing"]);
});
