#!/usr/bin/env bash
# The runtime oracle from scratch: real programs are installed and used under xdebug's trace, and what called what is held
# against sécateur's graph. Needs Debian's php8.2-cli, php8.2-{curl,gd,intl,mbstring,sqlite3,xml}, php8.2-xdebug, and 12 GB of disk.
# Usage: benchmarks/accuracy/runtime/run.sh [WORK_DIRECTORY] [PROGRAM ...]   (default: ~/.cache/secateur/runtime, all programs)
# SECATEUR names another secateur than .venv/bin/secateur.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=${1:-$HOME/.cache/secateur/runtime}
programs=("${@:2}")
if [ ${#programs[@]} -eq 0 ]; then programs=(mediawiki); fi
secateur=${SECATEUR:-$here/../../../.venv/bin/secateur}
mkdir -p "$work/packages"

unpack() { # DIRECTORY PACKAGE...: Debian packages side by side, never installed
  if [ -d "$1" ]; then return; fi
  (cd "$work/packages" && apt-get download "${@:2}")
  mkdir -p "$1.part"
  for package in "${@:2}"; do dpkg -x "$work/packages/${package}"_*.deb "$1.part"; done
  mv "$1.part" "$1"
}

compare() { # NAME: traces to pairs, then the table and the misses
  python3 "$here/pairs.py" --root "$work/$1/program" "$work/$1/traces" >"$work/$1.pairs.jsonl"
  rm -rf "$work/$1/traces"
  "$secateur" analyze "$work/$1/program" -o "$work/$1/analysis" --quiet >"$work/$1/analysis.txt"
  python3 "$here/runtime.py" "$work/$1.pairs.jsonl" --analysis "$work/$1/analysis/analysis.json" \
    --source "$work/$1/program" --misses 5 >"$work/$1.txt"
  python3 "$here/unconfirmed.py" "$work/$1.pairs.jsonl" --analysis "$work/$1/analysis/analysis.json" \
    --source "$work/$1/program" --show 5 >"$work/$1.unconfirmed.txt"
  echo "$1: $work/$1.txt, $work/$1.unconfirmed.txt"
  sed '/^$/q' "$work/$1.txt"
}

for program in "${programs[@]}"; do
  case $program in
    mediawiki)
      unpack "$work/packages/mediawiki" mediawiki mediawiki-classes
      "$here/trace_mediawiki.sh" "$work/packages/mediawiki" "$work/mediawiki"
      compare mediawiki
      ;;
    *) echo "unknown program: $program (mediawiki)" >&2; exit 2 ;;
  esac
done
