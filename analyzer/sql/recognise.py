"""Any text in; whether it is an SQL statement out. Quick, because every string of a code base is asked."""

import re

_START = re.compile(
    r"[\s(]*(?:/\*.*?\*/\s*|--[ \t][^\n]*\n\s*|\#[^\n]*\n\s*)*"
    r"(select|insert|update|delete|replace|create|alter|drop|truncate|rename|with|lock|unlock|load\s+data|show|describe|desc"
    r"|explain|start\s+transaction|begin|commit|rollback|merge|optimize|analyze|repair|set)\b",
    re.IGNORECASE | re.DOTALL,
)
_NAME = r"""[`"\[]?(?:[\w$]|\{\w+\}|\#__|%|\[\||/\*_\*/|\{\{|:(?:table|tbl|prefix)_)"""
_OBJECT = r"(?:if\s+(?:not\s+)?exists\s+)?" + _NAME
_HINTS = r"(?:(?:low_priority|high_priority|delayed|quick|ignore|only|or\s+\w+)\s+)*"
_CLAUSE = r"(?:where|using|join|inner|left|right|cross|natural|limit|order|partition|returning|as)\b"
_KINDS = r"(?:table|view|index|database|schema|sequence|trigger|procedure|function|event|user)"
_SHAPES = {
    "select": rf"select\b(?:.*?\bfrom\s*[\s`(]\s*(?:{_NAME}|\(|\Z)|.*\(.*\)|\s*(?:\{{\d+\}}|[@`*\d]|\Z|distinct\b))",
    "insert": rf"insert\s+{_HINTS}(?:into\b\s*(?:{_NAME}|\Z)"
    rf"|{_NAME}[^\s(]*\s*(?:\([^)]*\)\s*(?:values?\b|select\b|\{{)|values\b|set\b))",
    "update": rf"update\s+{_HINTS}(?:{_NAME}.*?\bset\b\s*(?:[`\"\[\w{{]|\Z)|[`{{]\S+\s*\Z)",
    "delete": rf"delete\s+{_HINTS}(?:[\w.*`,{{}}\s]+?\s+)?from\b\s*(?:\Z|{_NAME}[^\s?!;,]*\s*(?:[\w{{}}]+\s*)?"
    rf"(?:\Z|[,;(){{]|{_CLAUSE}))",
    "replace": rf"replace\s+{_HINTS}into\s+{_NAME}",
    "create": rf"create\s+(?:\w+\s+|or\s+replace\s+|definer\s*=\s*\S+\s+){{0,4}}?{_KINDS}\s+{_OBJECT}",
    "alter": rf"alter\s+(?:ignore\s+)?{_KINDS}\s+(?:only\s+)?{_OBJECT}",
    "drop": rf"drop\s+(?:temporary\s+)?{_KINDS}\s+{_OBJECT}",
    "truncate": rf"truncate\s+(?:table\s+)?{_NAME}\S*\s*;?\s*\Z",
    "rename": rf"rename\s+table\s+{_NAME}",
    "with": r"with\s+(?:recursive\s+)?[\w`\"]+\s*(?:\([^)]*\)\s*)?as\s*\(",
    "lock": rf"lock\s+tables?\s+{_NAME}",
    "unlock": r"unlock\s+tables\b",
    "load": r"load\s+data\s+(?:low_priority\s+|concurrent\s+)?(?:local\s+)?infile\b",
    "show": r"show\s+(?:full\s+|create\s+|open\s+|global\s+|session\s+)*(?:tables?|columns|fields|index|indexes|keys"
    r"|databases|variables|status|triggers|processlist|grants|engines|warnings)\b",
    "describe": rf"describe\s+{_NAME}\S*\s*;?\s*\Z",
    "desc": r"desc\s+[`{]\S+\s*;?\s*\Z",
    "explain": r"explain\s+(?:extended\s+|analyze\s+)?(?:select|insert|update|delete)\b",
    "start": r"start\s+transaction\b",
    "begin": r"begin(?:\s+(?:work|transaction|immediate|exclusive|deferred))?\s*;?\s*\Z",
    "commit": r"commit(?:\s+work)?\s*;?\s*\Z",
    "rollback": r"rollback(?:\s+work|\s+to\s+\w+)?\s*;?\s*\Z",
    "merge": rf"merge\s+into\s+{_NAME}",
    "optimize": rf"optimize\s+table\s+{_NAME}",
    "analyze": rf"analyze\s+table\s+{_NAME}",
    "repair": rf"repair\s+table\s+{_NAME}",
    "set": r"set\s+(?:names|autocommit|foreign_key_checks|sql_mode|session|global|character\s+set|@)",
}
_CONFIRM = {verb: re.compile(pattern, re.IGNORECASE | re.DOTALL) for verb, pattern in _SHAPES.items()}
_ALONE = frozenset({"begin", "commit", "rollback"})  # single words: only PHP code that shouts them means SQL
_LOOKED_AT = 8_000  # characters: enough to see the shape of the longest statement
# Words that follow a verb in a sentence, never in a statement.
_PROSE = re.compile(
    r"\s*(?:select|update|delete|insert|create|drop|replace|show|alter|truncate|lock|with|describe)\s+"
    r"(?:the|a|an|your|all\s+(?:the|of|your)|this|that|these|those|my|our|some|any|one|it|from\s+the|which|where|if|when|how|here|"
    r"to|and|or|for|of|in)\b(?!\s*[.,=(])(?!\s+(?:from|set|into)\s+[`{\w]+\s*(?:where|=|[),;]|\Z))",
    re.IGNORECASE,
)
# A statement in capitals may select a column called `a`; a headline in capitals goes on with an article.
_SHOUTED = re.compile(r"\b(?:FROM|SET|INTO)\s+(?!(?:THE|YOUR|AN?|THIS|OUR|MY)\b)[`{\w]")
_SYMBOLS = re.compile(r"[=*`(){}<>]|\b(?:WHERE|FROM|SET|VALUES|INTO|TABLE)\b|\b[a-z]+_[a-z]+\b|\w\.\w")


