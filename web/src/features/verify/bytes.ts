export type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes of base 64, strict: what is read is written back the same. */
export function from_base64(text: string): Bytes {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw new Error(`“${text.slice(0, 20)}” is not base 64`);
  }
  if (btoa(binary) !== text) throw new Error(`“${text.slice(0, 20)}” is not base 64 as it is written`);
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

export const to_hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
export const same = (left: Uint8Array, right: Uint8Array): boolean => left.length === right.length && left.every((byte, at) => byte === right[at]);

export function joined(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
}

export async function sha256(...parts: Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}
