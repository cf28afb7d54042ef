import { expect, test } from "vitest";
import { matches } from "@/ui/folded";

test("what is searched is found in any script, whatever its case, accents and width", () => {
  expect(matches("静かな", "静かな港の夜")).toBe(true);
  expect(matches("aegis", "Þórdís Ægisdóttir")).toBe(true);
  expect(matches("ægis", "Þórdís Ægisdóttir")).toBe(true);
  expect(matches("ΛΙΜΑΝΙ", "Το παλιό λιμάνι")).toBe(true);
  expect(matches("гавань тихая", "Тихая гавань")).toBe(true);
  expect(matches("ﾊｰﾊﾞｰ", "ハーバー")).toBe(true);
  expect(matches("muller", "Renée O’Connor-Müller")).toBe(true);
  expect(matches("scene 39", "Sky of scene 392")).toBe(true);
  expect(matches("scene 39", "Sky of scene 139")).toBe(false);
  expect(matches("39", "scenes 139 and 39")).toBe(true);
  expect(matches("quiet pier", "The Quiet Harbour")).toBe(false);
});
