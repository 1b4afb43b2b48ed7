#!/usr/bin/env bash
#
# Starts a session cluster of Flink's own distribution on the machines that its conf/workers names,
# and builds an index on it. Usage: session-cluster.sh FLINK_HOME INPUT INDEX
#
set -euo pipefail
if [ $# -ne 3 ]; then
  printf 'usage: %s FLINK_HOME INPUT INDEX\n' "$0" >&2
  exit 1
fi
flink_home=$1
here=$(cd "$(dirname "$0")" && pwd)

"$flink_home/bin/start-cluster.sh"
status=0
"$flink_home/bin/flink" run -c io.github.shardmill.cli.Main \
  "$here/../target/shardmill-flink.jar" \
  build --runner=FlinkRunner --input "$2" --index "$3" --progress lines || status=$?
"$flink_home/bin/stop-cluster.sh"
exit $status
