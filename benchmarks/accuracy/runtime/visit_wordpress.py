"""The base URL of a WordPress without tables, the administrator's name and password to be in; requests out.

Installs, logs in, writes, uploads, comments, customizes, and reads wordpress_requests.txt: pages, administration, REST.
Answers are only looked at for nonces and errors: the traces that the server writes are what counts.

Usage: python visit_wordpress.py http://127.0.0.1:8088 USER PASSWORD
"""

import html
import json
import re
import struct
import sys
from pathlib import Path

from visit_mediawiki import Visitor, picture

REQUESTS = Path(__file__).with_name("wordpress_requests.txt")
MARK = "----trace-boundary"
TEXT = """
<!-- wp:paragraph --><p>A <strong>traced</strong> post, "quoted" -- https://example.org [gallery ids="1"]</p>
<!-- /wp:paragraph -->
<!-- wp:heading --><h2>Heading</h2><!-- /wp:heading -->
<!-- wp:latest-posts {"displayPostContent":true} /--><!-- wp:latest-comments /--><!-- wp:archives /-->
<!-- wp:categories /-->
<!-- wp:calendar /--><!-- wp:tag-cloud /--><!-- wp:search {"label":"Search"} /--><!-- wp:page-list /-->
<!-- wp:loginout /-->
<!-- wp:social-links --><ul><!-- wp:social-link {"url":"BASE","service":"feed"} /--></ul><!-- /wp:social-links -->
<!-- wp:query {"queryId":1,"query":{"perPage":3,"postType":"post","inherit":false}} -->
<!-- wp:post-template --><!-- wp:post-title /--><!-- wp:post-excerpt /-->
<!-- wp:post-date /--><!-- wp:post-author /--><!-- wp:post-terms {"term":"category"} /-->
<!-- /wp:post-template --><!-- wp:query-pagination -->
<!-- wp:query-pagination-numbers /--><!-- /wp:query-pagination --><!-- /wp:query -->
<!-- wp:shortcode -->[caption width="10"]x[/caption] [audio src="BASE/wp-content/uploads/a.mp3"]
[embed]BASE/?p=1[/embed]<!-- /wp:shortcode -->
"""
FEED = '<!-- wp:rss {"feedURL":"BASE/?feed=rss2"} /-->'  # on pages only: in a post the feed would ask for itself
XMLRPC = """<?xml version="1.0"?><methodCall><methodName>%s</methodName><params>%s</params></methodCall>"""


