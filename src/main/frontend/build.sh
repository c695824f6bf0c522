#!/bin/sh
# Builds the browser's files, or says what is missing to do so. $1: where they go, $2: "lint" checks the diagrams of folder $3 instead.
# Does nothing when the sources are those of the last build.
set -eu
cd "$(dirname "$0")"

fail() {
  echo "" >&2
  echo "The pages' scripts and styles can't be built: $1" >&2
  echo "Install Node.js 20 or newer with npm (https://nodejs.org, or your system's package manager: apt-get install nodejs npm)," >&2
  echo "or run Maven with -Dfrontend.skip=true to go on without them." >&2
  exit 1
}

command -v node > /dev/null 2>&1 || fail "there is no 'node' on the PATH."
command -v npm > /dev/null 2>&1 || fail "there is no 'npm' on the PATH."
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || fail "this is Node.js $(node --version)."

target=$1
task=${2:-build}
stamp="$target/../../../$task.stamp"
now=$(find . ${3:+"$3"} -name node_modules -prune -o -type f -print | LC_ALL=C sort | xargs cat | cksum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && { [ "$task" != build ] || [ -f "$target/app.js" ]; }; then
  exit 0
fi

lock=$(cksum < package-lock.json)
if [ ! -f node_modules/.lock ] || [ "$(cat node_modules/.lock)" != "$lock" ]; then
  echo "Installing the browser's libraries"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || fail "npm could not install the libraries (see above); it needs a registry within reach."
  echo "$lock" > node_modules/.lock
fi

if [ "$task" = lint ]; then
  node lint.mjs "$3"
else
  node build.mjs "$target"
fi
mkdir -p "$(dirname "$stamp")"
echo "$now" > "$stamp"
