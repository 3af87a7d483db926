# Sourced by mvnw and src/main/bin/plumbline: puts JAVA_HOME on a JDK 25 or newer, wherever one is installed in a usual place, so that
# the build does not depend on which java is first in PATH. Says in one line what is missing otherwise.
plumbline_java_major() { # $1: a Java home; prints its major version, or nothing
  [ -x "$1/bin/javac" ] || return 0
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9][0-9]*\).*/\1/p'
}

plumbline_find_jdk() {
  path_javac=$(command -v javac 2>/dev/null || true)
  [ -z "$path_javac" ] || path_javac=$(dirname "$(dirname "$(readlink -f "$path_javac" 2>/dev/null || echo "$path_javac")")")
  for home in "${JAVA_HOME:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}" "$path_javac" \
    /usr/lib/jvm/*25* /usr/java/*25* /opt/java/*25* /opt/jdk*25* /opt/*jdk*25* /opt/java/openjdk \
    "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* "$HOME"/.asdf/installs/java/*25* \
    "$HOME"/.local/share/mise/installs/java/25* "$HOME"/.jenv/versions/25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*25*/Contents/Home \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
    /usr/lib/jvm/*; do
    [ -n "$home" ] && [ -d "$home" ] || continue
    major=$(plumbline_java_major "$home")
    if [ -n "$major" ] && [ "$major" -ge 25 ]; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}

plumbline_find_jdk || {
  echo "Plumbline needs a JDK 25 or newer and found none: install one (for example Temurin 25) or set JAVA_HOME to it." >&2
  exit 1
}
