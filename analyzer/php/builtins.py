"""PHP's own names: its classes, functions and constants, those of its extensions, and those it had once."""

from importlib.resources import files

_DATA = files("analyzer.php")


def _names(file: str) -> frozenset[str]:
    lines = (_DATA / file).read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


BUILTIN_CLASSES = _names("classes.txt")  # lower case
BUILTIN_FUNCTIONS = _names("functions.txt")  # lower case
BUILTIN_CONSTANTS = _names("constants.txt")

# Functions whose arguments name code, files, tables or state: calls of these are kept with their arguments.
KEPT = frozenset(
    [
        "call_user_func",
        "call_user_func_array",
        "forward_static_call",
        "forward_static_call_array",
        "array_map",
        "array_walk",
        "array_walk_recursive",
        "array_filter",
        "array_reduce",
        "usort",
        "uasort",
        "uksort",
        "preg_replace_callback",
        "preg_replace_callback_array",
        "spl_autoload_register",
        "register_shutdown_function",
        "set_error_handler",
        "set_exception_handler",
        "ob_start",
        "is_callable",
        "function_exists",
        "method_exists",
        "property_exists",
        "class_exists",
        "interface_exists",
        "trait_exists",
        "enum_exists",
        "is_a",
        "is_subclass_of",
        "class_alias",
        "define",
        "defined",
        "constant",
        "header",
        "ini_set",
        "chdir",
        "set_include_path",
        "session_set_save_handler",
        "register_tick_function",
        "iterator_apply",
        "array_udiff",
        "array_uintersect",
        "array_diff_ukey",
        "func_get_args",
        "create_function",
        "assert",
        "eval",
        "mysql_query",
        "mysql_db_query",
        "mysql_unbuffered_query",
        "mysqli_query",
        "mysqli_multi_query",
        "mysqli_prepare",
        "pg_query",
        "pg_query_params",
        "pg_prepare",
        "sqlite_query",
        "odbc_exec",
        "oci_parse",
        "db2_exec",
        "mssql_query",
        "sqlsrv_query",
        "ibase_query",
        "unserialize",
        "simplexml_load_string",
        "simplexml_load_file",
    ]
)


# Language constructs that the grammar takes for calls; they are no functions and count in no coverage.
CONSTRUCTS = frozenset({"die", "empty", "eval", "exit", "isset", "unset"})


def is_builtin_constant(name: str) -> bool:
    """Whether PHP itself defines a global constant of this name; case counts but for true, false and null."""
    return name in BUILTIN_CONSTANTS or name.lower() in ("true", "false", "null")
