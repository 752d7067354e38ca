#!/usr/bin/env bash
# One archive for machines without internet: the checkout with everything that Maven would fetch for it.
set -euo pipefail

fail() { printf 'bundle.sh: %s\n' "$*" >&2; exit 1; }
usage() {
  cat <<'TEXT'
usage: kernel-setup/bundle.sh [--offline] FILE.tar.gz

  Writes the committed state of the checkout, with a folder maven-repository that start.sh builds from. The native
  libraries in it are those of this machine's operating system and processor.

  --offline   take what Maven has kept (~/.m2/repository, or what MAVEN_REPOSITORY names) instead of the internet
TEXT
}

offline=false file=''
while [ $# -gt 0 ]; do
  case "$1" in
    --offline) offline=true ;;
    --help | -h) usage; exit 0 ;;
    -*) usage >&2; printf '\nbundle.sh: unknown option %s\n' "$1" >&2; exit 2 ;;
    *) [ -z "$file" ] || { usage >&2; exit 2; }; file=$1 ;;
  esac
  shift
done
[ -n "$file" ] || { usage >&2; exit 2; }
top=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
git -C "$top" rev-parse --verify -q HEAD >/dev/null || fail "$top is no git checkout, so there is no committed state to pack"
command -v mvn >/dev/null || fail "there is no mvn on PATH, and Maven 3.8 or newer is needed"
mkdir -p "$(dirname "$file")" || fail "the folder $(dirname "$file") cannot be made; name a file in another one"
file=$(cd "$(dirname "$file")" && pwd)/$(basename "$file")
(: >"$file.part") 2>/dev/null || fail "$file cannot be written; name a file in a folder that can be written"

work=$(mktemp -d)
trap 'rm -rf "$work" "$file.part"' EXIT
folder=$work/grabnas
mkdir "$folder"
git -C "$top" archive HEAD | tar -x -C "$folder"

source=()
if $offline; then
  [ -n "${MAVEN_REPOSITORY:-}${HOME:-}" ] || fail "there is no HOME; set MAVEN_REPOSITORY to what Maven has kept"
  kept=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
  [ -d "$kept" ] || fail "Maven has kept nothing in $kept; set MAVEN_REPOSITORY, or leave --offline out"
  kept=$(cd "$kept" && pwd)
  case $kept in *[\&\<%]*) fail "the folder $kept has a &, < or % in its name; copy or link it to one without" ;; esac
  cat >"$work/settings.xml" <<XML
<settings><mirrors><mirror><id>kept</id><mirrorOf>*</mirrorOf><url>file://$kept</url></mirror></mirrors></settings>
XML
  source=(-s "$work/settings.xml")
fi
printf 'Filling maven-repository …\n'
(cd "$folder" && mvn -q -B "${source[@]}" -Dmaven.repo.local="$folder/maven-repository" -pl grabnas-lib,kernel-setup \
  -DskipTests package) || fail "the build that fills the repository failed"
# They name the server that a file came from, and a file of another server would count as missing.
find "$folder/maven-repository" -name _remote.repositories -delete
rm -rf "$folder"/*/target
tar -czf "$file.part" -C "$work" grabnas
mv "$file.part" "$file"
printf '%s: %s\n' "$file" "$(du -h "$file" | cut -f1)"
