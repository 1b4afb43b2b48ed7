#!/bin/sh
# Moves the bucket under the drip. The drip is faster.
set -eu
left=1
while [ "$left" -le 3 ]; do
  echo "bucket at $left, drip at $((left + 1))"
  left=$((left + 1))
done
echo "declaring the carpet a pond"
