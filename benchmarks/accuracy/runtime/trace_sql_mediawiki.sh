#!/usr/bin/env bash
# Visits the MediaWiki that trace_mediawiki.sh installed once more, on a copy of its data, with every SQL statement and the stack
# that sent it in a log; then holds the log against the analysis. Only loopback is spoken to; the server ends with the script.
# Usage: trace_sql_mediawiki.sh INSTALLED_DIRECTORY OUT_DIRECTORY ANALYSIS_JSON   (INSTALLED: what trace_mediawiki.sh made)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$(cd "$1/program" && pwd)
port=$(sed -n 's/^\$wgServer = .*:\([0-9]*\)".*/\1/p' "$program/LocalSettings.php")
if (echo >"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  echo "port $port is taken" >&2
  exit 2
fi
rm -rf "$2/data" "$2/sql.jsonl"
mkdir -p "$2"
out=$(cd "$2" && pwd)
cp -r "$1/data" "$out/data"
: >"$out/sql.jsonl"
extensions=()
for name in ctype curl dom fileinfo gd iconv intl mbstring pdo pdo_sqlite posix simplexml sqlite3 tokenizer xml xmlreader xmlwriter; do
  extensions+=(-d "extension=$name")
done
export MW_CONFIG_FILE=$here/sql_settings.php SECATEUR_SQL_LOG=$out/sql.jsonl SECATEUR_SQL_DATA=$out/data
php -n "${extensions[@]}" -d memory_limit=-1 -d error_reporting=0 -d session.save_path="$out/data" \
  -S "127.0.0.1:$port" -t "$program" >"$out/server.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
python3 "$here/visit_mediawiki.py" "http://127.0.0.1:$port" Admin trace-this-2026
kill "$server"
wait "$server" 2>/dev/null || true
trap - EXIT
python3 "$here/statements.py" "$out/sql.jsonl" --analysis "$3" --databases "$out/data"
