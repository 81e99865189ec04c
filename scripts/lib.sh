# Shared by the scripts: one line a step, with its time; long output goes to a log and is shown when the step fails.
# shellcheck shell=bash

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
logs=$root/build/log
mkdir -p "$logs"
# Nothing outside the checkout: a ccache that the machine has already is used, a new one is ours.
if [[ -z ${CCACHE_DIR:-} && ! -d ~/.cache/ccache && ! -d ~/.ccache ]]; then export CCACHE_DIR=$root/build/cache/ccache; fi

# step NAME COMMAND...: runs it in the background of a line that says so.
step() {
  local name=$1 log begin pid status=0
  shift
  log=$logs/${name//[^A-Za-z0-9]/-}.log
  begin=${EPOCHREALTIME/./}
  printf '%-44s' "$name"
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  tick "$pid" &
  local ticker=$!
  # Bash lets background jobs ignore Ctrl-C; it is meant for them.
  trap 'kill "$pid" "$ticker" 2>/dev/null; echo " interrupted"; exit 130' INT TERM
  wait "$pid" || status=$?
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  trap - INT TERM
  local tenths=$(((${EPOCHREALTIME/./} - begin) / 100000))
  if ((status)); then
    printf ' failed after %d.%d s\n' $((tenths / 10)) $((tenths % 10))
    echo "-- the end of $log:"
    tail -n 40 "$log"
    exit "$status"
  fi
  printf ' %5d.%d s\n' $((tenths / 10)) $((tenths % 10))
}

# A dot every ten seconds, so that a long step is seen to live.
tick() {
  local waited=0
  while kill -0 "$1" 2>/dev/null; do
    sleep 1
    if ((++waited % 10 == 0)); then printf '.'; fi
  done
}
