"""A class of a well-known package and a member in; what it gives, when that is the package's own, out.

Without its vendor folder, a code base does not say what `$builder->add(…)->add(…)` gives. Builders, clients and the
like never hand out objects of the application, whatever the method; where a method of theirs may, it is named.
"""

from collections.abc import Mapping
from functools import lru_cache

# Laminas was called Zend: the same below both names, and both are packages' as those below are.
_LAMINAS = {
    "authentication\\": "getidentity read getresultrowobject",
    "cache\\": "getitem",
    "config\\": "",
    "console\\": "",
    "crypt\\": "",
    "db\\resultset\\": "current",
    "db\\tablegateway\\": "select getresultsetprototype",
    "db\\": "",
    "escaper\\": "",
    "eventmanager\\": "getparam gettarget getparams",
    "feed\\": "",
    "file\\": "",
    "filter\\": "",
    "form\\formelementmanager": "get build",
    "form\\": "getdata getobject getvalue getoption",
    "http\\": "",
    "hydrator\\": "hydrate",
    "i18n\\": "",
    "inputfilter\\": "getvalue getvalues",
    "json\\": "",
    "log\\": "",
    "mail\\": "",
    "math\\": "",
    "mime\\": "",
    "modulemanager\\": "getmodule getparam gettarget",
    "mvc\\controller\\abstract": "plugin getservicelocator",
    "mvc\\controller\\plugin\\": "",
    "mvc\\controller\\": "get build",
    "mvc\\plugin\\identity\\": "__invoke getidentity",
    "mvc\\": "getparam getresult gettarget getcontroller getviewmodel",
    "navigation\\": "",
    "paginator\\": "getcurrentitems getitem getitemsbypage getadapter current",
    "permissions\\": "getidentity",
    "router\\": "getparam",
    "session\\sessionmanager": "",
    "stdlib\\": "",
    "text\\": "",
    "uri\\": "",
    "validator\\": "getvalue",
    "view\\helper\\": "getview",
    "view\\model\\": "getvariable getvariables",
    "view\\strategy\\": "",
}
# Facades of Laravel that never hand out objects of the application.
SAFE_FACADES = """
    artisan blade broadcast bus config cookie crypt date db file gate hash http lang log mail route schema url view
""".split()  # noqa: SIM905 - one string, so that the list stays short
# Lower-case prefix of class names → methods that may give something else than the package's own objects; a trailing `*`
# stands for any rest. The first prefix counts.
PACKAGES: Mapping[str, frozenset[str]] = {
    prefix: frozenset(methods.split())
    for prefix, methods in {
        "apiplatform\\openapi\\": "",
        "behat\\mink\\": "",
        "carbon\\": "",
        "ci_": "",
        "cake\\orm\\": "first firstorfail get newentity newemptyentity patchentity all",
        "cake\\": "",
        "cakerequest": "",
        "cakeresponse": "",
        "doctrine\\common\\collections\\criteria": "",
        "doctrine\\common\\collections\\expr": "",
        "doctrine\\dbal\\": "",
        "doctrine\\migrations\\": "",
        "doctrine\\orm\\abstractquery": "getresult getsingleresult getoneornullresult execute toiterable iterate",
        "doctrine\\orm\\entitymanager": (
            "find getreference getpartialreference getrepository wrapintransaction transactional"
        ),
        "doctrine\\orm\\mapping\\": "newinstance getreflectionclass",
        "doctrine\\orm\\query\\expr": "",
        "doctrine\\orm\\query": "getresult getsingleresult getoneornullresult execute toiterable iterate",
        "doctrine\\orm\\querybuilder": "getparameter",
        "drupal\\core\\entity\\": (
            "load loadmultiple create getentity loadbyproperties referencedentities loadunchanged get getstorage"
        ),
        "drupal": "service get first getstorage getformobject createinstance getviewbuilder getentity load",
        "doctrine\\orm\\tools\\pagination\\": "getiterator",
        "doctrine\\orm\\unitofwork": "getby* tryget* getscheduled* getidentitymap createentity",
        "doctrine\\persistence\\mapping\\": "newinstance getreflectionclass",
        "doctrine\\persistence\\": "find getrepository getobject getentity findall findby findoneby",
        "endroid\\qrcode\\": "",
        "faker\\": "",
        "fos\\restbundle\\": "getdata",
        "friendsofbehat\\pageobjectextension\\": "",
        "guzzlehttp\\": "",
        "illuminate\\console\\": "",
        "illuminate\\database\\query\\": "get first find all value pluck",
        "illuminate\\database\\schema\\": "",
        "illuminate\\http\\": "user route offsetget get input",
        "illuminate\\database\\eloquent\\collection": "first last get find all pop shift random pull reduce sole",
        "illuminate\\database\\eloquent\\": "first find get all create findorfail firstorfail firstorcreate firstornew",
        "illuminate\\foundation\\application": "make offsetget get resolve",
        "illuminate\\container\\": "make get offsetget",
        "illuminate\\contracts\\container\\": "make get",
        "illuminate\\support\\collection": "first last get find all pop shift random pull reduce sole",
        **{f"illuminate\\support\\facades\\{name}": "" for name in SAFE_FACADES},
        "illuminate\\support\\facades\\": "user make resolve get",
        "illuminate\\auth\\": "user",
        "illuminate\\": "user make first get find all",
        "intervention\\image\\": "",
        "jenssegers\\date\\": "",
        "knp\\menu\\": "",
        "laminas\\diactoros\\": "getattribute",
        "laravel\\lumen\\routing\\": "",
        "league\\flysystem\\": "",
        "magento\\eav\\model\\entity\\collection": "current getfirstitem getitem* getlastitem getnewemptyitem",
        "magento\\framework\\api\\searchresults": "getitems",
        "magento\\framework\\app\\objectmanager": "create get",
        "magento\\framework\\data": "current get*",
        "magento\\framework\\event\\manager": "",
        "magento\\framework\\event": "get*",
        "magento\\framework\\model\\": "current get* load",
        "magento\\framework\\objectmanager": "create get",
        "magento\\framework\\registry": "registry",
        "magento\\framework\\session": "get*",
        "magento\\framework\\view\\": "get*",
        "magento\\": "getdata getinstance",
        "migrations\\": "",
        "monolog\\": "",
        "mx_": "",
        "nyholm\\psr7\\": "getattribute",
        "phinx\\": "",
        "phpunit\\framework\\mockobject\\": "",
        "basepeer": "",
        "columnmap": "",
        "criteria": "",
        "modelcriteria": "find findone findoneorcreate findpk findpks usequery enduse paginate",
        "modeljoin": "",
        "propelcollection": "getfirst getlast current offsetget pop shift getdata getarraycopy getiterator",
        "propelmodelpager": "getresults",
        "propelobjectcollection": "getfirst getlast current offsetget pop shift getdata getarraycopy getiterator",
        "propel": "",
        "relationmap": "",
        "tablemap": "",
        "psr\\http\\message\\": "getattribute",
        "psr\\log\\": "",
        "phpoffice\\": "",
        "symfony\\bundle\\frameworkbundle\\command\\": "find get getcontainer",
        "symfony\\bundle\\frameworkbundle\\kernelbrowser": "",
        "symfony\\component\\browserkit\\": "",
        "symfony\\component\\config\\": "",
        "symfony\\component\\console\\": "find get",
        "symfony\\component\\dependencyinjection\\": "get",
        "symfony\\component\\domcrawler\\": "",
        "symfony\\component\\filesystem\\": "",
        "symfony\\component\\finder\\": "",
        "symfony\\component\\form\\": "getdata getnormdata getviewdata getoption getattribute getextradata",
        "symfony\\component\\httpclient\\": "",
        "symfony\\component\\httpfoundation\\": "get getuser",
        "symfony\\component\\mime\\": "",
        "symfony\\component\\optionsresolver\\": "resolve offsetget",
        "symfony\\component\\process\\": "",
        "symfony\\component\\propertyaccess\\": "getvalue",
        "symfony\\component\\routing\\": "",
        "symfony\\component\\security\\core\\authentication\\token\\": "getuser getattribute",
        "symfony\\component\\security\\http\\authenticator\\passport\\": "getuser getattribute",
        "symfony\\component\\service": "",
        "symfony\\component\\string\\": "",
        "symfony\\component\\validator\\": "getvalue getobject getroot",
        "symfony\\contracts\\httpclient\\": "",
        "symfony\\contracts\\translation\\": "",
        "twig\\": "getextension getruntime",
        "zend_acl": "",
        "zend_auth_": "read getresultrowobject",
        "zend_auth": "getidentity",
        "zend_cache": "load",
        "zend_config": "",
        "zend_controller_action_helper_": "getactioncontroller direct",
        "zend_controller_action": "view _helper gethelper getinvokearg getactioncontroller",
        "zend_controller_": "getparam getuserparam getplugin getresource",
        "zend_currency": "",
        "zend_date": "",
        "zend_db_adapter_": "",
        "zend_db_profiler": "",
        "zend_db_select": "",
        "zend_db_statement": "fetchobject",
        "zend_db_table_select": "gettable",
        "zend_db_table_rowset": "current getrow offsetget gettable",
        "zend_db_table_row": "findparentrow finddependentrowset findmanytomanyrowset gettable",
        "zend_db_table": "fetchrow fetchall find createrow fetchnew",
        "zend_db": "",
        "zend_exception": "",
        "zend_feed": "",
        "zend_file": "",
        "zend_filter": "",
        "zend_form": "getvalue getattrib getview",
        "zend_http_": "",
        "zend_json_": "",
        "zend_layout": "",
        "zend_loader": "",
        "zend_locale": "",
        "zend_log": "",
        "zend_mail": "",
        "zend_navigation": "",
        "zend_paginator": "current getitem getcurrentitems getitems getadapter",
        "zend_pdf": "",
        "zend_rest_": "",
        "zend_search_lucene": "",
        "zend_session_savehandler": "",
        "zend_soap_": "",
        "zend_translate": "",
        "zend_uri": "",
        "zend_validate": "",
        "zend_view_helper_": "",
        **{f"laminas\\{name}": methods for name, methods in _LAMINAS.items()},
        **{f"zend\\{name}": methods for name, methods in _LAMINAS.items()},
        "yii\\base\\module": "get getmodule",
        "yii\\db\\activequery": "one all",
        "yii\\db\\activerecord": "hasone hasmany",
        "yii\\": "",
    }.items()
}
# Methods that an application's own class inherits from a package's class (a part of its name) → what they give.
INHERITED: Mapping[str, tuple[str, str]] = {
    "createform": ("\\controller\\", "symfony\\component\\form\\"),
    "createformbuilder": ("\\controller\\", "symfony\\component\\form\\"),
    "createquerybuilder": ("repository", "doctrine\\orm\\querybuilder"),
    "getdocument": ("pageobject", "behat\\mink\\"),
    "getelement": ("pageobject", "behat\\mink\\"),
    "getsession": ("behat", "behat\\mink\\"),
}


def given_by(key: str, member: str) -> str:
    """Return what stands for an object that a package's class gives: `""` when it may be the application's own.

    `key` and `member` (a method or property) are in lower case, and so is the answer, which can be asked again.
    """
    prefix = _package(key)
    if prefix:
        others = PACKAGES[prefix]
        return "" if member in others or member.startswith(_OPEN[prefix]) else prefix + "*"
    if key in SAFE_FACADES:
        return f"illuminate\\support\\facades\\{key}*"
    part, prefix = INHERITED.get(member, ("", ""))
    return prefix + "*" if part and part in key else ""


@lru_cache(maxsize=20_000)
def _package(key: str) -> str:
    """The first prefix of a class's name that belongs to a package."""
    return next((prefix for prefix in PACKAGES if key.startswith(prefix)), "")


_OPEN = {prefix: tuple(one[:-1] for one in others if one[-1] == "*") for prefix, others in PACKAGES.items()}
