import { type ReactNode, useEffect } from "react";
import { RoleLinkForm } from "@/features/session/sign_in_forms";

export function Role(): ReactNode {
  useEffect(() => { document.title = "Come in · Goodgate"; }, []);
  return <RoleLinkForm />;
}
