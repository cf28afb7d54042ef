import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import type { Entry } from "@/api/records";
import styles from "@/features/ledger/ledger.module.css";
import { proof_query } from "@/features/ledger/queries";
import { Button } from "@/ui/button";
import { Fetched } from "@/ui/fetched";
import { Facts } from "@/ui/page";
import { save_json } from "@/ui/save_file";
import { CopyButton } from "@/ui/shown";

/** What was recorded, word for word, and what a stranger needs to check it. */
export function EntryProof({ tree, entry }: { tree: string; entry: Entry }): ReactNode {
  const query = useQuery(proof_query(tree, entry.position));
  return (
    <div className={styles.proof}>
      <Fetched query={query} what="the proof" rows={3}>
        {(proof) => (
          <>
            {proof.record ? <pre tabIndex={0} className={styles.record}>{readable(proof.record)}</pre> : <p>What it said was erased; that it was there is still proved.</p>}
            <Facts rows={[
              ["About", <span key="about" className={styles.id}>{entry.name}<code>{entry.object}</code><CopyButton text={entry.object} what={`the id ${entry.object}`} /></span>],
              ["Key", <code key="key">{proof.key}</code>],
            ]} />
            <details><summary>Proof</summary><pre tabIndex={0} className={styles.record}>{proof.proof}</pre></details>
            <Button onClick={() => save_json(`${tree}-${entry.position}.json`, proof)}><Download aria-hidden size={16} />Keep record and proof</Button>
          </>
        )}
      </Fetched>
    </div>
  );
}

function readable(record: string): string {
  try {
    return JSON.stringify(JSON.parse(record), null, 2);
  } catch {
    return record;
  }
}
