/** A text as it is searched: no case, no accents, one width, in any script. */
export const folded = (text: string): string => text.normalize("NFKD").replaceAll(/\p{Mn}/gu, "").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ").replaceAll("ø", "o").replaceAll("æ", "ae").replaceAll("ð", "d").replaceAll("þ", "th").normalize("NFC");

/** True where every word of `wanted` stands in one of the texts. */
export function matches(wanted: string, ...texts: (string | undefined)[]): boolean {
  const all = folded(texts.filter(Boolean).join(" \n "));
  return folded(wanted).split(/\s+/).every((word) => all.includes(word));
}
