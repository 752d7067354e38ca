# Sourced by the launchers beside it, with $top set to the checkout: the Java to use, its options, and a locale for it.

# In an ASCII locale Java cannot read paths with other letters, and prints "?" for "±".
if command -v locale >/dev/null; then
  case $(locale charmap 2>/dev/null) in
    ANSI_X3* | US-ASCII | 646) { export LC_ALL=C.UTF-8; } 2>/dev/null ;;
  esac
fi

java='' java_home='' java_version='' problem=''

# Sets java, java_home and java_version; where there is no JDK 17 or newer, sets problem to one line that says so and returns 1.
find_java() {
  local install="install one (apt-get install openjdk-17-jdk-headless) or set JAVA_HOME to one"
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    # A kernel spec is used from any folder.
    case $java in /*) ;; *) java=$PWD/$java ;; esac
    problem="JAVA_HOME is '$JAVA_HOME', where there is no bin/java; set it to a JDK 17 or newer, or unset it"
    [ -x "$java" ] || return 1
  else
    problem="there is no java on PATH, and JDK 17 or newer is needed; $install"
    java=$(command -v java) || return 1
  fi
  # The file "release" spares a start of Java; not every package has it.
  java_home=$(dirname "$(dirname "$(readlink -f "$java")")")
  java_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$java_home/release" 2>/dev/null) || true
  [ -n "$java_version" ] ||
    java_version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = \([0-9]*\).*/\1/p')
  problem="$java is version ${java_version:-unknown}, and JDK 17 or newer is needed; $install"
  [ "${java_version:-0}" -ge 17 ] || return 1
  problem="the checkout is in '$top', and Java's class path cannot hold a folder with ':' in its name; please move the checkout"
  case $top in *:*) return 1 ;; esac
  problem=''
}

# Where the library was built, but files of its class path are gone, sets problem to one line that says so and returns 1.
find_classpath() {
  local file=$1 entry count=0 first=''
  while IFS= read -r -d : entry; do
    [ -z "$entry" ] || [ -e "$entry" ] || { count=$((count + 1)); first=${first:-$entry}; }
  done <<<"$(cat "$file"):"
  problem="$count of the files that the library needs are gone, such as $first; run kernel-setup/start.sh --setup to fetch them again"
  [ "$count" -eq 0 ] || return 1
  problem=''
}

# Whether Java has a module.
java_has() {
  grep -q "^MODULES=.*[\" ]$1[\" ]" "$java_home/release" 2>/dev/null || "$java" --add-modules "$1" -version >/dev/null 2>&1
}

# Sets java_options to what every start needs, and, where $1 is "vectors", lets networks be trained on vector registers, which
# is ten times as fast.
set_java_options() {
  # Java 24 and later want leave to load native libraries. Earlier versions do not have the last option, and ignore it.
  java_options=(-Djava.awt.headless=true "-Dgrabnas.checkout=$top" -XX:+IgnoreUnrecognizedVMOptions
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
  if [ "${1:-}" = vectors ] && java_has jdk.incubator.vector; then
    java_options+=(--add-modules jdk.incubator.vector)
  fi
}
