import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { hash_file } from "@/features/assets/hash_file";

test("a file has the same hash in windows as whole, whatever its size", async () => {
  for (const size of [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_500_000]) {
    const bytes = Uint8Array.from({ length: size }, (_, index) => index * 31 + (index >> 8));
    const parts: number[] = [];
    const hash = await hash_file(new Blob([bytes]), { on_progress: (part) => parts.push(part) });
    expect(hash).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(parts.at(-1)).toBe(size === 0 ? undefined : 1);
    expect([...parts].sort((left, right) => left - right)).toEqual(parts);
  }
});

test("hashing stops when it is told to", async () => {
  const stop = new AbortController();
  const hashing = hash_file(new Blob([new Uint8Array(3 << 20)]), { signal: stop.signal, on_progress: () => stop.abort() });
  await expect(hashing).rejects.toThrow(/abort/i);
});
