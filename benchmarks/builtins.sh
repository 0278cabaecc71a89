#!/bin/sh
# Writes analyzer/php/{classes,functions,constants}.txt: what PHP and its extensions declare, from PHP's own reflection,
# and what earlier versions or extensions that are no longer packaged declared. Needs Debian; changes nothing else.
# Usage: apt-get install php-cli $(sh benchmarks/builtins.sh packages); sh benchmarks/builtins.sh
set -eu

PACKAGES="php-amqp php-apcu php-ast php-bcmath php-bz2 php-curl php-dba php-ds php-enchant php-gd php-gearman php-gmp \
php-gnupg php-http php-igbinary php-imagick php-imap php-interbase php-intl php-ldap php-mailparse php-mbstring \
php-memcache php-memcached php-mongodb php-msgpack php-mysql php-oauth php-odbc php-pgsql php-pspell php-redis \
php-rrd php-snmp php-soap php-solr php-sqlite3 php-ssh2 php-stomp php-sybase php-tidy php-uploadprogress php-uuid \
php-xdebug php-xml php-xmlrpc php-yaml php-zip php-zmq"
if [ "${1:-}" = packages ]; then echo "$PACKAGES"; exit; fi

cd "$(dirname "$0")/.."
# Several extensions may exclude each other: every .ini is loaded that PHP loads without a warning.
declared() {
    php -d error_reporting=0 -d display_errors=0 -r "$1" 2>/dev/null
}

removed() {
    sed -n "/^# $1\$/,/^\$/p" benchmarks/removed.txt | sed 1d | tr ' ' '\n' | sed '/^$/d'
}

{ declared 'foreach (array_merge(get_declared_classes(), get_declared_interfaces(), get_declared_traits()) as $c)
    if ((new ReflectionClass($c))->isInternal() && !str_contains($c, "@")) echo strtolower($c), "\n";'
  removed classes; } | LC_ALL=C sort -u > analyzer/php/classes.txt
{ declared 'foreach (get_defined_functions()["internal"] as $f) echo strtolower($f), "\n";'
  removed functions; } | LC_ALL=C sort -u > analyzer/php/functions.txt
{ declared 'foreach (get_defined_constants(true) as $group => $constants) if ($group !== "user")
    foreach ($constants as $name => $value) echo $name, "\n";'
  removed constants; } | LC_ALL=C sort -u > analyzer/php/constants.txt
wc -l analyzer/php/classes.txt analyzer/php/functions.txt analyzer/php/constants.txt
