import { type ReactNode, useEffect } from "react";
import { InvitationForm } from "@/features/session/sign_in_forms";

export function Invitation(): ReactNode {
  useEffect(() => { document.title = "Choose a password · Goodgate"; }, []);
  return <InvitationForm />;
}
