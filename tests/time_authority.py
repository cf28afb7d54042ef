"""`openssl ts` as an RFC 3161 authority on loopback, with a certificate of its own or one that is handed in."""
import http.server
import os
import shutil
import subprocess
import threading

CONFIGURATION = (
    "[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=Test\n[ca]\nbasicConstraints=critical,CA:TRUE\n"
    "[tsa]\nextendedKeyUsage=critical,timeStamping\n[ts]\ndefault_tsa=here\n[here]\nserial=serial\ncrypto_device=builtin\n"
    "signer_cert=tsa.pem\nsigner_key=tsa.key\ncerts=ca.pem\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\n")


class TimeAuthority(http.server.BaseHTTPRequestHandler):
    folder = None

    @classmethod
    def made(cls, folder):
        """With a root of its own: ca.pem in the folder."""
        cls.prepare(folder)
        key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config ts.cnf"
        for command in (f"req -x509 {key} -keyout ca.key -out ca.pem -days 30 -extensions ca -subj '/CN=Test root'",
                        f"req {key} -keyout tsa.key -out tsa.csr -subj '/CN=Test authority'",
                        "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem -days 20 -extfile ts.cnf -extensions tsa"):
            subprocess.run("openssl " + command, shell=True, check=True, cwd=folder, capture_output=True)
        return cls.serve()

    @classmethod
    def of(cls, folder, certificate, key, chain):
        """With a certificate that is there already."""
        cls.prepare(folder)
        for name, path in (("tsa.pem", certificate), ("tsa.key", key), ("ca.pem", chain)):
            shutil.copy(path, os.path.join(folder, name))
        return cls.serve()

    @classmethod
    def prepare(cls, folder):
        cls.folder = folder
        with open(os.path.join(folder, "ts.cnf"), "w") as file:
            file.write(CONFIGURATION)
        with open(os.path.join(folder, "serial"), "w") as file:
            file.write("2A\n")

    @classmethod
    def serve(cls):
        server = http.server.HTTPServer(("127.0.0.1", 0), cls)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server

    def do_POST(self):
        with open(os.path.join(self.folder, "query"), "wb") as file:
            file.write(self.rfile.read(int(self.headers["Content-Length"])))
        subprocess.run("openssl ts -reply -config ts.cnf -section here -queryfile query -out reply", shell=True, check=True,
                       cwd=self.folder, capture_output=True)
        with open(os.path.join(self.folder, "reply"), "rb") as file:
            reply = file.read()
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *arguments):
        pass
