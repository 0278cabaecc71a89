#!/usr/bin/env bash
# Installs WordPress on a MariaDB of its own from an unpacked package into OUT_DIRECTORY/program, visits front end, admin pages, REST,
# XML-RPC and cron, each under xdebug's trace, and leaves OUT_DIRECTORY/traces/*.xt. Only loopback is spoken to; the package is not changed.
# Needs Debian's mariadb-server (never started as a service), php8.2-{cli,curl,gd,intl,mbstring,mysql,xdebug,xml,zip}.
# Usage: trace_wordpress.sh PROGRAM_DIRECTORY OUT_DIRECTORY   (PROGRAM_DIRECTORY: packages wordpress, wordpress-theme-twentytwentyone,
# wordpress-theme-twentytwentythree and php-getid3, unpacked into one tree)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
package=$1/usr/share/wordpress
mkdir -p "$2"
out=$(cd "$2" && pwd)
program=$out/program
port=${SECATEUR_TRACE_PORT:-8088}
socket=$(mktemp -d)/db   # a socket's path has at most 107 characters
rm -rf "$program" "$out/traces" "$out/database" "$out/php.log"
mkdir -p "$program" "$out/traces"

cp -rL --no-preserve=ownership "$package/." "$program/" 2>/dev/null || true   # links into packages of JavaScript dangle
test -f "$program/wp-includes/ID3/getid3.php"
mkdir -p "$program/wp-content/uploads"
cat >"$program/wp-config.php" <<SETTINGS
<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:$socket');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as \$each) {
    define(\$each . '_KEY', \$each . ' key of a traced run');
    define(\$each . '_SALT', \$each . ' salt of a traced run');
}
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
define('FS_METHOD', 'direct');
define('WP_ENVIRONMENT_TYPE', 'local');
\$table_prefix = 'wp_';
if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
SETTINGS

if (echo >"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  echo "port $port is taken: set SECATEUR_TRACE_PORT" >&2
  exit 2
fi
echo "database"
user=$(id -un)
mariadb-install-db --no-defaults --user="$user" --datadir="$out/database" --auth-root-authentication-method=normal >"$out/database.log" 2>&1
mariadbd --no-defaults --user="$user" --datadir="$out/database" --socket="$socket" --pid-file="$out/database/pid" --skip-networking \
  >>"$out/database.log" 2>&1 &
database=$!
server=
stop() {
  if [ -n "$server" ]; then kill -- "-$server" 2>/dev/null || true; fi
  kill "$database" 2>/dev/null || true
  wait || true
  rm -rf "$(dirname "$socket")"
}
trap stop EXIT
for _ in $(seq 60); do
  if mariadb-admin --no-defaults --user=root --socket="$socket" ping >/dev/null 2>&1; then break; fi
  sleep 1
done
mariadb --no-defaults --user=root --socket="$socket" -e "CREATE DATABASE wordpress CHARACTER SET utf8mb4"

# -n: only the extensions named here, so that a machine's others change nothing.
extensions=()
for name in ctype curl dom exif fileinfo gd iconv intl mbstring mysqlnd mysqli posix simplexml tokenizer xml xmlreader xmlwriter zip; do
  extensions+=(-d "extension=$name")
done
trace=(php -n "${extensions[@]}" -d zend_extension=xdebug -d memory_limit=-1 -d xdebug.mode=trace -d xdebug.start_with_request=yes -d xdebug.trace_format=1
  -d xdebug.use_compression=0 -d xdebug.collect_assignments=0 -d xdebug.collect_return=0 -d xdebug.output_dir="$out/traces"
  -d xdebug.trace_output_name=trace.%u.%p -d xdebug.var_display_max_depth=1 -d xdebug.var_display_max_children=3
  -d xdebug.var_display_max_data=64 -d error_reporting=0 -d display_errors=0 -d log_errors=1 -d error_log="$out/php.log" -d upload_max_filesize=8M -d sendmail_path=/bin/true)

echo "install, pages, admin, REST"
cd "$program"
# Workers: WordPress asks itself (cron, site health, feeds). A session of its own: they outlive their parent.
PHP_CLI_SERVER_WORKERS=4 setsid "${trace[@]}" -S "127.0.0.1:$port" -t "$program" >"$out/server.log" 2>&1 &
server=$!
sleep 1
python3 "$here/visit_wordpress.py" "http://127.0.0.1:$port" admin trace-this-2026
kill -- "-$server"
server=
echo "cron"
"${trace[@]}" wp-cron.php >"$out/cron.log" 2>&1 || true
find "$out/traces" -name '*.xt' | wc -l
