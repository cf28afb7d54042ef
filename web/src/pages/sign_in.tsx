import { useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { SignInForm } from "@/features/session/sign_in_forms";

export function SignIn(): ReactNode {
  const { to } = useSearch({ from: "/outside/sign-in" });
  useEffect(() => { document.title = "Sign in · Goodgate"; }, []);
  return <SignInForm to={to} />;
}
