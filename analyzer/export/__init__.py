"""Room `export`: `Analysis` in, files that other tools read out, and our own formats back in."""

from analyzer.export.analysis_json import analysis_json, json_schema, load_analysis, load_earlier
from analyzer.export.failure import ExportError
from analyzer.export.formats import FORMATS
from analyzer.export.graph_json import GRAPH_SCHEMA, graph_json
from analyzer.export.graph_reader import load_graph
from analyzer.export.split_json import split_json, split_schema

__all__ = [
    "FORMATS",
    "GRAPH_SCHEMA",
    "ExportError",
    "analysis_json",
    "graph_json",
    "json_schema",
    "load_analysis",
    "load_earlier",
    "load_graph",
    "split_json",
    "split_schema",
]
