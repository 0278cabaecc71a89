"""A class of a well-known package and a member in; what it gives, when that is the package's own, out.

Without its vendor folder, a code base does not say what `$builder->add(…)->add(…)` gives. Builders, clients and the
like never hand out objects of the application, whatever the method; where a method of theirs may, it is named.
"""

from collections.abc import Mapping

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
        "doctrine\\dbal\\": "",
        "doctrine\\migrations\\": "",
        "doctrine\\orm\\abstractquery": "getresult getsingleresult getoneornullresult execute toiterable iterate",
        "doctrine\\orm\\mapping\\": "newinstance getreflectionclass",
        "doctrine\\orm\\query\\expr": "",
        "doctrine\\orm\\query": "getresult getsingleresult getoneornullresult execute toiterable iterate",
        "doctrine\\orm\\querybuilder": "getparameter",
        "drupal\\core\\entity\\": (
            "load loadmultiple create getentity loadbyproperties referencedentities loadunchanged get getstorage"
        ),
        "drupal": "service get first getstorage getformobject createinstance getviewbuilder getentity load",
        "friendsofbehat\\pageobjectextension\\": "",
        "guzzlehttp\\": "",
        "illuminate\\console\\": "",
        "illuminate\\database\\query\\": "get first find all value pluck",
        "illuminate\\database\\schema\\": "",
        "illuminate\\http\\": "user route offsetget get input",
        "illuminate\\database\\eloquent\\": "first find get all create findorfail firstorfail firstorcreate firstornew",
        "illuminate\\foundation\\application": "make offsetget get resolve",
        "illuminate\\container\\": "make get offsetget",
        "illuminate\\contracts\\container\\": "make get",
        "illuminate\\support\\collection": "first last get find all each map pop shift random",
        "illuminate\\support\\facades\\": "user make resolve get",
        "illuminate\\auth\\": "user",
        "illuminate\\": "user make first get find all",
        "knp\\menu\\": "",
        "laminas\\diactoros\\": "getattribute",
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
        "psr\\http\\message\\": "getattribute",
        "psr\\log\\": "",
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
        "symfony\\component\\httpfoundation\\": "get getuser getsession",
        "symfony\\component\\mime\\": "",
        "symfony\\component\\optionsresolver\\": "resolve offsetget",
        "symfony\\component\\process\\": "",
        "symfony\\component\\propertyaccess\\": "getvalue",
        "symfony\\component\\routing\\": "",
        "symfony\\component\\security\\core\\authentication\\token\\": "getuser getattribute",
        "symfony\\component\\service": "",
        "symfony\\component\\string\\": "",
        "symfony\\component\\validator\\": "getvalue getobject getroot",
        "symfony\\contracts\\httpclient\\": "",
        "symfony\\contracts\\translation\\": "",
        "twig\\": "getextension getruntime",
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
    for prefix, others in PACKAGES.items():
        if key.startswith(prefix):
            open_ended = tuple(other[:-1] for other in others if other[-1] == "*")
            return "" if member in others or member.startswith(open_ended) else prefix + "*"
    part, prefix = INHERITED.get(member, ("", ""))
    return prefix + "*" if part and part in key else ""
