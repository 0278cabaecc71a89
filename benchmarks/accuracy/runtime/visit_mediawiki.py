"""A base URL of a fresh MediaWiki, its administrator's name and password in; requests out: what users do in a day.

Logs in, edits, moves, protects, uploads, deletes, and reads mediawiki_requests.txt: pages, special pages, both APIs.
Answers are only looked at for tokens and errors: the traces that the server writes are what counts.

Usage: python visit_mediawiki.py http://127.0.0.1:8089 USER PASSWORD
"""

import json
import struct
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections import Counter
from http.cookiejar import CookieJar
from pathlib import Path

REQUESTS = Path(__file__).with_name("mediawiki_requests.txt")
TEXT = """'''Bold''' and ''italic'' with a [[Main Page]] link, [https://example.org out],
{{PAGENAME}} and {{#if:1|yes|no}}.
== Heading ==
* item<ref>A note.</ref>
# number {{#expr: 2*3}} {{CURRENTYEAR}} {{lc:ABC}} {{plural:2|a|b}} {{int:edit}} __TOC__
{| class="wikitable"
! a !! b
|-
| c || d
|}
== Second ==
<nowiki>[[x]]</nowiki> <syntaxhighlight lang="php">echo 1;</syntaxhighlight> <poem>
one
two</poem> <math>x^2</math> {{Template under test|argument=1}} [[Category:Traced]] [[File:Trace.png|thumb|caption]]
<gallery>File:Trace.png|x</gallery>
<references/>
~~~~
"""


class Visitor:
    """One browser with its cookies; `seen` counts the answers by status."""

    def __init__(self, base: str) -> None:
        """Keep the base URL, start without cookies."""
        self.base = base
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.seen: Counter[int] = Counter()

    def ask(self, path: str, fields: dict[str, str] | None = None, body: tuple[bytes, str] | None = None) -> str:
        """Return the answer's text; errors of HTTP are answers too."""
        url = f"{self.base}/{urllib.parse.quote(path, safe='/?&=%:+|.,;')}"
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        request = urllib.request.Request(url, data=data)
        if body is not None:
            request = urllib.request.Request(url, data=body[0], headers={"Content-Type": body[1]})
        try:
            with self.opener.open(request, timeout=120) as answer:
                self.seen[answer.status] += 1
                return str(answer.read().decode("utf-8", "replace"))
        except urllib.error.HTTPError as error:
            self.seen[error.code] += 1
            return error.read().decode("utf-8", "replace")

    def api(self, **fields: str) -> dict[str, object]:
        """Return the action API's answer to a POST; its errors go to standard error."""
        text = self.ask("api.php", {"format": "json", "formatversion": "2", **fields})
        try:
            answer: dict[str, object] = json.loads(text)
        except ValueError:
            answer = {"error": text[:300]}
        if "error" in answer:
            print(f"  {fields.get('action')}: {str(answer['error'])[:200]}", file=sys.stderr)
        return answer

    def token(self, kind: str = "csrf") -> str:
        """Return a fresh token of a kind."""
        answer = self.api(action="query", meta="tokens", type=kind)
        return str(answer["query"]["tokens"][f"{kind}token"])  # type: ignore[index]


def picture() -> bytes:
    """Return a PNG of 64 by 64 black pixels."""
    rows = b"".join(b"\0" + b"\0" * 192 for _ in range(64))
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def upload(visitor: Visitor) -> None:
    """Upload the picture as File:Trace.png."""
    fields = {
        "action": "upload",
        "filename": "Trace.png",
        "ignorewarnings": "1",
        "format": "json",
        "token": visitor.token(),
    }
    mark = "----trace-boundary"
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in fields.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="Trace.png"\r\n'
    head += "Content-Type: image/png\r\n\r\n"
    body = b"".join(parts) + head.encode() + picture() + f"\r\n--{mark}--\r\n".encode()
    print("  upload:", visitor.ask("api.php", body=(body, f"multipart/form-data; boundary={mark}"))[:60])


