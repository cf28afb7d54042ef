import { useEffect, useRef, useState } from "react";

const rest_ms = 120;

/** What is typed into a filter that stands in the address: used at once, and in the address (`kept`) when the typing rests, for an
 * address that changes has the whole frame drawn again. */
export function useTyped(kept: string, keep: (text: string) => void): [string, (text: string) => void] {
  const [text, set_text] = useState(kept);
  const told = useRef(kept);
  const latest = useRef(keep);
  latest.current = keep;
  // Another address (a kept view, a step back) is another text; one's own is there already.
  useEffect(() => {
    if (kept === told.current) return;
    told.current = kept;
    set_text(kept);
  }, [kept]);
  useEffect(() => {
    if (text === told.current) return undefined;
    const timer = setTimeout(() => { told.current = text; latest.current(text); }, rest_ms);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, set_text];
}
