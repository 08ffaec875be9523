#!/bin/sh
# Builds one engine root: build-root.sh TARGET SUITE PACKAGES MIRROR SCRIPT
# TARGET appears by a rename, when it is whole; two builders of one target take turns.
# Runs in mount and process namespaces of its own, so that a killed debootstrap leaves no mount.
set -eu
target=$1 suite=$2 packages=$3 mirror=$4 script=$5
exec 9>"$target.lock"
flock 9
rm -rf --one-file-system "$target.building"
[ -d "$target" ] && exit 0
debootstrap --variant=minbase --include="$packages" "$suite" "$target.building" "$mirror" "$script"
# OpenRC's package leaves it to the administrator which init the kernel starts.
[ -e "$target.building/sbin/init" ] || ln -s openrc-init "$target.building/sbin/init"
rm -rf "$target.building"/var/cache/apt/archives/*.deb "$target.building"/var/lib/apt/lists/*
mv "$target.building" "$target"
