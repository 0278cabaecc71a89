#!/usr/bin/env bash
# Installs MediaWiki with SQLite from an unpacked package into OUT_DIRECTORY/program, visits pages, API and maintenance scripts,
# each under xdebug's trace, and leaves OUT_DIRECTORY/traces/*.xt. Only loopback is spoken to; the package itself is not changed.
# Usage: trace_mediawiki.sh PROGRAM_DIRECTORY OUT_DIRECTORY   (PROGRAM_DIRECTORY: packages mediawiki and mediawiki-classes, unpacked)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
package=$1/usr/share/mediawiki
mkdir -p "$2/traces"
out=$(cd "$2" && pwd)
program=$out/program
port=${SECATEUR_TRACE_PORT:-8089}
rm -rf "$program" "$out/traces" "$out/data"
mkdir -p "$program" "$out/traces" "$out/data"

cp -r --no-preserve=ownership "$package/." "$program/"
find "$program" -maxdepth 1 -type l -delete   # Debian's links into /var and /etc
mv "$program/extensions-core" "$program/extensions"
mkdir -p "$program/images" "$program/cache"

# -n: only the extensions named here, so that a machine's others (php-psr declares PSR's classes itself) change nothing.
extensions=()
for name in ctype curl dom fileinfo gd iconv intl mbstring pdo pdo_sqlite posix simplexml sqlite3 tokenizer xml xmlreader xmlwriter; do
  extensions+=(-d "extension=$name")
done
trace=(php -n "${extensions[@]}" -d zend_extension=xdebug -d memory_limit=-1 -d xdebug.mode=trace -d xdebug.start_with_request=yes -d xdebug.trace_format=1
  -d xdebug.use_compression=0 -d xdebug.collect_assignments=0 -d xdebug.collect_return=0 -d xdebug.output_dir="$out/traces"
  -d xdebug.trace_output_name=trace.%u.%p -d xdebug.var_display_max_depth=1 -d xdebug.var_display_max_children=3
  -d xdebug.var_display_max_data=64 -d error_reporting=0 -d display_errors=0 -d session.save_path="$out/data")

maintain() { "${trace[@]}" "$program/maintenance/$1.php" "${@:2}" >>"$out/maintenance.log" 2>&1 || echo "  $1 ended with $?"; }

cd "$program"
: >"$out/maintenance.log"
echo "install"
maintain install --dbtype sqlite --dbpath "$out/data" --dbname wiki --pass trace-this-2026 --server "http://127.0.0.1:$port" \
  --scriptpath "" --with-extensions Trace Admin
cat >>LocalSettings.php <<'SETTINGS'
$wgMainCacheType = CACHE_DB;
$wgEnableUploads = true;
$wgShowExceptionDetails = true;
$wgEnableEmail = false;
$wgUseInstantCommons = false;
$wgFileExtensions = [ 'png', 'svg', 'txt' ];
$wgLocalTZoffset = 0;
$wgNamespacesWithSubpages[NS_MAIN] = true;
SETTINGS

echo "pages, API, REST"
if (echo >"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  echo "port $port is taken: set SECATEUR_TRACE_PORT" >&2
  exit 2
fi
"${trace[@]}" -S "127.0.0.1:$port" -t "$program" >"$out/server.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
python3 "$here/visit_mediawiki.py" "http://127.0.0.1:$port" Admin trace-this-2026
kill "$server"
wait "$server" 2>/dev/null || true
trap - EXIT

echo "maintenance"
printf 'A page from the command line, with [[Main Page|a link]], {{PAGENAME}} and ~~~~.\n' | maintain edit --user Admin --summary cli Command_line
printf 'Traced page\n' >"$out/pages.txt"
maintain runJobs
maintain rebuildrecentchanges
maintain rebuildtextindex
maintain refreshLinks
maintain update --quick
maintain dumpBackup --full --output="file:$out/dump.xml"
maintain importDump "$out/dump.xml"
maintain initSiteStats --update
maintain showSiteStats
maintain createAndPromote --bureaucrat Helper helper-trace-2026
maintain changePassword --user Helper --password other-trace-2026
maintain deleteBatch -u Admin "$out/pages.txt"
maintain getText Main_Page
maintain rebuildImages
maintain refreshFileHeaders
maintain purgeParserCache --age 1
maintain cleanupTitles --dry-run
maintain updateSpecialPages
maintain checkImages
maintain namespaceDupes
maintain exportSites "$out/sites.xml"
maintain userOptions --list
maintain importTextFiles --user Admin "$out/pages.txt"
ls "$out/traces" | wc -l
