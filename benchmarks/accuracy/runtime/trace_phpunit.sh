#!/usr/bin/env bash
# Runs a library's own PHPUnit suite under xdebug's trace in a copy, OUT_DIRECTORY/program, and leaves OUT_DIRECTORY/traces/*.xt.
# Written for the Debian source packages php-twig and php-parser; others run too when composer.json's psr-4 names all of their classes.
# Needs Debian's phpunit, php8.2-{cli,intl,mbstring,xdebug,xml}; Twig needs php-symfony-{phpunit-bridge,deprecation-contracts}
# and php-psr-container too.
# Usage: trace_phpunit.sh PROGRAM_DIRECTORY OUT_DIRECTORY [PHPUNIT_ARGUMENT ...]   (PROGRAM_DIRECTORY: a source package, unpacked)
set -euo pipefail
package=$1
mkdir -p "$2"
out=$(cd "$2" && pwd)
program=$out/program
rm -rf "$program" "$out/traces"
mkdir -p "$program" "$out/traces"
cp -rL --no-preserve=ownership "$package/." "$program/"

# What Composer would write, from composer.json alone; what else the suite needs is read from Debian's packages.
mkdir -p "$program/vendor"
cat >"$program/vendor/autoload.php" <<'AUTOLOAD'
<?php
$composer = json_decode(file_get_contents(__DIR__ . '/../composer.json'), true);
$places = [];
foreach (['autoload', 'autoload-dev'] as $section) {
    foreach ($composer[$section]['psr-4'] ?? [] as $prefix => $folders) {
        $places[$prefix] = array_merge($places[$prefix] ?? [], (array) $folders);
    }
}
uksort($places, fn($one, $other) => strlen($other) <=> strlen($one));
spl_autoload_register(function ($class) use ($places) {
    foreach ($places as $prefix => $folders) {
        foreach (str_starts_with($class, $prefix) ? $folders : [] as $folder) {
            $file = __DIR__ . '/../' . rtrim($folder, '/') . '/' . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
            if (is_file($file)) {
                require realpath($file);
                return;
            }
        }
    }
}, true, true); // as Composer: before phpunit's own, which knows the installed php-parser
foreach ($composer['autoload']['files'] ?? [] as $file) {
    require_once realpath(__DIR__ . '/../' . $file);
}
foreach (['Symfony/Contracts/Deprecation', 'Symfony/Bridge/PhpUnit', 'Psr/Container'] as $each) {
    if (is_file("/usr/share/php/$each/autoload.php")) {
        require_once "/usr/share/php/$each/autoload.php";
    }
}
AUTOLOAD

# -n: only the extensions named here, so that a machine's others change nothing.
extensions=()
for name in ctype dom iconv intl mbstring phar simplexml tokenizer xml xmlreader xmlwriter; do
  extensions+=(-d "extension=$name")
done
trace=(php -n "${extensions[@]}" -d zend_extension=xdebug -d memory_limit=-1 -d xdebug.mode=trace -d xdebug.start_with_request=yes -d xdebug.trace_format=1
  -d xdebug.use_compression=0 -d xdebug.collect_assignments=0 -d xdebug.collect_return=0 -d xdebug.output_dir="$out/traces"
  -d xdebug.trace_output_name=trace.%u.%p -d xdebug.var_display_max_depth=1 -d xdebug.var_display_max_children=3
  -d xdebug.var_display_max_data=64 -d include_path=/usr/share/php -d date.timezone=UTC)

cd "$program"
SYMFONY_DEPRECATIONS_HELPER=disabled "${trace[@]}" /usr/bin/phpunit --do-not-cache-result "${@:3}" >"$out/phpunit.log" 2>&1 ||
  echo "phpunit ended with $?: some tests failed, their calls count all the same"
tail -n 3 "$out/phpunit.log"
