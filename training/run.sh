#!/bin/sh
# Starts or resumes the background training: run.sh RUN [COPY] [options]; options are those of stridebot_training.background.
# RUN keeps packages, pictures, checkpoints, sheets and the log; COPY a second set of checkpoints. PYTHON names an interpreter.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || { echo "usage: $0 RUN [COPY] [--cores N]" >&2; exit 2; }
mkdir -p "$1"
run=$(cd "$1" && pwd)
shift
if [ $# -gt 0 ] && [ "${1#--}" = "$1" ]; then
  mkdir -p "$1"
  copy=$(cd "$1" && pwd)
  shift
  set -- --copy "$copy" "$@"
fi
[ -e "$run/packages/emojibase-data/compact.json" ] || "$here/fetch_sprites.sh" "$run/packages"
cd "$here"
exec nice -n 19 "${PYTHON:-python}" -m stridebot_training.background --run "$run" "$@"
