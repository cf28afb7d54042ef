declare global {
  interface Window {
    /** What public/early.js asked for before the program was there, by path. */
    early?: Record<string, Promise<Response>>;
  }
}

/** As `fetch`, where what is asked for is not on its way already. Each early answer is taken once. */
export function early_or_fetch(request: Request): Promise<Response> {
  const early = typeof window === "undefined" ? undefined : window.early;
  const path = new URL(request.url).pathname;
  const answer = request.method === "GET" ? early?.[path] : undefined;
  if (!early || !answer) return fetch(request);
  delete early[path];
  return answer.catch(() => fetch(request));
}