def inputs(text: str) -> dict[str, str]:
    """Return what a browser would send of a page's inputs; of two of one name, the first."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", text):
        attributes = dict(re.findall(r"""([\w-]+)=["']([^"']*)["']""", tag))
        kind = attributes.get("type", "text")
        if kind in ("hidden", "text", "email", "url", "number") or (
            kind in ("checkbox", "radio") and " checked" in tag
        ):
            found.setdefault(attributes.get("name", ""), html.unescape(attributes.get("value", "")))
    for name, options in re.findall(r"""<select\b[^>]*name=["']([^"']+)["'][^>]*>(.*?)</select>""", text, re.DOTALL):
        for tag in re.findall(r"<option\b[^>]*selected[^>]*>", options):
            if value := re.search(r"""value=["']([^"']*)["']""", tag):
                found.setdefault(name, html.unescape(value[1]))
    return found


class Site(Visitor):
    """One browser at one WordPress."""

    nonce = ""

    def ask(self, path: str, fields: dict[str, str] | None = None, body: tuple[bytes, str] | None = None) -> str:
        """Return the answer's text; tell when WordPress gave up."""
        text = super().ask(path, fields, body)
        if 'class="wp-die-message"' in text:
            message = re.sub(r"<[^>]+>", " ", text[text.rindex('class="wp-die-message"') + 23 :])
            print(f"  {path}: {' '.join(message.split())[:100]}", file=sys.stderr)
        return text

    def rest(self, path: str, **fields: object) -> dict[str, object]:
        """POST JSON to the REST API as the one who is logged in; complain of errors."""
        joined = "&" if "?" in path else "?"
        body = (json.dumps(fields).encode(), "application/json")
        text = self.ask(f"wp-json/{path}{joined}_wpnonce={self.nonce}", body=body)
        try:
            answer = json.loads(text)
        except ValueError:
            answer = {"code": text[:200]}
        if not isinstance(answer, dict):
            return {}
        if "code" in answer and "id" not in answer:
            print(f"  {path}: {str(answer)[:200]}", file=sys.stderr)
        return answer

    def send(self, path: str, file: str, kind: str, content: bytes, **fields: str) -> str:
        """POST a form with a file."""
        parts = [
            f'--{MARK}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in fields.items()
        ]
        name = "async-upload" if "async" in path else "file"
        head = f'--{MARK}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        head += f"Content-Type: {kind}\r\n\r\n"
        body = b"".join(parts) + head.encode() + content + f"\r\n--{MARK}--\r\n".encode()
        return self.ask(path, body=(body, f"multipart/form-data; boundary={MARK}"))

    def form(self, page: str, target: str = "", **fields: str) -> str:
        """Read an admin page and send its fields back with some of them changed."""
        text = self.ask(page)
        return self.ask(target or page, {**inputs(text), **fields})

    def follow(self, page: str, pattern: str) -> str:
        """Follow the first link of an admin page that holds a pattern: its nonce is in it."""
        link = re.search(rf"""href=["']([^"']*{pattern}[^"']*)["']""", self.ask(page))
        if not link:
            print(f"  {page}: no link {pattern}", file=sys.stderr)
            return ""
        target = link[1].replace("&amp;", "&").replace("&#038;", "&")
        return self.ask(target.removeprefix(f"{self.base}/") if target.startswith("http") else f"wp-admin/{target}")

    def ajax(self, action: str, **fields: str) -> str:
        """Ask admin-ajax.php."""
        return self.ask("wp-admin/admin-ajax.php", {"action": action, **fields})


def install(site: Site, user: str, password: str) -> None:
    """Walk through the installer, then log in and take the nonce of the REST API."""
    site.ask("wp-admin/install.php")
    fields = {"weblog_title": "Traced", "user_name": user, "admin_password": password, "admin_password2": password}
    site.ask(
        "wp-admin/install.php?step=2", {**fields, "pw_weak": "1", "admin_email": "a@example.org", "blog_public": "0"}
    )
    site.ask("wp-login.php", {"log": user, "pwd": "wrong"})
    site.ask("wp-login.php", {"log": user, "pwd": password, "rememberme": "forever", "testcookie": "1"})
    site.nonce = site.ask("wp-admin/admin-ajax.php?action=rest-nonce")
    print("  nonce:", site.nonce[:20])
    site.form("wp-admin/options-permalink.php", permalink_structure="/%year%/%postname%/", selection="custom")


def sound() -> bytes:
    """Return a WAV file of silence."""
    data = b"\0" * 800
    head = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8)
    return b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVE" + head + b"data" + struct.pack("<I", len(data)) + data


