import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { session_query } from "@/api/queries";
import { useKept } from "@/ui/kept";

/** What is written lasts as long as its dialog; where a session ends on the way, until the dialog is opened again. */
export function useWritten<T>(what: string, start: T): [T, (written: T) => void] {
  const queries = useQueryClient();
  const [written, change, forget] = useKept(`goodgate-text/${window.location.pathname}/${what}`, start);
  const end = useRef(forget);
  end.current = forget;
  useEffect(() => () => { if (queries.getQueryData(session_query.queryKey)) end.current(); }, [queries]);
  return [written, (next) => change(() => next)];
}
