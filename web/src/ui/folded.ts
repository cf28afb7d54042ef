/** A text as it is searched: no case, no accents, one width, in any script. */
export const folded = (text: string): string => (/^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() : folded_by_table(text));
const folded_by_table = (text: string): string => text.normalize("NFKD").replaceAll(/\p{Mn}/gu, "").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ").replaceAll("ø", "o").replaceAll("æ", "ae").replaceAll("ð", "d").replaceAll("þ", "th").normalize("NFC");

/** The words of what is looked for, as they are searched. */
export const words_of = (wanted: string): string[] => folded(wanted).split(/\s+/).filter(Boolean);

const is_digit = (letter: string | undefined): boolean => letter !== undefined && letter >= "0" && letter <= "9";

/** Whether a word stands in a text, both folded: a number from its first digit on, so that 39 is in 392 and not in 139. */
export function has_word(text: string, word: string): boolean {
  let at = text.indexOf(word);
  if (!is_digit(word[0])) return at >= 0;
  while (at > 0 && is_digit(text[at - 1])) at = text.indexOf(word, at + 1);
  return at >= 0;
}

/** True where every word of `wanted` stands in one of the texts. */
export function matches(wanted: string, ...texts: (string | undefined)[]): boolean {
  const all = folded(texts.filter(Boolean).join(" \n "));
  return words_of(wanted).every((word) => has_word(all, word));
}
