import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { Problem } from "@/api/problem";
import { AnswerForm } from "@/features/talent/answer_form";
import { Clips } from "@/features/talent/clips";
import { type LinkPage, link_query, receipt_query } from "@/features/talent/link_client";
import styles from "@/features/talent/talent.module.css";
import { Button } from "@/ui/button";
import { Failed, Fetched } from "@/ui/fetched";
import { Facts } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { as_words, when } from "@/ui/words";

/** What a person is asked, for themselves or whom they represent. Opening it changes nothing. */
export function Talent(): ReactNode {
  const [token] = useState(() => window.location.hash.replace(/^#/, ""));
  const query = useQuery({ ...link_query(token), enabled: token !== "" });
  useEffect(() => { document.title = "Your answer · Goodgate"; }, []);
  if (!token) return <Failed problem={new Problem({ status: 400, detail: "The link is not whole: it ends before its secret. Open it again from the message." })} />;
  return <Fetched query={query} what="what you are asked" rows={6}>{(page) => <Asked token={token} page={page} />}</Fetched>;
}

function Asked({ token, page }: { token: string; page: LinkPage }): ReactNode {
  const { consent, title, person, link } = page;
  const scope = consent.scope ?? {};
  const where = [...(scope.territories ?? []), ...(scope.media ?? []), ...(scope.languages ?? [])].join(", ");
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <p>{as_words(title.kind)}: {title.name}</p>
        <h1>{link.for_the_person ? `${person.name}, may we do this?` : `For ${person.name}: may we do this?`}</h1>
        <StatePill state={consent.state} noun="consent" />
      </header>
      <section aria-label="What" className={styles.what}><p className="legal">{consent.text}</p></section>
      <Clips token={token} />
      <Facts rows={[
        ["Where it may be shown", where || "No limit is stated"],
        ["How long", consent.expires ? `Through ${when(consent.expires)}` : "No end is stated"],
        title.release && ["Release", when(title.release)],
        ...page.uses.map((use) => ["For", <>{use.summary}{use.intent ? `. ${use.intent}` : ""}</>] as const),
        ...page.uses.flatMap((use) => use.tools).map((tool) => ["Made with", [tool.product, tool.product_version].filter(Boolean).join(" ")] as const),
        ["This link", `works until ${when(link.expires)}`],
      ]} />
      {(consent.thread ?? []).map((one) => <p key={one.at} className={styles.thread}><strong>{one.question ? "You asked:" : "They answered:"}</strong> {one.question ?? one.answer}</p>)}
      {page.steps.length > 0 && <AnswerForm token={token} page={page} />}
      {page.has_receipt && <Receipt token={token} />}
      <p className={styles.small}>Looking at this page changes nothing. You need no account, and you can take a consent back.</p>
    </article>
  );
}

function Receipt({ token }: { token: string }): ReactNode {
  const query = useQuery(receipt_query(token));
  return (
    <Fetched query={query} what="your receipt" rows={2}>
      {(receipt) => (
        <section aria-label="Receipt" className={styles.what}>
          <h2>Your receipt</h2>
          <p className="legal">{receipt.text}</p>
          <Button onClick={() => save(receipt)}>Keep the receipt</Button>
        </section>
      )}
    </Fetched>
  );
}

function save(receipt: object): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(receipt, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "goodgate-receipt.json";
  link.click();
  URL.revokeObjectURL(url);
}
