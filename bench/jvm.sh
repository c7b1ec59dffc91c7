# Sourced by the scripts beside it: builds the module, then bench_java starts a JDK on one core
# (INTARSIA_CORE, 0 unless told otherwise) where there is taskset.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
source "$root/config/jdk.sh"

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
