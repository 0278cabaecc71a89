"""What the report says in words: how to read each figure, what a number means, what to do about a gap."""

from analyzer.model.analysis import Analysis, Inventory
from analyzer.model.linkage import Coverage, Reason
from analyzer.model.roadmap import Roadmap

SERVICE_MAP = (
    "Each disc is a proposed service, its area the lines of code; clockwise from the top they stand in the order in "
    "which they could leave. An arrow goes from a service to one that it uses; the thicker, the more places in the "
    "code. Good is thin and few: a thick pair of arrows in both directions marks two services that will be hard to "
    "part, or that are one."
)
MATRIX = (
    "A row uses the columns; each number counts the places in the code. Rows and columns stand in the order of "
    "extraction, so whatever lies to the right of the grey diagonal is a call back from an extracted service into "
    "what is still the monolith. Good is an empty upper right half."
)
SHRINKING = (
    "The line shows how many lines of code are left in the monolith after each extraction; big steps early are good. "
    "The bars show what each period of coexistence costs: calls from extracted services back into the monolith plus "
    "tables that both sides write. Low bars are good; a bar that stays high says that something is still tied up. "
    "Lines are those of units: what lies between them (comments, blank lines) and second declarations of a name are in "
    "none, so the line starts below the lines of all files."
)
TABLE_MATRIX = (
    "Each cell counts the places in the code of a service that read (r) and write (w) the table; the owner's cell is "
    "framed. Good is a row with one cell. The dearest tables stand first. The last column counts code that is in no "
    "service, and code that installs or migrates: it touches every table and owns none."
)
VERDICTS = (
    "The owner is the service with most of the places that write; clarity is its share of them (of those that read, "
    "when nobody writes). Every answer that is possible has a price, and the cheapest is the verdict; prices stand in "
    "secateur.yaml below data:. The cost of a table that is kept in the core is what parting it would cost at least."
)
JOINS = (
    "A statement that reads tables of two owners has no database to run in any more. Where the service that asks keeps "
    "a copy, it joins the copy; elsewhere both owners are asked and the answers put together, or a read model is kept."
)
TRANSACTIONS = (
    "Each of these writes tables of several owners before it commits, following calls: it cannot stay one transaction. "
    "Either the owners become one service, or each commits its own part and a later failure is made good again."
)
STATE = "What one service writes outside of any table and another reads, by key."
MISSING = "A schema that is not in the code, a name that is built at run time, or dead code."
TABLES_PICTURE = (
    "Tables of the service are white, those of others that are tied to them grey with their owner. A line is a foreign "
    "key, dashed when only names imply it; a dotted line with a number counts statements that join the two."
)
REASONS: dict[Reason, str] = {
    Reason.DYNAMIC_PATH: "The path of an include is computed. A line below includes: says which files it loads, for "
    "the expression as it stands here, or for a constant or global variable in it.",
    Reason.MISSING_FILE: "An include names a file that is not there: dead code, or generated at run time.",
    Reason.DYNAMIC_CLASS: "The class name is computed. A docblock on the variable (@var) resolves it.",
    Reason.UNKNOWN_CLASS: "The class is neither in this code, nor PHP's, nor in composer.lock: a missing package, "
    "a class that is made at run time (aliases: says which one it stands for), or dead code.",
    Reason.UNKNOWN_FUNCTION: "The function is neither in this code nor PHP's own: a missing extension or include.",
    Reason.DYNAMIC_NAME: "The name of the method or function is computed.",
    Reason.UNTYPED_RECEIVER: "Nothing says what object this is. A type, a docblock (@var, @param, @return) or a line "
    "below types: resolves it.",
    Reason.UNKNOWN_METHOD: "The class is known but declares no such method, nor do its parents that we can see. "
    "A docblock (@method) at the class says what it answers.",
    Reason.DYNAMIC_TABLE: "The table name is computed; the readable part is in the ledger.",
    Reason.UNREADABLE_SQL: "No SQL parser could read it; tables were taken from its keywords where possible.",
    Reason.MISSING_TEMPLATE: "A template is named that is not in this code.",
    Reason.UNKNOWN_NAME: "A framework's name (a service, an alias) that nothing in this code gives a meaning.",
    Reason.UNREAD_WIRING: "A framework wires something here in a way that its plug-in cannot read.",
}
METRICS: dict[str, tuple[str, str]] = {
    "sm@fse21": (
        "Structural modularity (Mono2Micro)",
        "density of calls inside services less the density between them",
    ),
    "smq@fosci": ("Structural quality (FoSCI)", "the same idea, every direction of a call counted"),
    "smq@rldec": ("Structural quality (RLDec)", "the same idea, mean over ordered pairs of services"),
    "icp@fse21": ("Calls between services, log volume", "share of all calls that cross; one box gives 0"),
    "icp@cargo": ("Calls between services, volume", "share of all call places that cross; one box gives 0"),
    "ifn@fse21": ("Interface number (Mono2Micro)", "pairs of units that call across, per service"),
    "ifn@fosci": ("Interface number (FoSCI)", "units called from outside, per service"),
    "irn@msextractor": ("Interactions", "call places between services"),
    "ned@fse21": (
        "Odd sizes (Mono2Micro)",
        "share of units outside services of 5 to 20 units; large monoliths score high",
    ),
    "ned@rldec": ("Odd sizes (RLDec)", "share of services outside 5 to 19 units"),
    "cohesion@cargo": ("Cohesion (CARGO)", "mean share of a service's calls that stay inside"),
    "turbomq@bunch": ("TurboMQ", "sum of the cohesion over services; grows with their number"),
    "turbomq/k@bunch": ("TurboMQ per service", "the same divided by the number of services"),
    "modularity@newman04": ("Modularity, undirected", "calls inside less those expected by chance"),
    "modularity@leicht08": ("Modularity, directed", "the same, directions kept"),
    "data_entropy@cargo": ("Data entropy (CARGO)", "how evenly services share tables; 0: each table has one user"),
    "bcp@fse21": (
        "Entry points per service, log",
        "entry points whose calls reach a service; falls as services grow in number",
    ),
}
COVERAGE = (
    "External references lead into PHP itself or a third-party package: known, and not followed. All percentages "
    "divide by the others, those that are not known to leave the code. Resolved is exact (the language says so), "
    "inferred (types, docblocks or the flow of values say so) and guessed (a convention or a string says so) together."
)
ADVICE = (
    "One line of secateur.yaml, or one docblock in the code, may resolve many references. The most rewarding first; "
    "put the real class or path where the line says Class or path."
)
GOOD = {"up": "higher is better", "down": "lower is better", "": "no better or worse by itself"}
ROWS = {
    "proposed": "the services of this report",
    "coarse": "the same code in fewer services",
    "recommended": "what would be recommended without the wished number",
    "unconstrained": "what would be proposed without your constraints",
    "fine": "the same code in more services",
    "one box": "everything in one service: some metrics love it",
    "singletons": "every unit alone: other metrics love that",
    "directories": "each directory a service: what a file manager would say",
    "random": "the proposal's sizes, filled by chance: what the numbers are worth",
}
KIND_NAMES = {
    "class-reference": "names of classes",
    "function-call": "calls of functions",
    "method-call": "calls of methods",
    "static-call": "static calls",
    "include": "includes",
    "shared-state": "shared state",
    "sql": "SQL statements",
    "table": "tables in SQL",
    "template": "templates",
}


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: 1 table, 2 tables."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


