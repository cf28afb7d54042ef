import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { session_query } from "@/api/queries";
import { VerifyFiles } from "@/features/verify/verify_files";
import styles from "@/features/session/sign_in_forms.module.css";

/** For everybody, without an account: what somebody was given is checked here. */
export function Verify(): ReactNode {
  const session = useQuery(session_query).data;
  useEffect(() => { document.title = "Verify · Goodgate"; }, []);
  return (
    <div className={styles.form}>
      <h1>Verify a record</h1>
      <p className={styles.note}>You were given a receipt or a proof by this desk. Whether it holds is worked out in your browser, from its bytes and the desk's public key.</p>
      <VerifyFiles is_signed_in={Boolean(session)} />
    </div>
  );
}
