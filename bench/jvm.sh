# Sourced by the scripts beside it: builds the module, then bench_java starts the newest JDK on one core
# (INTARSIA_CORE, 0 unless told otherwise) where there is taskset.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
oldest=22

# The feature release of the JDK in folder $1, or 0.
feature() {
  local version=
  if [[ -x $1/bin/java ]]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  fi
  echo "${version:-0}"
}

# JAVA_HOME, then the newest in /usr/lib/jvm.
find_jdk() {
  local home newest= newest_feature=0 f
  if (($(feature "${JAVA_HOME:-}") >= oldest)); then
    echo "$JAVA_HOME"
    return
  fi
  for home in /usr/lib/jvm/*; do
    f=$(feature "$home")
    if ((f >= oldest && f > newest_feature)); then
      newest=$home newest_feature=$f
    fi
  done
  echo "$newest"
}

bench_java() {
  local pin=()
  if command -v taskset > /dev/null; then
    pin=(taskset -c "${INTARSIA_CORE:-0}")
  fi
  exec "${pin[@]}" "$jdk/bin/java" --enable-native-access=ALL-UNNAMED \
    -cp "bench/target/quick/classes:$(cat bench/target/quick/class-path.txt)" "$@"
}

jdk=$(find_jdk)
if [[ -z $jdk ]]; then
  echo "bench: needs a JDK $oldest or newer: set JAVA_HOME to one" >&2
  exit 1
fi
cd "$root"
mvn --batch-mode -q -Dquick -Dmaven.test.skip=true package -pl bench -am >&2
