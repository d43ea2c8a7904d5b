# To be sourced: puts mock cards on the virtual reader of .ci/with-pcscd, one after the other.
target="${CARGO_TARGET_DIR:-$PWD/target}"
work=$(mktemp -d)
bridge=
trap 'end_bridge; rm -rf "$work"' EXIT

fail() { echo "FAILED: $1"; tail -n 20 "$work"/*.log 2>/dev/null; exit 1; }
ok() { echo "ok: $1"; }

end_bridge() {
    [ -z "$bridge" ] || { kill "$bridge" 2>/dev/null && wait "$bridge" 2>/dev/null || true; }
    bridge=
}
on_the_reader() { opensc-tool --list-readers 2>/dev/null | grep -q 'Yes'; }

# Takes the card away, and waits until pcscd has noticed: it would send the first commands to the next card to this one.
remove() {
    end_bridge
    for _ in $(seq 100); do on_the_reader || return 0; sleep 0.1; done
    fail 'the card is still on the reader'
}

# Puts a persona's card on the reader, in place of the one before. What else is given goes to virtual_card.
insert() {
    local persona=$1
    shift
    remove
    # vpcd refuses a connection until it has noticed that the one before is gone: then the bridge ends at once.
    for _ in $(seq 20); do
        "$target/debug/examples/virtual_card" --persona "$persona" "$@" >"$work/card.log" 2>&1 &
        bridge=$!
        for _ in $(seq 100); do
            on_the_reader && return
            kill -0 "$bridge" 2>/dev/null || break
            sleep 0.1
        done
        end_bridge
    done
    fail 'no card on the reader'
}
