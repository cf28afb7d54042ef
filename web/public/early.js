// Asks who is signed in and what waits for them while the program is still on its way; src/api/early.ts takes the answers.
(() => {
  const base = new URL(".", document.currentScript.src).pathname;
  const screen = location.pathname.slice(base.length).split("/")[0];
  // Where nobody need be signed in, nobody is asked for.
  if (["sign-in", "first-start", "invitation", "role", "reset", "verify", "link"].includes(screen)) return;
  window.early = Object.fromEntries(["session", "inbox"].map((what) => `${base}api/v1/${what}`).map((path) => [path, fetch(path)]));
})();
