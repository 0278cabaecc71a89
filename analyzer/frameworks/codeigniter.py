"""CodeIgniter 2 to 4: what the loader loads becomes a property of the controller; models, libraries, views, tables."""

from collections.abc import Iterator, Sequence

from analyzer.frameworks.claims import Claim, EntryClaim, Origin, Provide
from analyzer.frameworks.codeigniterfour import NO_AUTO_ROUTES, SPACES, of_four
from analyzer.frameworks.codeigniterfour import RULES as RULES_OF_FOUR
from analyzer.frameworks.framework import Framework, Holds, Space, extends, has_package, has_path
from analyzer.model.expression import Text
from analyzer.model.facts import Declaration, DeclarationKind, EntryKind, Listing, ReadFile, Visibility
from analyzer.model.project import Project

# Whose properties are what was loaded.
HOLDERS = "CI_Controller|CI_Model|MX_Controller|CI_Loader|CI_Migration|CI_Router|Controller|Model"
BUILDERS = "CI_DB|CI_DB_query_builder|CI_DB_active_record|CI_DB_driver|DB_query_builder"
CORE = {
    "agent": "user_agent",
    "benchmark": "benchmark",
    "cache": "cache",
    "calendar": "calendar",
    "cart": "cart",
    "config": "config",
    "db": "db_query_builder",
    "dbforge": "db_forge",
    "dbutil": "db_utility",
    "email": "email",
    "encrypt": "encrypt",
    "encryption": "encryption",
    "exceptions": "exceptions",
    "form_validation": "form_validation",
    "ftp": "ftp",
    "hooks": "hooks",
    "image_lib": "image_lib",
    "input": "input",
    "lang": "lang",
    "load": "loader",
    "log": "log",
    "migration": "migration",
    "output": "output",
    "pagination": "pagination",
    "parser": "parser",
    "router": "router",
    "security": "security",
    "session": "session",
    "table": "table",
    "typography": "typography",
    "unit": "unit_test",
    "upload": "upload",
    "uri": "uri",
    "utf8": "utf8",
    "xmlrpc": "xmlrpc",
    "xmlrpcs": "xmlrpcs",
    "zip": "zip",
}
HELPERS = (
    "array captcha compatibility cookie date directory download email file form html inflector language number path "
    "security smiley string text typography url xml"
)
LIBRARIES = " ".join(sorted({*CORE, *CORE.values(), "database", "driver", "javascript", "profiler", "user_agent"}))
FUNCTIONS = """
    get_instance base_url site_url current_url uri_string index_page anchor anchor_popup mailto safe_mailto
    auto_link prep_url url_title redirect form_open form_open_multipart form_hidden form_input form_password
    form_upload form_textarea form_multiselect form_dropdown form_checkbox form_radio form_submit form_reset
    form_button form_label form_fieldset form_fieldset_close form_close form_prep form_error validation_errors
    set_value set_select set_checkbox set_radio log_message show_error show_404 config_item get_config is_https
    is_cli is_really_writable load_class html_escape remove_invisible_characters lang element elements
    random_element heading img ul ol br nbs link_tag meta doctype set_cookie get_cookie delete_cookie now mdate
    standard_date timespan days_in_month local_to_gmt gmt_to_local mysql_to_unix unix_to_human human_to_unix
    directory_map force_download read_file write_file delete_files get_filenames get_dir_file_info get_file_info
    get_mime_by_extension octal_permissions singular plural camelize underscore humanize byte_format
    set_realpath xss_clean sanitize_filename do_hash strip_image_tags encode_php_tags random_string
    increment_string repeater reduce_multiples reduce_double_slashes strip_slashes trim_slashes strip_quotes
    quotes_to_entities word_limiter character_limiter ascii_to_entities entities_to_ascii word_censor
    highlight_code highlight_phrase word_wrap ellipsize xml_convert nl2br_except_pre auto_typography
    create_captcha valid_email send_email get_smiley_links smiley_js parse_smileys validate_auto timezone_menu
    timezones is_php is_loaded set_status_header model service helper view esc route_to lang redirect csrf_field
    csrf_token csrf_hash session old env single_service
""".split()  # noqa: SIM905 - a list of 130 strings would be 130 lines

