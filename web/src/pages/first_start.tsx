import { type ReactNode, useEffect } from "react";
import { FirstStartForm } from "@/features/session/sign_in_forms";

export function FirstStart(): ReactNode {
  useEffect(() => { document.title = "Open the desk · Goodgate"; }, []);
  return <FirstStartForm />;
}
