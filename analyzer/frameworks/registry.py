"""A project in; the frameworks whose knowledge applies out."""

from collections.abc import Sequence

from analyzer.frameworks.cakephp import CAKEPHP
from analyzer.frameworks.codeigniter import CODEIGNITER
from analyzer.frameworks.drupal import DRUPAL
from analyzer.frameworks.framework import Framework
from analyzer.frameworks.laminas import LAMINAS
from analyzer.frameworks.laravel import LARAVEL
from analyzer.frameworks.magento1 import MAGENTO1
from analyzer.frameworks.magento2 import MAGENTO2
from analyzer.frameworks.orm import DOCTRINE
from analyzer.frameworks.plain import PLAIN
from analyzer.frameworks.propel import PROPEL
from analyzer.frameworks.smarty import SMARTY
from analyzer.frameworks.symfony import SYMFONY
from analyzer.frameworks.twig import TWIG
from analyzer.frameworks.wordpress import WORDPRESS
from analyzer.frameworks.yii import YII
from analyzer.frameworks.zend1 import ZEND1
from analyzer.model.config import FrameworkConfig, OwnFramework
from analyzer.model.facts import ReadFile
from analyzer.model.project import Project

FRAMEWORKS = (
    CAKEPHP,
    CODEIGNITER,
    DOCTRINE,
    DRUPAL,
    LAMINAS,
    LARAVEL,
    MAGENTO1,
    MAGENTO2,
    PLAIN,
    PROPEL,
    SMARTY,
    SYMFONY,
    TWIG,
    WORDPRESS,
    YII,
    ZEND1,
)  # sorted by name


def active(project: Project, files: Sequence[ReadFile], config: FrameworkConfig) -> tuple[Framework, ...]:
    """Return the frameworks detected or switched on, and not switched off, and those the user describes, by name."""
    found = [
        framework
        for framework in FRAMEWORKS
        if framework.name not in config.off and (framework.name in config.on or framework.detect(project, files))
    ]
    included = {name for framework in found for name in framework.includes}
    found = [framework for framework in found if framework.name not in included]
    found += [_own(described) for described in config.define if described.name not in config.off]
    return tuple(sorted(found, key=lambda framework: framework.name))


def _own(described: OwnFramework) -> Framework:
    lines = {line.pattern: line.meaning for line in described.conventions}
    return Framework(described.name, lambda _project, _files: True, conventions=lines)
