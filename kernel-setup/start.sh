#!/usr/bin/env bash
# From a clean clone to Java notebooks in a browser: installs what is missing of Jupyter, builds the
# library, installs a kernel named "java" that knows it, and opens the notebooks.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: kernel-setup/start.sh [OPTION ...]

  (no option)       set up and open the notebooks in a browser
  --check           only tell what is missing; exit status 1 if anything is
  --setup           set up and stop
  --run             set up and execute every notebook headless; the executed .ipynb and .html go to
                    target/notebooks
  --in-place        with --run: also keep the outputs in notebooks/
  --kernel NAME     the kernel's kind: rapaio (default, fetched by Maven), ijava or jjava
  --jar FILE        with --kernel ijava or jjava: the kernel's jar
  --offline         build from what Maven has already fetched
  --kernelspec DIR  only write the kernel spec, to DIR/kernels/java (the library must be built)
  --help            this text
TEXT
}

fail() { printf 'start.sh: %s\n' "$*" >&2; exit 1; }
say() { printf '%s\n' "$*"; }

self=$(readlink -f "${BASH_SOURCE[0]}")
top=$(cd "$(dirname "$self")/.." && pwd)
. "$top/kernel-setup/java.sh"
mode=open kernel=rapaio jar='' in_place=false offline=() spec_dir=''
while [ $# -gt 0 ]; do
  case "$1" in
    --check) mode=check ;;
    --setup) mode=setup ;;
    --run) mode=run ;;
    --in-place) in_place=true ;;
    --offline) offline=(-o) ;;
    --kernel) kernel=${2:?--kernel needs a name}; shift ;;
    --jar) jar=${2:?--jar needs a file}; shift ;;
    --kernelspec) mode=spec; spec_dir=${2:?--kernelspec needs a folder}; shift ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; printf '\nstart.sh: unknown option %s\n' "$1" >&2; exit 2 ;;
  esac
  shift
done

case "$kernel" in
  rapaio)
    [ -z "$jar" ] || { echo "start.sh: --jar goes with --kernel ijava or jjava" >&2; exit 2; }
    jar=$top/kernel-setup/target/kernel/rapaio-jupyter-kernel.jar ;;
  ijava | jjava)
    [ -n "$jar" ] || { echo "start.sh: --kernel $kernel needs --jar FILE, the kernel's jar" >&2; exit 2; }
    [ -f "$jar" ] || fail "the kernel's jar $jar does not exist"
    jar=$(cd "$(dirname "$jar")" && pwd)/$(basename "$jar") ;;
  *) echo "start.sh: unknown kernel '$kernel'; expected rapaio, ijava or jjava" >&2; exit 2 ;;
esac

# The archive for a classroom (bundle.sh) brings all that Maven would fetch.
[ ! -d "$top/maven-repository" ] || offline=(-o "-Dmaven.repo.local=$top/maven-repository")

classpath_file=$top/grabnas-lib/target/runtime.classpath
launcher=$top/kernel-setup/target/classes

# --- what is there ---------------------------------------------------------------------------------

# Debian's programs before those on PATH: another Python's may stand in front and lack the rest.
find_program() {
  local candidate
  for candidate in "$top/.venv/bin/$1" "/usr/bin/$1" "$(command -v "$1" 2>/dev/null || true)"; do
    if [ -n "$candidate" ] && [ -x "$candidate" ] && "$candidate" --version >/dev/null 2>&1; then
      printf '%s' "$candidate"
      return
    fi
  done
  return 1
}

missing=()
find_java || missing+=("$problem")
[ -n "$problem" ] || java_has jdk.jshell || missing+=("the Java in $java_home has no JShell, which notebooks need; set JAVA_HOME to a whole JDK 17 or newer")
[ "$mode" = spec ] || command -v mvn >/dev/null || missing+=("there is no mvn on PATH, and Maven 3.8 or newer is needed (apt-get install maven)")

jupyter_missing() { ! find_program jupyter-notebook >/dev/null || ! find_program jupyter-nbconvert >/dev/null; }

