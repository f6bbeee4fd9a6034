"""A client in a thread or two: sends without waiting, reads everything, keeps what the editor would show."""

import json
import os
import subprocess
import threading
import time

CAPABILITIES = {
    "general": {"positionEncodings": ["utf-32"]},
    "textDocument": {"publishDiagnostics": {"versionSupport": True, "relatedInformation": True}},
    "workspace": {"configuration": True, "didChangeWatchedFiles": {"dynamicRegistration": True}},
    "window": {"workDoneProgress": True},
}


class Server:
    """One server process with its client."""

    def __init__(self, binary, folder, log=None):
        arguments = [binary, "lsp"] + (["--log", log] if log else [])
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.sending = threading.Lock()
        self.changed = threading.Condition()
        self.answers, self.asked = {}, {}
        self.shown = {}  # What the editor shows: URI -> (version, list).
        self.ever, self.lists, self.faults = set(), 0, []
        self.next_id = 0
        threading.Thread(target=self.read, daemon=True).start()
        answer = self.request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": None,
                "capabilities": CAPABILITIES,
                "initializationOptions": {"settle": 0},
                "workspaceFolders": [{"uri": folder.as_uri(), "name": "desk"}],
            },
        )
        assert answer["capabilities"]["positionEncoding"] == "utf-32"
        self.notify("initialized", {})

    def write(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        with self.sending:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self.process.stdin.flush()

    def notify(self, method, params):
        self.write({"method": method, "params": params})

    def send(self, method, params):
        """Asks without waiting; the answer is dropped unless somebody waits for it."""
        with self.changed:
            self.next_id += 1
            number = self.next_id
            self.asked[number] = method
        self.write({"id": number, "method": method, "params": params})
        return number

    def request(self, method, params, patience=120):
        number = self.send(method, params)
        with self.changed:
            ok = self.changed.wait_for(lambda: number in self.answers or self.ended(), patience)
            assert ok and number in self.answers, f"{method} was not answered"
            answer = self.answers.pop(number)
        assert "error" not in answer, f"{method}: {answer}"
        return answer["result"]

    def ended(self):
        return self.process.poll() is not None

    def read(self):
        stream = self.process.stdout
        while head := stream.readline():
            length = 0
            while head.strip():
                name, _, value = head.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                head = stream.readline()
            self.take(json.loads(stream.read(length)))
        with self.changed:
            self.changed.notify_all()

    def take(self, message):
        method, number = message.get("method"), message.get("id")
        if method == "textDocument/publishDiagnostics":
            params = message["params"]
            with self.changed:
                self.shown[params["uri"]] = (params.get("version"), params["diagnostics"])
                self.ever.add(params["uri"])
                self.lists += 1
                self.changed.notify_all()
        elif method and number is not None:
            result = [{"settle": 0}] if method == "workspace/configuration" else None
            # Not from this thread: the pipe may be full, and the server waits until we read.
            threading.Thread(target=self.write, args=({"id": number, "result": result},), daemon=True).start()
        elif method == "window/logMessage":
            self.faults.append(message["params"]["message"])
        elif not method:
            with self.changed:
                asked = self.asked.pop(number, None)
                code = message.get("error", {}).get("code")
                # Cancelled, and left behind by an edit, are answers like any other.
                if code is not None and code not in (-32800, -32801):
                    self.faults.append(f"{asked}: {message['error']}")
                self.answers[number] = message
                if len(self.answers) > 20_000:
                    self.answers.clear()
                self.changed.notify_all()

    def wait(self, what, condition, patience=300):
        with self.changed:
            assert self.changed.wait_for(condition, patience), f"waited in vain for {what}"

    def memory(self):
        """Resident memory in kB."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

    def processor_time(self):
        """Seconds of processor time used."""
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def finish(self):
        begun = time.monotonic()
        self.request("shutdown", None)
        self.notify("exit", None)
        code = self.process.wait(30)
        return code, time.monotonic() - begun
