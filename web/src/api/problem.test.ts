import { expect, test } from "vitest";
import { Problem } from "@/api/problem";

test("what is missing is said at its own field, deep in the body too", () => {
  const problem = new Problem({ status: 422, errors: [{ pointer: "#", detail: "Missing required property 'product'." }, { pointer: "#/terms", detail: "Missing required property 'date'." }] });
  expect(problem.at("/product")).toBe("This is needed.");
  expect(problem.at("/terms/date")).toBe("This is needed.");
  expect(problem.elsewhere(["/product"])).toEqual([{ pointer: "/terms/date", detail: "This is needed." }]);
});

test("a place that stands in the text alone is found too", () => {
  expect(new Problem({ status: 422, detail: ": Missing required property 'product'." }).at("/product")).toBe("This is needed.");
});
