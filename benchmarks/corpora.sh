#!/usr/bin/env bash
# Brings the real code bases that benchmarks run on (speed.py, quality.py): Debian packages, unpacked and never installed or executed.
# Usage: benchmarks/corpora.sh [DIRECTORY]   (default: $SECATEUR_CORPORA or ~/.cache/secateur/corpora)
set -euo pipefail
target=${1:-${SECATEUR_CORPORA:-$HOME/.cache/secateur/corpora}}
packages="wordpress mediawiki roundcube-core cacti phpmyadmin zabbix-frontend-php"
mkdir -p "$target/packages"
cd "$target/packages"
for package in $packages; do
  if [ -d "$target/$package" ]; then continue; fi
  parts=$package
  [ "$package" != mediawiki ] || parts="mediawiki mediawiki-classes"  # Debian keeps half of its classes apart
  mkdir -p "$target/$package.part"
  for part in $parts; do
    apt-get download "$part"
    dpkg -x "$part"_*.deb "$target/$package.part"
  done
  mv "$target/$package.part" "$target/$package"
done
# Families of packages whose modules are known (quality.py): each family becomes one code base.
for family in php-illuminate php-symfony php-horde; do
  if [ -d "$target/$family" ]; then continue; fi
  names=$(apt-cache pkgnames "$family" | sort)
  # shellcheck disable=SC2086  # a list of names
  apt-get download $names
  mkdir -p "$target/$family.part"
  for package in "$family"*.deb; do dpkg -x "$package" "$target/$family.part"; done
  mv "$target/$family.part" "$target/$family"
done
# Icinga Web with its modules: one code base of many packages.
if [ ! -d "$target/icingaweb2" ]; then
  mkdir -p "$target/packages/icingaweb2" "$target/icingaweb2.part"
  cd "$target/packages/icingaweb2"
  # shellcheck disable=SC2046  # a list of names
  apt-get download icingaweb2 icingaweb2-common php-icinga icingacli $(apt-cache pkgnames icingaweb2-module | sort)
  for package in *.deb; do dpkg -x "$package" "$target/icingaweb2.part"; done
  mv "$target/icingaweb2.part" "$target/icingaweb2"
fi
echo "corpora are in $target:"
ls "$target/packages"
