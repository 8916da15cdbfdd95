# shellcheck shell=bash
# Building and trying the agent's image with buildah: no Docker, no registry, no namespaces that a container may lack.

# The first release whose own Python is the one that the agent needs.
IMAGE_SUITE=forky
IMAGE_FOLDER="$CACHE_DIR/image"
IMAGE_BASE=localhost/bitgridai-base:$IMAGE_SUITE
IMAGE=localhost/bitgridai-agent
IMAGE_PACKAGES=ca-certificates,python3.14,python3.14-venv

in_buildah() {
  buildah --storage-driver vfs --root "$IMAGE_FOLDER/store" --runroot "$IMAGE_FOLDER/run" "$@"
}

ensure_image_tools() {
  local tool missing=()
  for tool in buildah debootstrap; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  [[ $(id -u) == 0 ]] || die "building an image this way needs root." \
    "With Docker it does not: docker build -f addon/Dockerfile ."
  ((${#missing[@]} == 0)) || { can_install_packages && install_packages "${missing[@]}"; } ||
    die "missing here: ${missing[*]}." "apt-get install ${missing[*]}"
}

# ensure_base [--fresh]: what stands in for the Dockerfile's own base, which comes from a registry.
ensure_base() {
  local work
  [[ -z ${BUILD_FROM:-} ]] || { note "taking $BUILD_FROM"; return 0; }
  if [[ ${1:-} != --fresh ]] && in_buildah inspect --type image "$IMAGE_BASE" >/dev/null 2>&1; then
    note "there already; --fresh makes it anew"
    return 0
  fi
  mkdir -p "$IMAGE_FOLDER"
  rm -rf "$IMAGE_FOLDER"/base.*
  work=$(mktemp -d "$IMAGE_FOLDER/base.XXXXXX")
  note "a minute or two, about 100 MB of packages"
  logged "$work/log" debootstrap --variant=minbase --include="$IMAGE_PACKAGES" "$IMAGE_SUITE" "$work/root" \
    "$(debian_mirror)" sid || die "debootstrap failed; its last lines are above."
  rm -rf "$work/root/var/cache/apt" "$work/root/var/lib/apt/lists" "$work/root/usr/share/doc" "$work/root/usr/share/man"
  tar -C "$work/root" -cf "$work/base.tar" .
  printf 'FROM scratch\nADD base.tar /\n' >"$work/Dockerfile"
  build "$work/log" -t "$IMAGE_BASE" -f "$work/Dockerfile" "$work"
  rm -rf "$work"
}

# The mirror that this machine uses already, where it is Debian.
debian_mirror() {
  local mirror
  mirror=$({ own_debian_mirror || true; } | head -n 1)
  echo "${mirror:-http://deb.debian.org/debian}"
}

build_image() {
  local certificates=()
  # A machine may reach PyPI through a proxy with a certificate of its own. It is seen by the build, not kept in the image.
  [[ -f /etc/ssl/certs/ca-certificates.crt ]] && certificates=(--volume /etc/ssl/certs:/etc/ssl/certs:ro)
  mkdir -p "$IMAGE_FOLDER"
  build "$IMAGE_FOLDER/build.log" "${certificates[@]}" --build-arg "BUILD_FROM=${BUILD_FROM:-$IMAGE_BASE}" \
    --build-arg "BUILD_ARCH=$(uname -m | sed 's/x86_64/amd64/')" -t "$IMAGE" -f addon/Dockerfile "$REPO_ROOT"
  in_buildah rmi --prune >/dev/null 2>&1 || true
}

# build LOG ARGUMENTS...
build() {
  local log=$1
  shift
  logged "$log" in_buildah bud --isolation chroot --layers=false --format docker "$@" ||
    die "the image could not be built; the last lines are above, all of them in $log."
}

logged() {
  local log=$1
  shift
  "$@" </dev/null >"$log" 2>&1 || { tail -n 15 "$log" >&2; return 1; }
}

image_size() {
  in_buildah images --format '{{.Size}}' "$IMAGE" | head -n 1
}

# Starts what was built, as the Supervisor would, but on loopback and a port of its own.
check_image() {
  IMAGE_CONTAINER=$(in_buildah from --pull-never "$IMAGE")
  IMAGE_LOG="$IMAGE_FOLDER/run.log"
  trap leave_image EXIT
  local port page answer
  read -r port page < <(in_image -c "$TWO_PORTS")
  in_image -c "$IMPORT_ALL" || die "a module misses a package; $IMAGE_LOG.asked says which."
  note "every module of the agent and its libraries is there with what it imports"
  in_buildah run --isolation chroot "$IMAGE_CONTAINER" -- /usr/local/bin/bitgridai-agent --host 127.0.0.1 \
    --port "$port" --page-port "$page" --page-from 127.0.0.1 </dev/null >"$IMAGE_LOG" 2>&1 &
  IMAGE_RUN=$!
  await_health "$port"
  note "GET /health: ok"
  answer=$(in_image -c "$ASK" GET /v1/handshake "$port") || die "the handshake failed."
  note "GET /v1/handshake: $answer"
  answer=$(in_image -c "$ASK" GET /v1/handshake "$port" stranger) && die "a wrong token was admitted."
  [[ $answer == *401* ]] || die "a wrong token was not refused with 401: $answer"
  note "GET /v1/handshake with a wrong token: refused"
  in_image -c "$SEE" "$page" || die "the page is not there."
  note "the page: there, without a token, for the one address"
  [[ $(ps -o uid= -p "$(leaf_of "$IMAGE_RUN")" | tr -d ' ') == 8117 ]] || die "the agent kept root's rights."
  note "it runs as user 8117"
  in_image -m bitgridai_agent.backup begin --port "$port" || die "it does not stand still for a backup."
  in_image -m bitgridai_agent.backup end --port "$port" || die "it does not go on after a backup."
  note "backup: it stood still and went on"
  kill -TERM "$(leaf_of "$IMAGE_RUN")"
  wait "$IMAGE_RUN" || die "SIGTERM ended it with $?; its log is in $IMAGE_LOG."
  IMAGE_RUN=
  note "SIGTERM: exit 0"
}

# What the agent and the libraries that it uses import, now rather than when somebody first asks for it.
IMPORT_ALL='
import importlib, pkgutil
# What is imported only by whoever needs it: compiled decisions, a cluster.
import distributed, numba
for name in ("bitgridai_agent", "bitgridai.archive", "bitgridai.replay", "bitgridai.research"):
    for found in pkgutil.walk_packages(importlib.import_module(name).__path__, name + "."):
        if found.name.endswith(".__main__"): continue
        importlib.import_module(found.name)
'

TWO_PORTS='
import socket
ports = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*(port.getsockname()[1] for port in ports))
'

# The page and its script.
SEE='
import sys, urllib.request
for path, found in (("", b"<html"), ("page.js", b"customElements")):
    seen = urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/{path}", timeout=10).read()
    assert found in seen, path
'

# Asks with the token that the agent made, or with another one.
ASK='
import os, pathlib, sys
from bitgridai_agent.local import NoAnswerError, ask
method, path, port, *other = sys.argv[1:]
if other: os.environ["BITGRIDAI_AGENT_TOKEN"] = other[0] * 8
try: print(ask(method, path, int(port), pathlib.Path("/data")))
except NoAnswerError as err:
    print(err)
    sys.exit(1)
'

# in_image ARGUMENTS...: the image's own Python, in the container that is tried.
in_image() {
  in_buildah run --isolation chroot "$IMAGE_CONTAINER" -- /opt/agent/bin/python "$@" 2>>"$IMAGE_LOG.asked"
}

await_health() {
  local attempt
  for ((attempt = 0; attempt < 60; attempt++)); do
    in_image -m bitgridai_agent.health "$1" >/dev/null && return 0
    kill -0 "$IMAGE_RUN" 2>/dev/null || break
    sleep 1
  done
  tail -n 15 "$IMAGE_LOG" >&2
  die "the image does not answer."
}

# leaf_of PID: the program itself, below those that started it.
leaf_of() {
  local pid=$1 child
  while child=$(ps -o pid= --ppid "$pid" | head -n 1 | tr -d ' ') && [[ -n $child ]]; do pid=$child; done
  printf '%s\n' "$pid"
}

leave_image() {
  [[ -z ${IMAGE_RUN:-} ]] || kill -TERM "$(leaf_of "$IMAGE_RUN")" 2>/dev/null || true
  in_buildah rm "$IMAGE_CONTAINER" >/dev/null 2>&1 || true
}
