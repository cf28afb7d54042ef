import { queryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ask, client } from "@/api/client";
import { Fetched } from "@/ui/fetched";
import { Line, Lines } from "@/ui/lines";
import { Section } from "@/ui/page";
import { when } from "@/ui/words";

interface Witnessed {
  size: number;
  time: string;
  cosignatures: { witness: string; time: string }[];
  time_stamps: { authority: string; time: string }[];
}

const witnessed_query = (tree: string) => queryOptions({
  queryKey: ["ledger", "witnessed", tree],
  queryFn: async () => (await ask(client.GET("/ledger/{tree}/checkpoints", { params: { path: { tree } } }))).items as unknown as Witnessed[],
});

/** Heads that somebody outside saw: who, and when. */
export function Witnesses({ tree }: { tree: string }): ReactNode {
  const query = useQuery(witnessed_query(tree));
  return (
    <Section title="Witnesses and time stamps">
      <Fetched query={query} what="witnesses" rows={2} empty={(all) => all.length === 0 && <p>Nobody outside has signed or stamped a head yet. Somebody who keeps a signed head is a witness too; a server is started with <code>--witness</code> and <code>--time-stamp</code> for those that sign by themselves.</p>}>
        {(all) => (
          <Lines label="Witnesses and time stamps">
            {all.slice(0, 20).map((one) => (
              <Line key={one.size} title={`Head of ${one.size} entries`} note={[...one.cosignatures.map((sign) => `${sign.witness} signed ${when(sign.time)}`), ...one.time_stamps.map((stamp) => `${stamp.authority} stamped ${when(stamp.time)}`)].join("; ")} />
            ))}
          </Lines>
        )}
      </Fetched>
    </Section>
  );
}