def write(visitor: Visitor) -> None:
    """Edit, move, protect, watch, tag, undo, roll back, block, delete and bring back."""
    edit = {"action": "edit", "summary": "traced"}
    visitor.api(
        **edit,
        title="Template:Template under test",
        text="{{{argument|none}}} <includeonly>x</includeonly>",
        token=visitor.token(),
    )
    visitor.api(**edit, title="Traced page", text=TEXT, token=visitor.token(), watchlist="watch")
    visitor.api(**edit, title="Traced page", appendtext="\nMore.", minor="1", token=visitor.token())
    visitor.api(**edit, title="Traced page", section="new", sectiontitle="New", text="~~~~", token=visitor.token())
    visitor.api(**edit, title="User talk:Admin", text="Hello [[User:Admin]]", token=visitor.token())
    visitor.api(**edit, title="MediaWiki:Common.css", text="a { color: red }", token=visitor.token())
    visitor.api(**edit, title="User:Admin/data.json", text='{"a": 1}', token=visitor.token())
    visitor.api(**edit, title="Module:Traced", text="return {}", token=visitor.token())
    upload(visitor)
    visitor.api(
        action="move", **{"from": "Traced page", "to": "Moved page"}, reason="r", movetalk="1", token=visitor.token()
    )
    visitor.api(
        action="move",
        **{"from": "Moved page", "to": "Traced page"},
        reason="r",
        ignorewarnings="1",
        token=visitor.token(),
    )
    visitor.api(
        action="protect",
        title="Traced page",
        protections="edit=sysop|move=sysop",
        expiry="infinite",
        token=visitor.token(),
    )
    visitor.api(action="watch", titles="Main Page", token=visitor.token("watch"))
    visitor.api(action="purge", titles="Traced page|Main Page", forcelinkupdate="1")
    visitor.api(action="block", user="192.0.2.1", expiry="1 day", reason="r", token=visitor.token())
    visitor.api(action="unblock", user="192.0.2.1", token=visitor.token())
    visitor.api(action="options", change="gender=unknown|skin=monobook", token=visitor.token())
    visitor.api(action="tag", revid="2", add="", reason="r", token=visitor.token())
    visitor.api(action="undelete", title="Gone", token=visitor.token())
    visitor.api(**edit, title="Gone", text="for deletion", token=visitor.token())
    visitor.api(action="delete", title="Gone", reason="r", token=visitor.token())
    visitor.api(action="undelete", title="Gone", token=visitor.token())
    visitor.api(action="rollback", title="Gone", user="Admin", token=visitor.token("rollback"))
    visitor.api(action="userrights", user="Admin", add="bot", token=visitor.token("userrights"))
    visitor.api(action="setnotificationtimestamp", entirewatchlist="1", token=visitor.token())
    visitor.api(action="emailuser", target="Admin", subject="s", text="t", token=visitor.token())
    visitor.api(
        action="revisiondelete", type="revision", ids="2", hide="comment", target="Traced page", token=visitor.token()
    )
    visitor.api(action="import", token=visitor.token())
    visitor.api(action="abusefilterchecksyntax", filter='user_name == "x" & added_lines rlike "y"')
    visitor.api(action="abusefilterevalexpression", expression="2 + length('x')")


def read(visitor: Visitor) -> None:
    """Ask for every path of REQUESTS."""
    for line in REQUESTS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            visitor.ask(line)


def main() -> int:
    """Visit as a stranger, then as the administrator; 1 when logging in or editing failed."""
    base, user, password = sys.argv[1:4]
    stranger, admin = Visitor(base), Visitor(base)
    for _ in range(50):
        try:
            stranger.ask("index.php?title=Main_Page")
            break
        except urllib.error.URLError:
            time.sleep(0.2)
    login = admin.api(action="login", lgname=user, lgpassword=password, lgtoken=admin.token("login"))
    answer = admin.api(
        action="clientlogin", username=user, password=password, loginreturnurl=base, logintoken=admin.token("login")
    )
    print("  login:", login.get("login"), answer.get("clientlogin"))
    write(admin)
    read(admin)
    form = {"username": "Visitor", "password": "visitor-2026-x", "retype": "visitor-2026-x", "createreturnurl": base}
    stranger.api(action="createaccount", **form, createtoken=stranger.token("createaccount"))
    stranger.api(action="edit", title="By a stranger", text="Some text", token=stranger.token())
    read(stranger)
    admin.api(action="logout", token=admin.token())
    print("  answers by status:", dict(sorted((stranger.seen + admin.seen).items())))
    return 0 if "lguserid" in str(login) else 1


if __name__ == "__main__":
    sys.exit(main())