if [ "$mode" = check ]; then
  jupyter_missing && missing+=("Jupyter (kernel-setup/start.sh installs it)")
  if [ -f "$classpath_file" ]; then
    find_classpath "$classpath_file" || missing+=("$problem")
  else
    missing+=("the built library (kernel-setup/start.sh builds it)")
  fi
  if [ ${#missing[@]} -eq 0 ]; then
    say "Nothing is missing."
    exit 0
  fi
  say "Missing:"
  printf '  - %s\n' "${missing[@]}"
  exit 1
fi
[ ${#missing[@]} -eq 0 ] || fail "$(printf '%s. ' "${missing[@]}")"

# --- Jupyter ---------------------------------------------------------------------------------------

install_jupyter() {
  jupyter_missing || return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo -n)
  fi
  if command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; then
    say "Installing Jupyter (apt) …"
    "${as_root[@]}" apt-get update -qq ||
      say "The package lists could not be refreshed; trying with those that are there."
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
      jupyter-notebook jupyter-nbconvert fonts-dejavu-core fontconfig >/dev/null ||
      fail "apt-get could not install jupyter-notebook and jupyter-nbconvert; if you are offline, install them while online, then run this again"
  else
    say "Installing Jupyter (Python virtual environment .venv) …"
    local fresh=true
    [ ! -e "$top/.venv" ] || fresh=false
    if ! { python3 -m venv "$top/.venv" && "$top/.venv/bin/pip" install -q notebook nbconvert; }; then
      # One that was there before is somebody's.
      ! $fresh || rm -rf "$top/.venv"
      fail "neither apt (no root rights) nor pip could install Jupyter; ask for the packages jupyter-notebook and jupyter-nbconvert, or get online and run this again"
    fi
  fi
}

# --- the library -----------------------------------------------------------------------------------

# Whether class path, kernel and launcher are there.
is_built() {
  [ -f "$classpath_file" ] && [ -d "$top/grabnas-lib/target/classes" ] && [ -f "$jar" ] &&
    { [ "$kernel" != rapaio ] || [ -d "$launcher" ]; } && find_classpath "$classpath_file"
}

# The first folder that a build writes to and that cannot be written.
unwritable() {
  local folder
  for folder in "$top/grabnas-lib" "$top/kernel-setup"; do
    [ ! -d "$folder/target" ] || folder=$folder/target
    # As the administrator every folder seems writable, also on a file system that is not.
    ( : >"$folder/.writable" ) 2>/dev/null || { printf '%s' "$folder"; return; }
    rm -f "$folder/.writable"
  done
  return 1
}

build() {
  local choice=() folder
  if folder=$(unwritable); then
    is_built || fail "the library is not built, and the folder $folder cannot be written; build it in a copy of the checkout, or as a user who may write there"
    say "The folder $folder cannot be written, so the library is taken as it was built."
    return
  fi
  # Two builds in one folder would take each other's files away. Some network file systems lock nothing.
  if command -v flock >/dev/null; then
    exec 9<"$top/kernel-setup"
    flock -n 9 || { say "Another start builds the library; waiting for it …"; flock 9 || true; }
  fi
  if [ -r /proc/cpuinfo ] && [ "$(uname -m)" = x86_64 ] && ! grep -qw avx2 /proc/cpuinfo; then
    choice=(-Dnd4j.classifier=linux-x86_64)
  fi
  say "Building the library …"
  (cd "$top" && mvn -q -B "${offline[@]}" "${choice[@]}" -pl grabnas-lib,kernel-setup -DskipTests package) ||
    fail "the build failed; if you are offline, run 'mvn -pl grabnas-lib,kernel-setup package' once while online, then use --offline"
  if command -v flock >/dev/null; then
    exec 9<&-
  fi
}

# --- the kernel spec -------------------------------------------------------------------------------

# Writes $1/kernels/java/kernel.json, and only if it would change.
write_kernelspec() {
  local folder=$1/kernels/java
  if [ ! -f "$jar" ] || [ ! -f "$classpath_file" ]; then
    fail "the library is not built; run mvn -pl grabnas-lib,kernel-setup package first"
  fi
  find_classpath "$classpath_file" || fail "$problem"
  mkdir -p "$folder" 2>/dev/null || fail "the folder $folder cannot be made; set JUPYTER_DATA_DIR to a folder that can be written"
  local python locale=''
  # Notebooks print the same in every locale, and find files by names that are not ASCII.
  case $'\n'$(locale -a 2>/dev/null)$'\n' in
    *$'\n'C.[Uu][Tt][Ff]8$'\n'* | *$'\n'C.[Uu][Tt][Ff]-8$'\n'*) locale=C.UTF-8 ;;
  esac
  python=$(find_program python3) || fail "python3, which Jupyter needs, is missing"
  set_java_options vectors
  "$python" - "$folder/kernel.json" "$kernel" "$jar" "$top/grabnas-lib/target/classes" "$classpath_file" "$launcher" "$locale" \
    "$java" -Xmx4g "${java_options[@]}" <<'PY'
import json, os, sys

path, kernel, jar, classes, dependencies, launcher, locale, *argv = sys.argv[1:]
if kernel == "jjava":
    # JJava reaches into JShell; the launcher that comes with it gives it leave.
    argv += ["--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED"]
if kernel == "rapaio":
    argv += ["-cp", os.pathsep.join([launcher, jar]), "io.github.grabnas.kernel.KernelLauncher", "{connection_file}"]
else:
    argv += ["-jar", jar, "{connection_file}"]
silence = os.path.join(os.path.dirname(classes), "launcher", "slf4j-nop.jar")
library = [classes, silence] + open(dependencies, encoding="utf-8").read().strip().split(os.pathsep)
# Methods and other parts of one's own: jars and folders of classes.
library += [os.path.abspath(entry) for entry in os.environ.get("GRABNAS_CLASSPATH", "").split(os.pathsep) if entry]
if kernel == "rapaio":
    for entry in library:
        if any(sign in entry for sign in ";*[{\\"):
            sys.exit(f"start.sh: the kernel cannot have '{entry}' on its class path because of a ; * [ {{ or \\ in it;"
                     " please move the checkout, or Maven's repository, to a folder without")
    environment = {"RJK_CLASSPATH": ";".join(library), "RJK_TIMEOUT_MILLIS": "-1"}
else:
    environment = {kernel.upper() + "_CLASSPATH": os.pathsep.join(library)}
if locale:
    environment["LC_ALL"] = locale
spec = {
    "argv": argv,
    "display_name": "Java (GraB-NAS)",
    "language": "java",
    "interrupt_mode": "signal" if kernel == "rapaio" else "message",
    "env": environment,
}
text = json.dumps(spec, indent=2) + "\n"
if os.path.exists(path):
    try:
        other = json.load(open(path, encoding="utf-8")).get("display_name") != spec["display_name"]
    except (ValueError, AttributeError):
        other = True
    if other:
        # Another kernel of that name: its options may be somebody's work.
        os.replace(path, path + ".before-grabnas")
        print(f"The kernel 'java' that was installed before is kept as {path}.before-grabnas.")
if not os.path.exists(path) or open(path, encoding="utf-8").read() != text:
    part = path + ".part"
    with open(part, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(part, path)
PY
}

if [ "$mode" = spec ]; then
  write_kernelspec "$spec_dir"
  exit 0
fi

install_jupyter
build
data_dir=$("$(dirname "$(find_program jupyter-notebook)")/jupyter" --data-dir) || data_dir=''
[[ $data_dir == /* ]] || fail "Jupyter has no folder to install the kernel in; set HOME or JUPYTER_DATA_DIR"
write_kernelspec "$data_dir"
say "The kernel 'java' is installed in $data_dir/kernels/java."

# Runs notebook $1 into folder $2, with further options of nbconvert.
execute() {
  local notebook=$1 folder=$2
  shift 2
  "$nbconvert" --log-level=ERROR --to notebook --execute --ExecutePreprocessor.kernel_name=java \
    --ExecutePreprocessor.startup_timeout=300 --ExecutePreprocessor.timeout=1200 \
    "$@" --output-dir "$folder" "$notebook" >"$folder/$(basename "$notebook" .ipynb).log" 2>&1
}

case "$mode" in
  setup) ;;
  run)
    nbconvert=$(find_program jupyter-nbconvert)
    out=$top/target/notebooks
    mkdir -p "$out"
    notebooks=("$top"/notebooks/*.ipynb)
    # Notebook 0 prints how long the others took, so it is the last.
    case "$(basename "${notebooks[0]}")" in
      00-*) notebooks=("${notebooks[@]:1}" "${notebooks[0]}") ;;
    esac
    for notebook in "${notebooks[@]}"; do
      name=$(basename "$notebook" .ipynb)
      say "Running $name …"
      incomplete=false
      if ! execute "$notebook" "$out"; then
        missing_data=$(grep -m 1 -o "MissingDataException.*" "$out/$name.log") ||
          fail "notebook $name failed; see its error in $out/$name.log"
        say "$name stopped where it needs data: ${missing_data#*: }"
        execute "$notebook" "$out" --allow-errors || fail "notebook $name failed; see $out/$name.log"
        incomplete=true
      fi
      "$nbconvert" --log-level=ERROR --to html --output-dir "$out" "$out/$name.ipynb"
      if $in_place && ! $incomplete; then
        cp "$out/$name.ipynb" "$notebook"
      fi
    done
    say "The executed notebooks are in $out." ;;
  open)
    root=()
    [ "$(id -u)" -ne 0 ] || root=(--allow-root)
    exec "$(find_program jupyter-notebook)" "${root[@]}" "$top/notebooks" ;;
esac
