#!/usr/bin/env bash
# Starts the agent's image with Docker, as the Supervisor would, and asks it: scripts/lib/try_image.sh IMAGE
# scripts/image does the same, and more, where there is no Docker.
set -euo pipefail

image=${1:?Usage: scripts/lib/try_image.sh IMAGE}
container=$(docker run --detach --init --publish 127.0.0.1::8117 "$image")
leave() {
  local code=$?
  ((code == 0)) || docker logs --tail 20 "$container" >&2 || true
  docker rm --force "$container" >/dev/null
}
trap leave EXIT

for ((attempt = 0; attempt < 60; attempt++)); do
  docker exec "$container" /opt/agent/bin/python -m bitgridai_agent.health >/dev/null 2>&1 && break
  sleep 1
done
docker exec "$container" /opt/agent/bin/python -m bitgridai_agent.health
echo "health: ok"

address=http://$(docker port "$container" 8117/tcp)
# The token goes through standard input: what stands on a command line can be read by everybody on the machine.
curl() { command curl --silent --show-error --max-time 10 "$@"; }
docker exec "$container" cat /data/token | sed 's/^/Authorization: Bearer /' |
  curl --fail --header @- "$address/v1/handshake"
echo
code=$(curl --output /dev/null --write-out '%{http_code}' --header 'Authorization: Bearer wrong' "$address/v1/handshake")
[[ $code == 401 ]] || { echo "with a wrong token it answers $code, not 401" >&2; exit 1; }
echo "with a wrong token: refused"

docker stop --time 30 "$container" >/dev/null
code=$(docker inspect --format '{{.State.ExitCode}}' "$container")
[[ $code == 0 ]] || { echo "told to stop, it ends with $code" >&2; exit 1; }
echo "SIGTERM: exit 0"
