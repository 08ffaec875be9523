#!/bin/sh
# PID 1 of one lab: holder.sh ID [stay]
# The lab lives in this process's mount, process and network namespaces, and all its files in a
# tmpfs mounted here. When this process ends, however it ends, the kernel takes everything away;
# only empty cgroups stay behind, which an orderly end removes too.
set -eu
id=$1 mode=${2:-}

mount -t tmpfs -o mode=755,size=75% lab /run
mount -t tmpfs -o mode=1777 lab /dev/shm
mkdir -p /run/netns /run/lock /run/dcl/log /run/dcl/pid /run/dcl/names /run/dcl/hosts
chmod 777 /run/lock

# The service namespace: one bridge, an address for every service, no way out.
ip link set lo up
ip link add lab0 type bridge
ip link set lab0 up
# Forwarding makes the kernel answer "network is unreachable" at once, as a router would.
echo 1 >/proc/sys/net/ipv4/ip_forward

trap : TERM INT
exec 3<&0
if [ "$mode" = stay ]; then sleep infinity & else cat <&3 >/dev/null & fi
echo ready
exec >/dev/null 2>&1
wait || :

# Everything in this process namespace but this process.
kill -KILL -1 || :
tries=0
while [ "$tries" -lt 100 ]; do
  left=0
  for group in /sys/fs/cgroup/"$id"-* /sys/fs/cgroup/*/"$id"-*; do
    [ -d "$group" ] || continue
    find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || left=1
  done
  [ "$left" = 0 ] && break
  tries=$((tries + 1))
  sleep 0.05
done
