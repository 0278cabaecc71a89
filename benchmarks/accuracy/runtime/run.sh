#!/usr/bin/env bash
# The runtime oracle from scratch: real programs are installed and used under xdebug's trace, and what called what is held
# against sécateur's graph. Needs Debian's php8.2-cli, php8.2-{curl,gd,intl,mbstring,mysql,sqlite3,xml,zip}, php8.2-xdebug, mariadb-server
# (its service is not used), phpunit, php-symfony-{phpunit-bridge,deprecation-contracts}, php-psr-container, and 12 GB of disk.
# Usage: benchmarks/accuracy/runtime/run.sh [WORK_DIRECTORY] [PROGRAM ...]   (default: ~/.cache/secateur/runtime, all programs)
# SECATEUR names another secateur than .venv/bin/secateur.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=${1:-$HOME/.cache/secateur/runtime}
programs=("${@:2}")
if [ ${#programs[@]} -eq 0 ]; then programs=(mediawiki wordpress twig php-parser); fi
secateur=${SECATEUR:-$here/../../../.venv/bin/secateur}
mkdir -p "$work/packages"

unpack() { # DIRECTORY PACKAGE...: Debian packages side by side, never installed
  if [ -d "$1" ]; then return; fi
  (cd "$work/packages" && apt-get download "${@:2}")
  mkdir -p "$1.part"
  for package in "${@:2}"; do dpkg -x "$work/packages/${package}"_*.deb "$1.part"; done
  mv "$1.part" "$1"
}

unpack_source() { # DIRECTORY PACKAGE: what upstream released, tests too; this machine's list of sources is left alone
  if [ -d "$1" ]; then return; fi
  local apt=$work/packages/apt
  local release
  release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$1.part"
  echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $release main" >"$apt/sources.list"
  local options=(-o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$apt/lists"
    -o "Dir::Cache=$apt/cache" -o "APT::Sandbox::User=$(id -un)")
  apt-get "${options[@]}" update
  (cd "$work/packages" && apt-get "${options[@]}" source --download-only "$2")
  tar -x --strip-components=1 -C "$1.part" -f "$(find "$work/packages" -maxdepth 1 -name "$2_*.orig.tar.*" | sort | tail -n 1)"
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
    wordpress)
      unpack "$work/packages/wordpress" wordpress wordpress-theme-twentytwentyone wordpress-theme-twentytwentythree php-getid3
      "$here/trace_wordpress.sh" "$work/packages/wordpress" "$work/wordpress"
      compare wordpress
      ;;
    twig | php-parser)
      unpack_source "$work/packages/$program" "php-${program#php-}"
      "$here/trace_phpunit.sh" "$work/packages/$program" "$work/$program"
      compare "$program"
      ;;
    *) echo "unknown program: $program (mediawiki wordpress twig php-parser)" >&2; exit 2 ;;
  esac
done
