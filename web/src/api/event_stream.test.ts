import { expect, test } from "vitest";
import { EventParser } from "@/api/event_stream";

test("an event cut into pieces is one event", () => {
  const parser = new EventParser();
  const text = 'id: 7\nevent: use.declared\ndata: {"object":"use_1"}\n\n';
  const heard = [...text].flatMap((letter) => parser.push(letter));
  expect(heard).toEqual([{ id: "7", name: "use.declared", data: '{"object":"use_1"}' }]);
});

test("a heartbeat is no event, and lines of data are joined", () => {
  const parser = new EventParser();
  expect(parser.push(": still here\n\n")).toEqual([]);
  expect(parser.push("data: a\r\ndata: b\r\n\r\n")).toEqual([{ id: "", name: "message", data: "a\nb" }]);
});

test("a new event without an id keeps the last one", () => {
  const parser = new EventParser();
  expect(parser.push("id: 3\ndata: a\n\ndata: b\n\n").map((one) => one.id)).toEqual(["3", "3"]);
});
