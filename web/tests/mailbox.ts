/** A mail server that takes everything and keeps it (RFC 5321, as little of it as the desk speaks). */
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/** Quoted-printable (RFC 2045 section 6.7), as far as letters and line ends go. */
const plain = (text: string): string => text.replaceAll(/=\r?\n/g, "").replaceAll("=0A", "\n");

export class Mailbox {
  readonly letters: { to: string; text: string }[] = [];
  readonly #server: Server;
  readonly #open = new Set<Socket>();

  private constructor() {
    this.#server = createServer((socket) => this.#serve(socket));
  }

  static async start(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    await new Promise<void>((resolve) => mailbox.#server.listen(0, "127.0.0.1", resolve));
    return mailbox;
  }

  get port(): number { return (this.#server.address() as AddressInfo).port; }

  async stop(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The newest code that was mailed to an address, once there are `count` of them. */
  async code(to: string, count: number): Promise<string> {
    for (let tries = 0; tries < 100; ++tries) {
      const codes = this.letters.filter((letter) => letter.to === to).flatMap((letter) => /^ {4}(\d{8})$/m.exec(plain(letter.text))?.[1] ?? []);
      const newest = codes[count - 1];
      if (newest) return newest;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`no code came to ${to}: ${this.letters.map((letter) => letter.text).join("\n---\n")}`);
  }

  #serve(socket: Socket): void {
    this.#open.add(socket);
    socket.on("close", () => this.#open.delete(socket));
    socket.on("error", () => socket.destroy());
    let left = "";
    let to = "";
    let letter: string[] | undefined;
    const say = (line: string): void => { socket.write(`${line}\r\n`); };
    say("220 mailbox");
    socket.on("data", (data) => {
      const lines = (left + data.toString()).split("\r\n");
      left = lines.pop() ?? "";
      for (const line of lines) {
        if (letter) {
          if (line === ".") { this.letters.push({ to, text: letter.join("\r\n") }); letter = undefined; say("250 kept"); } else letter.push(line.replace(/^\.\./, "."));
          continue;
        }
        const recipient = /^RCPT TO:<([^>]*)>/i.exec(line)?.[1];
        if (recipient) to = recipient;
        if (/^DATA/i.test(line)) { letter = []; say("354 go on"); } else if (/^QUIT/i.test(line)) { say("221 bye"); socket.end(); } else say("250 mailbox");
      }
    });
  }
}
