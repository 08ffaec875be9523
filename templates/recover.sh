#!/bin/sh
# Puts back the files of one unfinished dockcfg transaction before the engine starts, when the run
# that began it is gone: after a power loss, a soft reboot, a kill. Run by dockcfg-recover.service;
# the next run of dockcfg clears everything away.
#
# $1: the transaction's directory, with `journal`, `restore` and the bytes of every file

cd "$1" || exit 0
# The kernel takes dockcfg's lock from whoever dies. As long as somebody has it, the transaction is
# going on, and this start of the engine is part of it, or it is being put back. A power loss can
# take the file away, but nobody's lock.
[ ! -e ../../lock ] || { exec 9< ../../lock && flock -n 9; } || exit 0
# once only: what stands there from now on is the administrator's
[ -e restored ] && exit 0
# committed, or put back already
grep -q '^{"end":"[a-z]*"}$' journal && exit 0

digest() {
  if [ -f "$1" ]; then
    sum=$(sha256sum < "$1") && echo "${sum%% *}"
  else
    echo absent
  fi
}

# $1 index, $2 digest of the old file, $3 its mode, $4 its owner, $5 where it belongs
put_back() {
  beside=$(dirname "$5")/.dockcfg
  kept=$beside/$(basename "$5")
  if [ "$2" = absent ]; then
    rm -f "$5"
  elif [ "$(digest "$kept")" = "$2" ]; then
    # the old file itself, with its attributes and label
    mv -f "$kept" "$5"
  else
    umask 077
    mkdir -p "$beside" &&
      cat "$1.before" > "$kept.new" &&
      chown "$4" "$kept.new" &&
      chmod "$3" "$kept.new" &&
      sync &&
      mv -f "$kept.new" "$5"
  fi
}

{
  read -r manager
  failed=
  while read -r index after before mode owner path; do
    file=$(readlink -f "$path") || file=$path
    # a file that is neither ours nor the old one is somebody's: the next run tells of it
    if [ "$(digest "$file")" = "$after" ]; then
      put_back "$index" "$before" "$mode" "$owner" "$file" || failed=yes
    fi
  done
} < restore
[ "$failed" ] || : > restored
sync

case $manager in
  system) systemctl daemon-reload ;;
  user) systemctl --user daemon-reload ;;
esac
exit 0