def write(site: Site) -> None:
    """Create posts, pages, terms, users, media, menus, blocks over REST; change, revise and delete some."""
    sent = site.send(f"wp-json/wp/v2/media?_wpnonce={site.nonce}", "trace.png", "image/png", picture())
    image = re.search(r'"id":(\d+)', sent)
    site.send(f"wp-json/wp/v2/media?_wpnonce={site.nonce}", "trace.wav", "audio/wav", sound())
    term = site.rest("wp/v2/categories", name="Traced", description="d").get("id", 1)
    tag = site.rest("wp/v2/tags", name="tag").get("id", 1)
    text = TEXT.replace("BASE", site.base)
    fields = {"title": "Traced post", "content": text, "status": "publish", "categories": [term], "tags": [tag]}
    post = site.rest("wp/v2/posts", **fields, meta={}, sticky=True).get("id", 1)
    site.rest(f"wp/v2/posts/{post}", content=text + "more", excerpt="short", format="aside")
    site.rest(f"wp/v2/posts/{post}/autosaves", content=text + "auto")
    site.rest("wp/v2/posts", title="Later", content="x", status="future", date="2099-01-01T00:00:00")
    site.rest("wp/v2/posts", title="Secret", content="x", status="publish", password="p")
    gone = site.rest("wp/v2/posts", title="Gone", content="x", status="draft").get("id", 1)
    site.ask(f"wp-json/wp/v2/posts/{gone}?_method=DELETE&_wpnonce={site.nonce}", {})
    page = site.rest(
        "wp/v2/pages", title="Traced page", content=text + FEED.replace("BASE", site.base), status="publish"
    ).get("id", 1)
    site.rest("wp/v2/pages", title="Below", content="x", status="publish", parent=page, menu_order=2)
    site.rest("wp/v2/blocks", title="Block", content="<p>x</p>", status="publish")
    site.rest(
        "wp/v2/comments",
        post=post,
        content="A comment with https://example.org",
        author_name="N",
        author_email="n@example.org",
    )
    site.rest("wp/v2/users", username="helper", email="h@example.org", password="other-trace-2026", roles=["editor"])
    site.rest("wp/v2/users/me", description="me", meta={})
    menu = site.rest("wp/v2/menus", name="Menu").get("id", 1)
    for fields in ({"object_id": page, "object": "page", "type": "post_type"}, {"url": "#", "type": "custom"}):
        site.rest("wp/v2/menu-items", title="Item", menus=menu, status="publish", **fields)
    site.rest("wp/v2/settings", description="Just traced", timezone="Europe/Berlin", posts_per_page=3)
    site.rest("wp/v2/users/me/application-passwords", name="traced")
    site.rest("wp/v2/widgets", id_base="text", sidebar="sidebar-1", instance={"raw": {"title": "T", "text": "x"}})
    site.rest("batch/v1", requests=[{"path": "/wp/v2/posts", "method": "POST", "body": {"title": "Batch"}}])
    if image and (source := re.search(r'"source_url":"([^"]+)"', sent)):
        site.rest(f"wp/v2/media/{image[1]}/edit", src=source[1].replace("\\/", "/"), rotation=90)
    attributes = {"postsToShow": 2}
    site.rest("wp/v2/block-renderer/core/latest-posts?context=edit&_method=POST", attributes=attributes)
    site.rest("wp/v2/templates", slug="traced", content="<!-- wp:post-title /-->", title="T", theme="twentytwentythree")


def administrate(site: Site) -> None:
    """Do what forms, links and admin-ajax.php of the administration do."""
    site.follow("wp-admin/plugins.php", "action=activate")
    site.form(
        "wp-admin/options-general.php",
        "wp-admin/options.php",
        blogname="Traced again",
        option_page="general",
        timezone_string="Europe/Berlin",
    )
    site.form("wp-admin/options-reading.php", "wp-admin/options.php", posts_per_page="4", option_page="reading")
    site.form("wp-admin/edit-tags.php?taxonomy=category", action="add-tag", **{"tag-name": "By form", "slug": "form"})
    site.form("wp-admin/user-new.php", action="createuser", user_login="second", email="s@example.org", role="author")
    site.form("wp-admin/post-new.php?post_type=page", "wp-admin/post.php", post_title="By form", content="x")
    site.form("wp-admin/media-new.php", "wp-admin/async-upload.php")
    site.form("wp-admin/profile.php", first_name="First", email="a@example.org", nickname="n", action="update")
    site.form("wp-admin/widgets.php")
    site.form("wp-admin/nav-menus.php?action=edit&menu=0", **{"menu-name": "By form", "action": "update"})
    site.follow("wp-admin/edit.php", "action=trash")
    site.follow("wp-admin/edit-comments.php", "action=spamcomment")
    site.follow("wp-admin/edit.php?post_status=trash&post_type=post", "action=untrash")
    nonce = re.search(r'"nonce":"(\w+)"', site.ask("wp-admin/index.php"))
    site.ajax(
        "heartbeat", _nonce=nonce[1] if nonce else "", screen_id="dashboard", **{"data[wp-check-locked-posts][]": "1"}
    )
    site.ajax("query-attachments", **{"query[posts_per_page]": "5", "query[post_mime_type]": "image"})
    for action in (
        "wp-compression-test",
        "dashboard-widgets",
        "get-community-events",
        "menu-get-metabox",
        "find_posts",
    ):
        site.ajax(action, widget="dashboard_primary")
    site.ajax("parse-embed", post_ID="1", shortcode=f"[embed]{site.base}/?p=1[/embed]", type="embed")
    site.ajax("wp-link-ajax", search="Tr")
    site.ajax("query-themes")
    site.ajax("oembed-cache", post="1")
    customize(site)


