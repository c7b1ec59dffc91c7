# Sourced by the scripts that start Java: find_jdk prints the home of a JDK of release $oldest or newer, or nothing.
oldest=22

# The feature release of the JDK in folder $1, or 0.
feature() {
  local version=
  if [[ -x $1/bin/java ]]; then
    if [[ -r $1/release ]]; then
      version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    fi
    if [[ -z $version ]]; then
      version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    fi
  fi
  echo "${version:-0}"
}

# JAVA_HOME, then the java on the PATH, then the newest in /usr/lib/jvm.
find_jdk() {
  local home path newest= newest_feature=0 f
  path=$(command -v java || true)
  for home in "${JAVA_HOME:-}" "${path:+$(dirname "$(dirname "$(readlink -f "$path")")")}"; do
    if [[ -n $home ]] && (($(feature "$home") >= oldest)); then
      echo "$home"
      return
    fi
  done
  for home in /usr/lib/jvm/*; do
    f=$(feature "$home")
    if ((f >= oldest && f > newest_feature)); then
      newest=$home newest_feature=$f
    fi
  done
  echo "$newest"
}
