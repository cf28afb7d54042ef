import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Shown } from "@/features/attachments/attachment_list";
import { address_of } from "@/features/attachments/queries";
import { type Clip, clip_query, clips_query } from "@/features/talent/link_client";
import styles from "@/features/talent/talent.module.css";
import { Fetched } from "@/ui/fetched";

/** What was made, or will look like it: the clips of what is asked. Nothing where there are none. */
export function Clips({ token }: { token: string }): ReactNode {
  const query = useQuery(clips_query(token));
  if (!query.isError && !query.data?.length) return null;
  return (
    <section aria-label="Clips" className={styles.clips}>
      <h2>What it looks like</h2>
      <Fetched query={query} what="the clips" rows={3}>{(clips) => clips.map((clip) => <OneClip key={clip.id} token={token} clip={clip} />)}</Fetched>
    </section>
  );
}

function OneClip({ token, clip }: { token: string; clip: Clip }): ReactNode {
  const query = useQuery(clip_query(token, clip.id));
  return (
    <figure className={styles.clip}>
      <Fetched query={query} what={clip.name} rows={3}>
        {(address) => <Shown {...clip} address={address_of(address)} on_error={() => void query.refetch()} />}
      </Fetched>
      <figcaption>{clip.name}</figcaption>
    </figure>
  );
}