def customize(site: Site) -> None:
    """Open the customizer, keep a changeset, and preview it."""
    text = site.ask("wp-admin/customize.php")
    nonces = dict(re.findall(r'"(save|preview)":"(\w{10})"', text))
    uuid = re.search(r'"uuid":"([\w-]+)"', text)
    change = json.dumps({"blogname": {"value": "Customized"}, "blogdescription": {"value": "d"}})
    state = {
        "wp_customize": "on",
        "customize_theme": "twentytwentyone",
        "customize_changeset_uuid": uuid[1] if uuid else "",
    }
    site.ask(
        "?customize_messenger_channel=preview-0", {**state, "nonce": nonces.get("preview", ""), "customized": change}
    )
    site.ajax("customize_save", **state, nonce=nonces.get("save", ""), customize_changeset_data=change)
    state |= {"nonce": nonces.get("save", ""), "customize_changeset_status": "publish"}
    print("  customized:", site.ajax("customize_save", **state, customize_changeset_data=change)[:60])


def call_remotely(site: Site, user: str, password: str) -> None:
    """Call XML-RPC methods."""
    login = f"<param><value>{user}</value></param><param><value>{password}</value></param>"
    who = "<param><value>1</value></param>" + login
    member = "<member><name>{}</name><value>Remote</value></member>"
    post = f"<param><value><struct>{member}{member}</struct></value></param>"
    methods = (
        ("system.listMethods", ""),
        ("demo.addTwoNumbers", "<param><value><int>1</int></value></param><param><value><int>2</int></value></param>"),
        ("wp.getUsersBlogs", login),
        ("wp.getPosts", who),
        ("wp.getOptions", who),
        ("wp.getTaxonomies", who),
        ("wp.getMediaLibrary", who),
        ("wp.newPost", who + post.format("post_title", "post_content")),
        (
            "metaWeblog.newPost",
            who + post.format("title", "description"),
        ),
        ("wp.nothing", ""),
    )
    for name, parameters in methods:
        site.ask("xmlrpc.php", body=((XMLRPC % (name, parameters)).encode(), "text/xml"))


def main() -> int:
    """Visit everything; print the answers' statuses."""
    base, user, password = sys.argv[1:4]
    lines = REQUESTS.read_text(encoding="utf-8").replace("BASE", base).split("\n")
    paths = [line for line in lines if line and not line.startswith("#")]
    site, stranger = Site(base), Site(base)
    install(site, user, password)
    write(site)
    for path in paths:
        if not path.startswith("wp-admin"):
            stranger.ask(path.replace("_wpnonce=NONCE", ""))
    comment = {"comment_post_ID": "1", "author": "S", "email": "s@example.org", "comment": "Nice"}
    stranger.ask("wp-comments-post.php", comment)
    stranger.ask(
        "wp-trackback.php?p=1&tb_id=1", {"url": "http://example.org/x", "title": "t", "excerpt": "e", "blog_name": "b"}
    )
    stranger.ask("wp-login.php?action=lostpassword", {"user_login": user})
    call_remotely(stranger, user, password)
    for path in paths:
        if path.startswith(("wp-json", "wp-admin/site-editor")):
            site.ask(path.replace("NONCE", site.nonce))
    site.follow("wp-admin/themes.php", "action=activate[^\"']*twentytwentyone")
    for path in paths:
        site.ask(path.replace("NONCE", site.nonce))
    administrate(site)
    site.follow("wp-admin/index.php", "action=logout")
    print("  as a stranger:", dict(stranger.seen), "as the administrator:", dict(site.seen))
    return 0


if __name__ == "__main__":
    sys.exit(main())
