import { type ReactNode, useEffect } from "react";
import { ResetForm } from "@/features/session/reset_form";

export function Reset(): ReactNode {
  useEffect(() => { document.title = "Forgot your password · Goodgate"; }, []);
  return <ResetForm />;
}
