"""A file name (and, when that is not enough, its bytes) in; which reader the file is for out."""

import re
from enum import Enum

from analyzer.model.project import FileKind


class Probe(Enum):
    """How much of a file must be seen before its kind is known."""

    NONE = "its name says it"
    HEAD = "its first bytes say it"
    ANYWHERE = "it is PHP when `<?php` or `<?=` stands anywhere in it"
    TAG = "it is PHP when it opens PHP at all; the name is also used by other languages"
    TEMPLATE = "a template, unless PHP stands in it"


HEAD_BYTES = 1024

_PHP = frozenset({"php", "phtml", "php3", "php4", "php5", "php7", "php8", "ctp"})
_SHARED = frozenset({"inc", "module", "install"})  # Drupal, and PHP of the nineties; assembler and others too
_TEMPLATES = frozenset({"twig", "latte", "smarty"})
_MARKUP = frozenset({"html", "htm", "xhtml", "shtml"})
_NEVER = frozenset(
    """
    js mjs cjs jsx ts tsx vue svelte css scss sass less styl map json5 jsonc geojson lock toml ini
    cfg conf xsd xsl xslt dtd rng wsdl rss atom svg png jpg jpeg jpe gif bmp ico webp avif tif tiff psd ai
    eps ttf otf woff woff2 eot md markdown rst adoc txt text tex rtf pdf ps doc docx xls xlsx ppt pptx odt ods
    odp csv tsv po pot mo mp3 mp4 m4a m4v ogg oga ogv opus wav flac mov avi webm mkv swf fla zip gz tgz bz2 xz
    zst 7z rar tar phar jar war deb rpm iso dmg exe dll so dylib a o obj bin dat db sqlite sqlite3 mdb swp pyc
    pyo py rb pl pm c h cc cpp cxx hpp hh m java kt scala go rs swift cs vb fs sh bash zsh fish bat cmd ps1 awk
    sed lua r jl hs ml ex exs erl clj el lisp diff patch log pem crt key cer der p12 gpg asc sig sum md5 sha1
    sha256 editorconfig gitignore gitattributes gitmodules gitkeep htaccess htpasswd dockerignore npmignore
    eslintrc stylelintrc prettierrc babelrc browserslistrc jshintrc jscsrc eslintignore mailmap nvmrc snap neon
    ftl pug jade hbs mustache ejs graphql gql proto thrift avsc parquet wasm lut cur ani pcap
    """.split()  # noqa: SIM905 - a list of 200 strings would be 200 lines
)
_CONFIG = frozenset({"yml", "yaml", "xml", "json"})
CONFIG_BYTES = 500_000  # a larger YAML, XML or JSON file holds data, no wiring
# Tools' own files and prose in other languages: nothing of the application is wired there.
_NO_WIRING = re.compile(
    r"(?:composer|package|package-lock|tsconfig.*|jsconfig.*|bower|manifest|\.[\w.-]*|docker-compose.*|mkdocs|"
    r"phpunit.*|phpcs.*|psalm.*|phpmd.*|phpstan.*|codeception.*|sonar.*|appveyor.*|build|openapi.*|swagger.*)"
    r"\.(?:ya?ml|json|xml)(?:\.dist)?",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"(?:^|/)(?:translations?|locales?|lang|langs|languages?|i18n|l10n|intl|\.github|\.circleci|docs?)/", re.IGNORECASE
)
_OPENS = re.compile(rb"\s*(?:<\?php\b|<\?=)", re.IGNORECASE)
_SHEBANG = re.compile(rb"#![^\n]*\bphp")
_TAG = re.compile(rb"<\?(?:php\b|=)", re.IGNORECASE)
_ANY_TAG = re.compile(rb"<\?(?:php\b|=|\s)", re.IGNORECASE)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_WIDE_MARKS = _BYTE_ORDER_MARKS[1:]


def kind_by_name(name: str) -> tuple[FileKind | None, Probe] | None:
    """Return (kind, what must still be looked at) of a file name, None when it is nothing for us.

    A None kind means that only the bytes can tell.
    """
    stem, dot, suffix = name.lower().rpartition(".")
    if suffix in _NEVER and dot:
        return None
    if suffix in _PHP and dot:
        blade = suffix == "php" and stem.endswith(".blade")
        return (FileKind.TEMPLATE if blade else FileKind.PHP), Probe.NONE
    if suffix == "sql" and dot:
        return FileKind.SQL, Probe.NONE
    if suffix in _SHARED and dot:
        return FileKind.PHP, Probe.TAG
    if suffix in _CONFIG and dot:
        return None if _NO_WIRING.fullmatch(name) else (FileKind.CONFIG, Probe.NONE)
    if suffix in _TEMPLATES and dot:
        return FileKind.TEMPLATE, Probe.NONE
    if suffix == "tpl" and dot:
        return FileKind.TEMPLATE, Probe.TEMPLATE
    return None, (Probe.ANYWHERE if suffix in _MARKUP and dot else Probe.HEAD)


def may_wire(path: str) -> bool:
    """Return whether a configuration file at this path may say how the application's parts are put together."""
    return not _PROSE.search(path)


def kind_by_content(kind: FileKind | None, probe: Probe, content: bytes) -> FileKind | None:
    """Return the kind of a file whose bytes (the first `HEAD_BYTES` are enough for `Probe.HEAD`) are given."""
    if probe is Probe.NONE:
        return kind
    if probe is Probe.HEAD:
        return FileKind.PHP if _starts_php(content[:HEAD_BYTES]) else None
    text = content.replace(b"\0", b"") if content.startswith(_WIDE_MARKS) else content
    if probe is Probe.TEMPLATE:
        return FileKind.PHP if _TAG.search(text) else kind
    return FileKind.PHP if (_TAG if probe is Probe.ANYWHERE else _ANY_TAG).search(text) else None


def _starts_php(head: bytes) -> bool:
    for mark in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            head = head[len(mark) :]
            head = head.replace(b"\0", b"") if mark in _WIDE_MARKS else head
            break
    if _OPENS.match(head) or _SHEBANG.match(head):
        return True
    # A page that begins with markup; prose that merely shows PHP (a README) does not begin with `<`.
    return head.lstrip().startswith(b"<") and _TAG.search(head) is not None
