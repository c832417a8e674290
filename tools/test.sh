#!/usr/bin/env bash
# Installs what the tests need, runs all of them (or those whose name holds the first argument), ends with one line of counts.
set -uo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
# In memory where there is room: a thousand databases flush, and whether a disk keeps what was flushed is not what tests can show.
room="$(df --output=avail -k /dev/shm 2>/dev/null | tail -1)"
if [ -w /dev/shm ] && [ "${room:-0}" -gt 2000000 ]; then results="$(mktemp -d -p /dev/shm)"; else results="$(mktemp -d)"; fi
export TMPDIR="$results"
trap 'rm -rf "$results"' EXIT

need=()
[ -x /usr/bin/chromium ] || need+=(chromium)
[ -x /usr/bin/promtool ] || need+=(prometheus)
[ -x /usr/sbin/nginx ] || need+=(nginx-light)
if [ ${#need[@]} -gt 0 ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null
fi

filter=()
[ $# -gt 0 ] && filter=(--filter "FullyQualifiedName~$1")
export Logging__LogLevel__Default=Warning
# Hundreds of short lives: what profiling would gain in a long one, they never see again.
export DOTNET_TieredPGO=0
# Collect after 128 MB: a fifth less processor time for the suite. The product's own processes, which some tests start, keep their own limit of 4 MB.
export DOTNET_GCgen0size=0x8000000
# The analyzers speak where the format is checked (.ci/run builds with them before); who only wants the tests does not wait for them.
dotnet build Titan.Console.sln -c Release --nologo -v quiet -p:RunAnalyzersDuringBuild=false -p:EnforceCodeStyleInBuild=false || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
dotnet test Titan.Tests -c Release --no-build --nologo --logger "trx;LogFileName=tests.trx" --logger "console;verbosity=minimal" --results-directory "$results" "${filter[@]}"
code=$?

count() { sed -n 's/.*<Counters[^>]* '"$1"'="\([0-9]*\)".*/\1/p' "$results"/*.trx 2>/dev/null | awk '{sum += $1} END {print sum + 0}'; }
passed="$(count passed)"; failed="$(count failed)"
skipped="$(sed -n 's/.*<Counters[^>]*total="\([0-9]*\)"[^>]*executed="\([0-9]*\)".*/\1 \2/p' "$results"/*.trx 2>/dev/null | awk '{sum += $1 - $2} END {print sum + 0}')"
[ "$code" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
if [ ! -d "${TITAN_MARKET_DATA:-$root/../shared/data}" ]; then
  echo "Tests on recorded market data were left out: ../shared/data and TITAN_MARKET_DATA are absent."
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
