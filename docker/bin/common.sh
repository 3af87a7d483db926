# Sourced by start, stop, logs and reset: finds Docker Compose and the folder docker/, or says in one line what is missing.
docker_folder=$(cd "$(dirname "$0")/.." && pwd)

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

command -v docker > /dev/null || fail "docker is not installed"
docker compose version > /dev/null 2>&1 || fail "Docker Compose 2 is missing: 'docker compose version' fails"

compose() {
  docker compose --file "$docker_folder/compose.yaml" "$@"
}
