"""A project and its frameworks in; the text of a first secateur.yaml out."""

from collections.abc import Iterator, Sequence

from analyzer.model.config import CONFIDENCE, KINDS, Config
from analyzer.model.plan import LIMITS
from analyzer.model.project import FileRole, Project

LISTED = 12  # directories named in a comment


def starter(project: Project, frameworks: Sequence[str]) -> str:
    """Return a commented secateur.yaml that says what was detected and changes nothing: every value is the default."""
    sections = (_discover(project), _frameworks(frameworks), _hints(), _clustering(), _weights(), _plan())
    return "\n".join([line for section in sections for line in section] + [""])


def _discover(project: Project) -> Iterator[str]:
    yield "# Configuration of sécateur. Every key may be left out; what stands here are the defaults."
    yield "# Globs are as in .gitignore, from this directory; put them in quotes."
    yield f"name: {_quoted(project.name)}"
    yield ""
    yield "discover:"
    yield "  # Left out altogether, as if they were not there."
    yield '  exclude: []  # for example ["old/", "*.bak.php"]'
    yield "  # Other people's code: known, not taken apart. Add what you keep elsewhere."
    yield from _seen("Found without asking", _directories(project, FileRole.THIRD_PARTY))
    yield '  third_party: []  # for example ["lib/fpdf/"]'
    yield "  # Tests and fixtures: read, never part of a service."
    yield from _seen("Found without asking", _directories(project, FileRole.TEST))
    yield "  tests: []"
    yield f"  max_file_size: {Config().discover.max_file_size}  # bytes; larger files are skipped, aloud"
    yield ""


def _frameworks(frameworks: Sequence[str]) -> Iterator[str]:
    yield "frameworks:"
    known = sorted(set(frameworks) - {"plain"})  # PHP's own conventions: always on, no framework to a reader
    yield f"  # Detected: {', '.join(known) or 'none that is known; plain PHP'}."
    yield "  on: []   # to switch on whatever detection says"
    yield "  off: []"
    yield ""


def _hints() -> Iterator[str]:
    yield "# What nobody can read off the code; the report says which lines would help most."
    yield "# Types as in a docblock, with the full names of classes. A type or docblock in the code comes first."
    yield "# types:"
    yield "#   $db: App\\Database  # a global variable, in scripts and after 'global $db'"
    yield "#   App\\Order::$lines: App\\Line[]  # a property"
    yield "#   App\\Registry::get(): App\\Mailer  # what a method returns"
    yield "#   get_db(): App\\Database  # what a function returns"
    yield "# Names of classes that are made at run time, as class_alias does."
    yield "# aliases:"
    yield "#   Cart: App\\Cart"
    yield "# Constants and global variables that hold a directory; or an include as it is written: the files it loads."
    yield "# includes:"
    yield "#   LIB_DIR: src/lib"
    yield "#   '$page . ''.php''': ['pages/*.php']"
    yield ""


def _clustering() -> Iterator[str]:
    clustering = Config().clustering
    yield "clustering:"
    yield "  # services: 8  # a wished number of services; without it the number is searched"
    yield f"  seeds: {clustering.seeds}  # repetitions; more are slower and steadier"
    yield f"  # resolutions: [{', '.join(map(str, clustering.resolutions))}]  # from coarse to fine"
    yield ""


def _weights() -> Iterator[str]:
    defaults = Config()
    yield "# How much each kind of dependency counts. Name only what you change."
    yield "# weights:"
    yield f"#   fan_in_discount: {defaults.weights.fan_in_discount}  # 0: what everybody uses counts in full"
    for title, numbers in (("layers", defaults.weights.layers), ("confidence", CONFIDENCE), ("kinds", KINDS)):
        yield f"#   {title}:"
        yield from (f"#     {name}: {number}" for name, number in numbers.items())
    yield ""
    yield "# What the order of extraction minimises."
    yield "# order:"
    yield f"#   back_call: {defaults.order.back_call}  # per unit of weight called back into the monolith"
    yield f"#   shared_write: {defaults.order.shared_write}  # per table written on both sides"


def _plan() -> Iterator[str]:
    yield ""
    yield "# The accepted services: 'secateur accept' writes them, 'secateur check' holds the code to them."
    yield "# services:"
    yield "#   billing:"
    yield "#     includes:  # namespaces, beginnings of names, paths; the more exact pattern wins"
    yield "#       - class:App\\Billing\\*"
    yield "#       - src/Billing/**"
    yield "#     tables: [invoices, invoice_*]"
    yield "#     owner: '@shop/billing'"
    yield "#     state: planned  # in progress, extracted"
    yield "#     uses: [catalog]  # the services it may depend on; without this key: all"
    yield "#     public: [class:App\\Billing\\Api\\*]  # what others may use of it; without this key: all"
    yield f"#     limits: {{lines: 20000}}  # {', '.join(LIMITS)}"
    yield "#   catalog: ['src/Catalog/**']  # includes alone"
    yield "# kernel: ['src/Kernel/**']  # shared by all services, in none; without this key it is detected"


def _seen(title: str, directories: Sequence[str]) -> Iterator[str]:
    """Yield a comment that lists directories, if there are any."""
    if directories:
        more = f" and {len(directories) - LISTED} more" if len(directories) > LISTED else ""
        yield f"  # {title}: {', '.join(_quoted(path) for path in directories[:LISTED])}{more}."


def _directories(project: Project, role: FileRole) -> tuple[str, ...]:
    """Return the topmost directories that hold files of one role only, with a final `/`, sorted."""
    mixed = {above for file in project.files if file.role is not role for above in _above(file.path)}
    found = set()
    for file in project.files:
        if file.role is role:
            found.update([above for above in _above(file.path) if above not in mixed][:1])
    return tuple(sorted(found))


def _above(path: str) -> list[str]:
    """Return the directories above a path, from the top, each with a final `/`."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: depth + 1]) + "/" for depth in range(len(parts))]


def _quoted(text: str) -> str:
    """Return a YAML double-quoted text in one line, whatever it holds."""
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if "\ud800" <= character <= "\udfff":
        return "\N{REPLACEMENT CHARACTER}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"
