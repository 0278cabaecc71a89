"""A base URL of a fresh MediaWiki, its administrator's name and password in; requests out: what users do in a day.

Reads pages and special pages, logs in, edits, diffs, moves, protects, uploads, deletes, and asks the action and REST APIs.
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

TEXT = """'''Bold''' and ''italic'' with a [[Main Page]] link, [https://example.org outside], {{PAGENAME}} and {{#if:1|yes|no}}.
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
SPECIAL = (
    "Version RecentChanges AllPages PrefixIndex Statistics Search ListUsers ListFiles Log Categories WantedPages Random "
    "SpecialPages Preferences Watchlist Upload Export Import BlockList UserRights ListGroupRights Contributions/Admin "
    "NewPages LongPages ShortPages LonelyPages UncategorizedPages DoubleRedirects BrokenRedirects WhatLinksHere/Main_Page "
    "RecentChangesLinked/Main_Page MovePage/Main_Page Undelete Block AllMessages TrackingCategories Tags EditTags "
    "ActiveUsers ApiSandbox Booksources ChangePassword ChangeEmail CreateAccount UserLogin PasswordReset ComparePages "
    "Diff ExpandTemplates FileDuplicateSearch LinkSearch MediaStatistics MergeHistory MIMEsearch PagesWithProp "
    "ProtectedPages ProtectedTitles RandomInCategory/Traced ResetTokens Unblock UnwatchedPages WantedCategories "
    "AbuseFilter AbuseFilter/new AbuseLog Interwiki Nuke RenameUser ReplaceText CategoryTree Gadgets CiteThisPage "
    "OATHManage TemplateSandbox PageInfo EditWatchlist NewFiles PasswordPolicies GrantsList Redirect/page/1 Permalink/1 "
    "ContributionScores LinkAccounts BotPasswords DeletedContributions/Admin AutoblockList ChangeContentModel "
    "UncategorizedCategories UnusedCategories UnusedFiles UnusedTemplates MostLinkedPages MostRevisions DeadendPages "
    "AncientPages FewestRevisions WithoutInterwiki JavaScriptTest MyPage MyTalk MyContributions NoSuchSpecialPage"
).split()
QUERIES = (
    "meta=siteinfo&siprop=general|namespaces|statistics|extensions|usergroups|magicwords|interwikimap|skins",
    "meta=userinfo&uiprop=groups|rights|options|editcount",
    "meta=allmessages&amlimit=5",
    "prop=info|revisions|categories|links|templates|images|extlinks|pageprops|contributors&titles=Traced page&rvprop=content|ids"
    "|user|comment|size|sha1|tags&rvslots=main&rvlimit=3&inprop=protection|url|watched",
    "prop=imageinfo&titles=File:Trace.png&iiprop=url|size|mime|metadata|sha1&iiurlwidth=20",
    "prop=extracts|pageimages|langlinks|iwlinks|fileusage|linkshere|redirects|transcludedin&titles=Main Page|File:Trace.png",
    "list=recentchanges&rcprop=title|user|comment|tags|loginfo&rclimit=5",
    "list=allpages&aplimit=5",
    "list=allusers&auprop=groups|editcount",
    "list=allcategories|allimages|allrevisions|allfileusages|alllinks&allimit=5",
    "list=search&srsearch=Traced",
    "list=logevents&lelimit=5",
    "list=usercontribs&ucuser=Admin&uclimit=5",
    "list=users&ususers=Admin&usprop=groups|blockinfo",
    "list=backlinks|embeddedin&bltitle=Main Page&eititle=Main Page",
    "list=blocks|watchlist|tags|protectedtitles|random|categorymembers|querypage&cmtitle=Category:Traced&qppage=Shortpages",
    "generator=allpages&prop=info&gaplimit=3",
    "list=abusefilters|abuselog",
    "list=gadgets",
)
REST = (
    "v1/page/Main_Page v1/page/Main_Page/html v1/page/Main_Page/bare v1/page/Main_Page/history v1/page/Main_Page/links/language "
    "v1/search/page?q=Traced v1/search/title?q=Tra v1/revision/1 v1/revision/1/bare v1/page/Traced_page/history/counts/edits "
    "v1/revision/1/compare/2 v1/file/File:Trace.png v1/page/Main_Page/links/media v1/nothing"
).split()


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
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="Trace.png"\r\nContent-Type: image/png\r\n\r\n'
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
    """Look at pages in every way, at special pages, the APIs, the loader and feeds."""
    for query in (
        "",
        "&action=history",
        "&action=info",
        "&action=edit",
        "&action=raw",
        "&oldid=1",
        "&diff=next&oldid=2",
        "&diff=prev&oldid=4",
        "&action=delete",
        "&action=protect",
        "&action=watch",
        "&action=purge",
        "&printable=yes",
        "&useskin=monobook",
        "&useskin=timeless",
        "&useskin=minerva",
        "&action=history&feed=atom",
        "&action=credits",
        "&veaction=edit",
        "&redirect=no",
        "&action=render",
        "&action=view&section=1",
        "&uselang=de",
        "&action=nothing",
    ):
        visitor.ask(f"index.php?title=Traced_page{query}")
    for title in (
        "Main_Page",
        "No_such_page",
        "Category:Traced",
        "File:Trace.png",
        "User:Admin",
        "Talk:Main_Page",
        "Template:X",
        "User:Admin/data.json",
        "MediaWiki:Common.css",
        "MediaWiki:Edit",
        "Module:Traced",
        "[[bad]]",
    ):
        visitor.ask(f"index.php?title={title}")
    for name in SPECIAL:
        visitor.ask(f"index.php?title=Special:{name}")
    visitor.ask("index.php?title=Special:RecentChanges&feed=rss")
    visitor.ask("index.php?title=Special:Search&search=Traced&fulltext=1")
    visitor.ask("index.php?title=Special:Export/Main_Page")
    visitor.ask("load.php?modules=startup&only=scripts&skin=vector&lang=en&raw=1")
    visitor.ask("load.php?modules=jquery,mediawiki.base,site.styles,mediawiki.util&skin=vector&lang=en")
    visitor.ask("load.php?modules=skins.vector.styles.legacy,ext.cite.styles&only=styles&skin=vector")
    visitor.ask("opensearch_desc.php")
    visitor.ask("thumb.php?f=Trace.png&width=20")
    visitor.ask("img_auth.php/Trace.png")
    for query in QUERIES:
        visitor.ask(f"api.php?action=query&format=json&{query}")
    for query in (
        "parse&page=Traced page",
        "parse&text=''x''&contentmodel=wikitext",
        "expandtemplates&text={{PAGENAME}}&prop=wikitext",
        "compare&fromrev=2&torev=3",
        "opensearch&search=Tr",
        "feedcontributions&user=Admin",
        "feedrecentchanges",
        "help",
        "paraminfo&modules=query+info|edit",
        "rsd",
        "cspreport",
        "parsoid",
        "templatedata&titles=Template:X",
        "visualeditor&paction=metadata&page=Main Page",
        "feedwatchlist",
        "checktoken&type=csrf&token=x",
        "sitematrix",
    ):
        visitor.ask(f"api.php?format=json&action={query}")
    visitor.ask("api.php?action=query&format=xml&meta=siteinfo")
    visitor.ask("api.php?action=query&format=php&meta=siteinfo")
    visitor.ask("api.php?action=query&meta=siteinfo")
    for path in REST:
        visitor.ask(f"rest.php/{path}")


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