FLUENT = """
    select select_max select_min select_avg select_sum distinct from join where or_where where_in or_where_in
    where_not_in or_where_not_in like or_like not_like or_not_like group_by having or_having order_by limit
    offset set group_start or_group_start group_end start_cache stop_cache flush_cache reset_query
""".split()  # noqa: SIM905 - what gives the query builder again
RULES = {
    "get_instance()": "type CI_Controller",
    "*->model('<name>')": "@loaded <name|last> = <name|last>",
    "*->model('<name>', '<alias>')": "@loaded <alias> = <name|last>",
    "*->library('<name>', *, '<alias>')": "@loaded <alias> = <name|last>",
    "CI_Loader|MX_Loader->model('<name>')": "class <name|last> or MY_<name|last>",
    "CI_Loader|MX_Loader->library('<name>')": (
        f"class <name|last> or MY_<name|last> or CI_<name|last> or own {LIBRARIES}"
    ),
    "CI_Loader|MX_Loader->module('<name>')": "class <name|last>",
    "CI_Loader|MX_Loader->helper('<name>')": (
        f"file helpers/<name>_helper.php or helpers/MY_<name>_helper.php or helpers/<name>.php or own {HELPERS}"
    ),
    "CI_Loader|MX_Loader->view('<name>')": (
        "view views/<name>.php or views/<name> or <name|first>/views/<name|rest>.php"
    ),
    "CI_Parser->parse('<name>')": "view views/<name>.php or views/<name>",
    f"{BUILDERS}->get('<table>')": "table <table|word>",
    f"{BUILDERS}->get_where('<table>')": "table <table|word>",
    f"{BUILDERS}->from('<table>')": "table <table|word>",
    f"{BUILDERS}->count_all('<table>')": "table <table|word>",
    f"{BUILDERS}->count_all_results('<table>')": "table <table|word>",
    f"{BUILDERS}->join('<table>')": "joins <table|word>",
    f"{BUILDERS}->insert('<table>')": "writes <table|word>",
    f"{BUILDERS}->insert_batch('<table>')": "writes <table|word>",
    f"{BUILDERS}->update('<table>')": "writes <table|word>",
    f"{BUILDERS}->update_batch('<table>')": "writes <table|word>",
    f"{BUILDERS}->replace('<table>')": "writes <table|word>",
    f"{BUILDERS}->delete('<table>')": "writes <table|word>",
    f"{BUILDERS}->truncate('<table>')": "writes <table|word>",
    f"{BUILDERS}->empty_table('<table>')": "writes <table|word>",
    **{f"{BUILDERS}->{name}()": "type CI_DB_query_builder or CI_DB_active_record" for name in FLUENT},
    **{f"{HOLDERS}->{name}": f"class MY_{core} or CI_{core}" for name, core in CORE.items() if name != "db"},
    f"{HOLDERS}|CI_DB_forge|CI_DB_utility->db": "class CI_DB_query_builder or CI_DB_active_record or CI_DB_driver",
    f"{HOLDERS}-><name>": "@loaded <name> or class <name> or MY_<name> or CI_<name>",
    **RULES_OF_FOUR,
}


def _interpret(file: ReadFile) -> Iterator[Claim]:
    """Routes, what is loaded for everybody, and the actions of controllers."""
    for listing in file.facts.listings:
        if listing.holder == "autoload" and file.path.endswith("autoload.php"):
            yield from _autoloaded(listing)
        elif listing.holder == "route" and len(listing.keys) == 1:
            yield from _route(listing)
    yield from of_four(file)
    if "/controllers/" in "/" + file.path.lower():
        for declaration in file.facts.declarations:
            if declaration.kind is DeclarationKind.CLASS and declaration.extends and not declaration.abstract:
                yield from _actions(declaration, file.path)


def _autoloaded(listing: Listing) -> Iterator[Claim]:
    """`$autoload['libraries'] = array('session', 'auth' => 'alias')`."""
    for item in listing.node.children:
        name, alias = (item.name, item.value) if item.name and not item.name.isdigit() else (item.value, "")
        last = name.rpartition("/")[2]
        if last:
            origin = Origin(listing.scope, (item.line,), "codeigniter")
            yield Provide(origin, "loaded", alias or last, Text(last))


def _route(listing: Listing) -> Iterator[Claim]:
    """`$route['orders/(:num)'] = 'orders/show/$1'`; by verb: `$route['x']['post']`."""
    target = listing.node.value.strip("/").split("/")
    if len(target) < 1 or not target[0] or listing.keys[0] == "translate_uri_dashes":
        return
    name = next((part for part in reversed(target[:2]) if part), "")
    unit, member = (target[0], target[1]) if len(target) > 1 else (name, "index")
    path = {"default_controller": "/", "404_override": "404"}.get(listing.keys[0], "/" + listing.keys[0])
    origin = Origin(listing.scope, (listing.node.line,), "codeigniter")
    yield EntryClaim(origin, EntryKind.CONTROLLER, unit, path, "", "" if "$" in member else member)


def _actions(declaration: Declaration, path: str) -> Iterator[Claim]:
    """Every public method of a controller is a page: `/folder/class/method`."""
    folder = ("/" + path.lower()).rpartition("/controllers/")[2].rpartition("/")[0]
    home = "/" + (folder + "/" if folder else "") + declaration.name.rpartition("\\")[2].lower()
    for method in declaration.methods:
        name = method.name
        if (
            method.visibility is Visibility.PUBLIC
            and not method.static
            and not name.startswith("_")
            and not method.magic
        ):
            if name.lower() == declaration.name.lower():
                continue
            route = home if name == "index" else f"{home}/{name}"
            origin = Origin(0, (method.line,), "codeigniter")
            switched = NO_AUTO_ROUTES if "\\" in declaration.name else ""
            yield EntryClaim(origin, EntryKind.CONTROLLER, declaration.name, route, "", name, unless=switched)


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    if has_package(project, "codeigniter/framework", "codeigniter4/framework"):
        return True
    known = has_path(project, "core/CodeIgniter.php", "libraries/CodeIgniter.php", "config/autoload.php")
    return known and extends(files, "ci_controller", "mx_controller", "ci_model", "controller", "codeigniter\\*")


CODEIGNITER = Framework(
    "codeigniter",
    _detect,
    _interpret,
    conventions=RULES,
    spaces=(Space("loaded", quiet=True), Space("event", Holds.CALLABLE, quiet=True), *SPACES),
    namespaces=("ci", "mx", "codeigniter\\"),
    bundled=True,
    functions=frozenset(FUNCTIONS),
    pages=(("", "ci_controller"),),
)