BLIND = 0.85  # of the references inside of the code: with fewer followed, a proposal is a sketch


def warning(analysis: Analysis) -> str:
    """Return what a reader must know before anything else when too little could be followed, or ""."""
    rows = [row for row in analysis.linkage.coverage if row.total > row.external]
    inner = sum(row.total - row.external for row in rows)
    followed = 1.0 - sum(row.unresolved for row in rows) / inner if inner else 1.0
    if followed >= BLIND:
        return ""
    worst = max(rows, key=lambda row: (row.unresolved, row.kind))
    return (
        f"Warning: only {followed:.0%} of what this code refers to within itself could be followed (worst: "
        f"{worst.kind}, {worst.followed:.0%} of {worst.total - worst.external:,}). Services, costs and their order "
        "rest on that part: take them as a sketch, and see what we don't know first."
    )


def how_good(roadmap: Roadmap) -> str:
    """Return how near an order is to the best one, to follow "the order" or "which"."""
    said = "is optimal" if roadmap.optimal else f"can be beaten by at most {percent(roadmap.gap)} of its cost"
    return f"{said} among those that begin as asked" if roadmap.first else said


def percent(share: float) -> str:
    """Return a share in words, with a decimal where it is small."""
    return f"{share:.1%}" if share < 0.01 else f"{share:.0%}"


def rest(analysis: Analysis) -> str:
    """Return what no step takes out of the monolith, or ""."""
    if not analysis.roadmap.steps:
        return ""
    left, found = analysis.roadmap.steps[-1].remaining, analysis.decomposition
    core = f", what no accepted service covers ({counted(len(found.core), 'unit')})" if found.core else ""
    return (
        f"After the last step {counted(left.loc, 'line')} are left that no service takes: the shared kernel "
        f"({counted(len(found.kernel), 'unit')}){core} and the orphans ({counted(len(found.orphans), 'unit')}), "
        "to which nothing that we could see connects a service. Both are listed below; translations, settings and dead "
        "code are common."
    )


def resolved(row: Coverage) -> str:
    """Return how much of a kind of reference was followed, and how surely, as a sentence."""
    name = KIND_NAMES.get(row.kind, row.kind)
    shares = ((row.exact, "exactly"), (row.inferred, "by inference"), (row.guessed, "by a guess"))
    how = ", ".join(f"{row.of_inner(count):.1%} {what}" for count, what in shares if count)
    said = f"Of {row.inner:,} {name} that stay inside of the code, {row.followed:.1%} are resolved"
    return f"{said}: {how}." if how else f"{said}."


def beside(inventory: Inventory) -> str:
    """Return which files were read beside the PHP that is counted, "" when there are none."""
    tests, others = inventory.test_files, inventory.third_party_files
    rest = inventory.read - inventory.files - tests - others
    said = [counted(rest, "template, SQL or configuration file", "templates, SQL and configuration files")] * (rest > 0)
    said += [f"{counted(others, 'file')} of third parties"] * (others > 0)
    said += [f"{counted(tests, 'test file')}, kept out of the services"] * (tests > 0)
    return "; ".join(said)