_LEAD = r"[\s(,]*(?:\{\d+\}[\s,]*)*"
_TABLE = r"(?:[`\"\[]?(?:[A-Za-z_$]|\{\d+\}|\#__|%%)[\w$.{}`\"\]%]*)"
_PIECE = re.compile(
    rf"{_LEAD}(?:(?i:(?:(?:left|right|full)\s+(?:outer\s+)?|inner\s+|cross\s+|natural\s+|straight_)join\s+{_TABLE})"
    rf"|JOIN\s+{_TABLE}\s.*?\b(?:ON|USING)\b|FROM\s+{_TABLE}\s*(?:\Z|[,;)]|(?:AS\s+)?[\w{{}}`]+\s*(?:\Z|[,;]|"
    r"(?:WHERE|LEFT|RIGHT|INNER|JOIN|CROSS|GROUP|ORDER|LIMIT|USE|FORCE|ON)\b)))",
    re.DOTALL,
)
_INNER = re.compile(r"\(\s*SELECT\b.{1,2000}?\bFROM\s+[\w`{$]", re.IGNORECASE | re.DOTALL)
_CONDITION = re.compile(
    r"[\s(]*(?:\{\d+\}\s*)*(?:(?i:and|or|where|not)\b|[\w.`{}]+\s*(?:=|<|>|(?i:not\s+in|in|not\s+exists|exists)\b)|(?i:exists)\b)"
)


def is_piece(text: str) -> bool:
    """Return whether a text is a part of a statement that names tables: a join, a FROM, a condition with a subquery."""
    if len(text) > _LOOKED_AT or _START.match(text):
        return False
    if _PIECE.match(text):
        return True
    return "(" in text and _CONDITION.match(text) is not None and _INNER.search(text) is not None


def looks_like_sql(text: str) -> bool:
    """Return whether a text is (the beginning of) an SQL statement; placeholders may stand anywhere.

    Sentences that begin with an SQL verb ("Select your country from the list") are not.
    """
    match = _START.match(text)
    if match is None:
        return False
    verb = match.group(1)
    body = text[match.start(1) : match.start(1) + _LOOKED_AT]
    if not _CONFIRM[verb.split()[0].lower()].match(body):
        return False
    if verb.lower() in _ALONE and not verb.isupper():
        return " " in body.strip()
    if _PROSE.match(body) and not (verb.isupper() and _SHOUTED.search(body)):
        return False
    return verb.isupper() or _SYMBOLS.search(body) is not None
