import type { ReactNode } from "react";
import styles from "@/features/settings/settings.module.css";
import { Section } from "@/ui/page";
import { Shown } from "@/ui/shown";

/** How a back-up is made and brought back; the desk itself copies nothing anywhere. */
export function BackUp(): ReactNode {
  const day = new Date().toISOString().slice(0, 10);
  return (
    <div className={styles.parts}>
      <Section title="Copy the register while others work on it">
        <Shown what="Back-up" text={`goodgate backup --register studio.db studio-${day}.db`} note="One file with everything: records, ledger, mail that waits. The copy is whole at one moment. Run it by a timer, at least daily, and keep the copies on another machine." />
        <p>The key file (<code>studio.key</code>) is not in it. Keep a copy of it once, somewhere else.</p>
      </Section>
      <Section title="See that a copy is whole">
        <Shown what="Check" text={`goodgate ledger verify --register studio-${day}.db --known kept-checkpoint.txt`} note="Recomputes every entry from its bytes and holds it against a signed head that you kept: a copy that lacks something says so." />
      </Section>
      <Section title="Bring it back">
        <Shown what="Restore" text={`goodgate restore studio-${day}.db --register studio.db`} note="While the server is stopped. What was acknowledged after the copy is not in it; kept heads tell you how much." />
      </Section>
      <Section title="When it was last done"><p>The desk does not see where copies go, so it says nothing about them here. Your timer's log does; a watchful one checks the copy as above and complains when it is older than a day.</p></Section>
    </div>
  );
}
