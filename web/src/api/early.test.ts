import { afterEach, expect, test, vi } from "vitest";
import { early_or_fetch } from "@/api/early";

const asked = (path: string, options: RequestInit = {}): Promise<string> => early_or_fetch(new Request(`http://desk.example${path}`, options)).then((answer) => answer.text());

afterEach(() => { vi.unstubAllGlobals(); });

test("what was asked early is taken once, and asked anew after that", async () => {
  vi.stubGlobal("window", { early: { "/api/v1/session": Promise.resolve(new Response("early")) } });
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("fetched")));
  expect(await asked("/api/v1/session")).toBe("early");
  expect(await asked("/api/v1/session")).toBe("fetched");
  expect(await asked("/api/v1/inbox")).toBe("fetched");
});

test("no change is answered by what was asked early, and what failed early is asked again", async () => {
  vi.stubGlobal("window", { early: { "/api/v1/session": Promise.reject(new Error("cut off")) } });
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("fetched")));
  expect(await asked("/api/v1/session", { method: "DELETE" })).toBe("fetched");
  expect(await asked("/api/v1/session")).toBe("fetched");
});
