"""A project in; the frameworks whose knowledge applies out."""

from collections.abc import Sequence

from analyzer.frameworks.framework import Framework
from analyzer.frameworks.laravel import LARAVEL
from analyzer.frameworks.plain import PLAIN
from analyzer.frameworks.wordpress import WORDPRESS
from analyzer.model.config import FrameworkConfig
from analyzer.model.facts import ReadFile
from analyzer.model.project import Project

FRAMEWORKS = (LARAVEL, PLAIN, WORDPRESS)  # sorted by name


def active(project: Project, files: Sequence[ReadFile], config: FrameworkConfig) -> tuple[Framework, ...]:
    """Return the frameworks detected or switched on, and not switched off, sorted by name."""
    return tuple(
        framework
        for framework in FRAMEWORKS
        if framework.name not in config.off and (framework.name in config.on or framework.detect(project, files))
    )
